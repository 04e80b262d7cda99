using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A chunky sweater: rows of V stitches bent over the chest, a ribbed collar.</summary>
internal static class KnitSweater
{
    private static readonly (float X, float Y)[] Neck = [(-0.66f, 1.62f), (-0.50f, 1.80f), (-0.25f, 1.90f), (0, 1.925f), (0.25f, 1.90f), (0.50f, 1.80f), (0.66f, 1.62f)];

    public static void Paint(Stage stage)
    {
        using (var outline = OutfitPainter.Outline(stage, Neck))
        using (stage.Canvas.Clip(outline))
        {
            OutfitPainter.PaintCloth(stage);
            PaintStitches(stage);
        }

        PaintCollar(stage);
    }

    private static void PaintStitches(Stage stage)
    {
        const float width = 0.098f;
        const float height = 0.074f;
        var outfit = stage.Who.Outfit;
        for (var row = 0; row < 24; row++)
        {
            for (var column = -27; column <= 27; column++)
            {
                var x = column * width;
                var y = 1.58f + row * height + 0.085f * x * x;
                var light = Math.Clamp(0.60f - 0.22f * x - 0.12f * (y - 2.2f), 0, 1);
                foreach (var side in (int[])[-1, 1])
                {
                    Vector2[] leg = Stage.Torso((x + side * width * 0.46f, y - height * 0.42f), (x + side * width * 0.30f, y + height * 0.15f), (x + side * width * 0.03f, y + height * 0.72f));
                    var path = Curves.Sample(leg, 8);
                    stage.Canvas.Ribbon(path, Curves.Widths(8, t => 10.5f * (0.45f + 0.55f * Curves.Arch(t))), Rgba.Mix(outfit.Shade, outfit.Base, 0.35f + 0.4f * light).WithAlpha(0.50f));
                    stage.Canvas.Ribbon(Array.ConvertAll(path, p => p + new Vector2(-0.8f, -1.2f)), Curves.Widths(8, t => 6.6f * (0.4f + 0.6f * Curves.Arch(t))), Rgba.Mix(outfit.Base, outfit.Light, light).WithAlpha(0.62f));
                }
            }
        }
    }

    private static void PaintCollar(Stage stage)
    {
        var outfit = stage.Who.Outfit;
        var half = stage.Who.NeckHalfWidth;
        (float X, float Y)[] top = [(-half * 1.10f, 1.38f), (-half * 0.7f, 1.50f), (0, 1.56f), (half * 0.7f, 1.50f), (half * 1.10f, 1.38f)];
        (float X, float Y)[] bottom = [(-0.70f, 1.66f), (-0.47f, 1.85f), (0, 1.955f), (0.47f, 1.85f), (0.70f, 1.66f)];
        var (upper, lower) = (Curves.Sample(Stage.Torso(top), 60), Curves.Sample(Stage.Torso(bottom), 60));
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 8)) stage.Canvas.Polyline(Array.ConvertAll(lower[5..^5], p => p + new Vector2(3, 3)), 22, outfit.Shade.WithAlpha(0.8f));
        using var path = CanvasPath.Lines(Curves.Ring(upper, lower), closed: true);
        stage.Canvas.Stroke(path, 12, Rgba.Mix(outfit.Base, outfit.Shade, 0.3f));
        stage.Canvas.Fill(path, Ink.Linear(upper[0], upper[^1], [Rgba.Mix(outfit.Base, outfit.Shade, 0.5f), outfit.Light, outfit.Base, Rgba.Mix(outfit.Base, outfit.Shade, 0.8f)], [0, 0.28f, 0.6f, 1]));
        for (var k = 1; k < 60; k += 2)
        {
            var rib = Curves.Sample([upper[k] + new Vector2(0, -5), (upper[k] + lower[k]) / 2 + new Vector2(0, -2), lower[k] + new Vector2(0, 5)], 10);
            stage.Canvas.Ribbon(rib, Curves.Widths(10, t => 4.2f + 1.5f * Curves.Arch(t)), outfit.Shade.WithAlpha(0.50f));
            stage.Canvas.Ribbon(Array.ConvertAll(rib, p => p + new Vector2(-7, 0)), Curves.Widths(10, t => 5.5f * Curves.Arch(0.1f + 0.8f * t)), outfit.Light.WithAlpha(0.42f));
        }

        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 7)) stage.Canvas.Polyline(Array.ConvertAll(upper[3..^3], p => p + new Vector2(0, -2)), 12, outfit.Shade.WithAlpha(0.65f));
    }
}
