using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A soft top with a wide round neck and a bound edge.</summary>
internal static class WrapTop
{
    private static readonly (float X, float Y)[] Neck = [(-0.98f, 1.88f), (-0.82f, 2.12f), (-0.5f, 2.34f), (0, 2.42f), (0.5f, 2.34f), (0.82f, 2.12f), (0.98f, 1.88f)];

    public static void Paint(Stage stage)
    {
        var outfit = stage.Who.Outfit;
        var edge = Curves.Sample(Stage.Torso(Neck), 60);
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 7))
            stage.Canvas.Polyline(Array.ConvertAll(edge[6..^6], p => p + new Vector2(4, 2)), 20, stage.Skin.Shadow.WithAlpha(0.6f));
        using var outline = OutfitPainter.Outline(stage, Neck);
        using (stage.Canvas.Clip(outline))
        {
            OutfitPainter.PaintCloth(stage);
            PaintWeave(stage);
            using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 3)) stage.Canvas.Polyline(Array.ConvertAll(edge, p => p + new Vector2(0, 24)), 7, outfit.Shade.WithAlpha(0.55f));
            stage.Canvas.Polyline(Array.ConvertAll(edge, p => p + new Vector2(0, 10)), 22, Ink.Linear(edge[0], edge[^1], [outfit.Light, outfit.Accent, outfit.Accent.Times(0.75f)]));
            using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 2)) stage.Canvas.Polyline(Array.ConvertAll(edge, p => p + new Vector2(0, 5)), 4, outfit.Light.WithAlpha(0.45f));
        }
    }

    /// <summary>Fine ribs that follow the chest.</summary>
    private static void PaintWeave(Stage stage)
    {
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 0.6f, opacity: 0.22f))
        {
            for (var k = -60; k <= 60; k++)
            {
                var x = k / 60f * 2.5f;
                stage.Canvas.Polyline(Curves.Sample(Stage.Torso((x * 0.86f, 1.9f), (x * 0.97f, 2.4f), (x, 3.1f)), 10), 2.6f, stage.Who.Outfit.Shade);
            }
        }
    }
}
