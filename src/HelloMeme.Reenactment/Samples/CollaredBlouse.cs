using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A blouse with a wide collar in a pattern of scales, one button.</summary>
internal static class CollaredBlouse
{
    private static readonly (float X, float Y)[] Neck = [(-0.70f, 1.66f), (-0.45f, 1.90f), (-0.16f, 2.26f), (0, 2.44f), (0.16f, 2.26f), (0.45f, 1.90f), (0.70f, 1.66f)];

    private static readonly (float X, float Y)[] Wing =
        [(0.50f, 1.44f), (0.46f, 1.74f), (0.28f, 2.10f), (0.02f, 2.42f), (0.20f, 2.62f), (0.52f, 2.74f), (0.76f, 2.46f), (0.95f, 2.12f), (1.02f, 1.88f), (0.80f, 1.64f)];

    public static void Paint(Stage stage)
    {
        var outfit = stage.Who.Outfit;
        using (var outline = OutfitPainter.Outline(stage, Neck))
        using (stage.Canvas.Clip(outline))
        {
            OutfitPainter.PaintCloth(stage);
            using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 3)) stage.Canvas.Line(Stage.Torso(0.03f, 2.45f), Stage.Torso(0.05f, 3.2f), 7, outfit.Shade.WithAlpha(0.8f));
            stage.Canvas.Line(Stage.Torso(0, 2.45f), Stage.Torso(0.02f, 3.2f), 2, outfit.Light.WithAlpha(0.5f));
        }

        PaintWing(stage, -1);
        PaintWing(stage, 1);
        PaintButton(stage);
    }

    private static void PaintWing(Stage stage, int side)
    {
        var outfit = stage.Who.Outfit;
        var corners = Stage.Torso(Array.ConvertAll(Wing, p => (side * p.X, p.Y)));
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 10)) stage.Canvas.Blob(Array.ConvertAll(corners, p => Vector2.Lerp(p, Stage.Torso(side * 0.5f, 2.15f), 0.06f) + new Vector2(3, 11)), outfit.Shade.WithAlpha(0.85f));
        using var wing = CanvasPath.Smooth(corners, closed: true);
        using (stage.Canvas.Clip(wing))
        {
            stage.Canvas.Fill(wing, Ink.Linear(Stage.Torso(side * 0.9f, 1.6f), Stage.Torso(side * 0.2f, 2.6f), side < 0 ? [outfit.Light, outfit.Base] : [outfit.Base, Rgba.Mix(outfit.Base, outfit.Shade, 0.6f)]));
            PaintScales(stage, side);
            using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 14)) stage.Canvas.Polyline([corners[0], corners[1], corners[2], corners[3]], 34, outfit.Shade.WithAlpha(0.75f));
        }

        stage.Canvas.Stroke(wing, 3.4f, outfit.Accent.WithAlpha(0.85f));
    }

    private static void PaintScales(Stage stage, int side)
    {
        var accent = stage.Who.Outfit.Accent;
        for (var row = 24; row >= 0; row--)
        {
            for (var column = -1; column < 15; column++)
            {
                var center = Stage.Torso(side * (column + (row % 2 == 0 ? 0.5f : 0)) * 0.098f, 1.36f + row * 0.060f);
                var tone = accent.WithAlpha(side < 0 ? 0.85f : 0.62f);
                foreach (var radius in (float[])[9.4f, 5.6f])
                    stage.Canvas.Polyline(Curves.Sample([center + new Vector2(-radius, 0), center + new Vector2(-radius * 0.72f, radius * 0.72f), center + new Vector2(0, radius), center + new Vector2(radius * 0.72f, radius * 0.72f), center + new Vector2(radius, 0)], 12), radius > 7 ? 1.7f : 1.3f, tone);
                stage.Canvas.Ellipse(center + new Vector2(0, 1), new Vector2(1.9f), tone);
            }
        }
    }

    private static void PaintButton(Stage stage)
    {
        var center = Stage.Torso(0.0f, 2.56f);
        var accent = stage.Who.Outfit.Accent;
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 3)) stage.Canvas.Ellipse(center + new Vector2(2, 3), new Vector2(12), stage.Who.Outfit.Shade.WithAlpha(0.8f));
        stage.Canvas.Ellipse(center, new Vector2(10.5f), Ink.Radial(center + new Vector2(-3, -4), 14, [Rgba.Mix(accent, Rgba.White, 0.6f), accent, accent.Times(0.55f)]));
    }
}
