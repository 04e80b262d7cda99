using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Iris with dark rim, fibres and a glow opposite the lamp; pupil; reflections.</summary>
internal static class IrisPainter
{
    public static void Paint(Stage stage, EyeTopology eye)
    {
        var (center, radius) = Measure(stage, eye);
        var look = stage.Who.Eyes;
        using (stage.Canvas.Layer(blur: 1.3f)) stage.Canvas.Ellipse(center, new Vector2(radius), look.IrisDark.Times(0.55f));
        stage.Canvas.Ellipse(center, new Vector2(radius * 0.95f), Ink.Radial(center, radius, [look.IrisDark, look.Iris, look.Iris, look.IrisDark.Times(0.7f)], [0.3f, 0.52f, 0.74f, 1]));
        PaintFibres(stage, center, radius);
        using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 2.4f))
            stage.Canvas.Ellipse(center + new Vector2(0.18f, 0.42f) * radius, new Vector2(0.52f, 0.30f) * radius, look.IrisGlow.WithAlpha(0.75f));
        using (stage.Canvas.Layer(blur: 0.8f)) stage.Canvas.Ellipse(center, new Vector2(radius * 0.40f), Rgba.Hex(0x0B0708));
    }

    /// <summary>A window up left, a small bounce low right: the same side in both eyes.</summary>
    public static void PaintCatchlights(Stage stage, EyeTopology eye)
    {
        var (center, radius) = Measure(stage, eye);
        using (stage.Canvas.Layer(blur: 0.6f))
        {
            stage.Canvas.Ellipse(center + new Vector2(-0.30f, -0.34f) * radius, new Vector2(0.25f, 0.27f) * radius, Rgba.White.WithAlpha(0.95f));
            stage.Canvas.Ellipse(center + new Vector2(0.36f, 0.40f) * radius, new Vector2(0.10f, 0.09f) * radius, Rgba.White.WithAlpha(0.45f));
        }

        using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 1.6f))
            stage.Canvas.Ellipse(center + new Vector2(0.10f, -0.40f) * radius, new Vector2(0.45f, 0.16f) * radius, Rgba.Hex(0xBFD2E6, 0.30f));
    }

    private static void PaintFibres(Stage stage, Vector2 center, float radius)
    {
        var random = stage.Random(53);
        var look = stage.Who.Eyes;
        using (stage.Canvas.Layer(blur: 0.5f, opacity: 0.75f))
        {
            for (var k = 0; k < 150; k++)
            {
                var (sin, cos) = MathF.SinCos(MathF.Tau * (k + random.Next()) / 150);
                var direction = new Vector2(cos, sin);
                var color = k % 3 == 0 ? look.IrisDark.WithAlpha(0.7f) : Rgba.Mix(look.Iris, look.IrisGlow, random.Next()).WithAlpha(0.65f);
                stage.Canvas.Line(center + direction * radius * random.Between(0.40f, 0.52f), center + direction * radius * random.Between(0.66f, 0.93f), random.Between(0.35f, 0.85f), color);
            }
        }
    }

    private static (Vector2 Center, float Radius) Measure(Stage stage, EyeTopology eye)
    {
        var center = stage.At(eye.Iris[0]);
        return (center, Vector2.Distance(stage.At(eye.Iris[2]), stage.At(eye.Iris[4])) / 2);
    }
}
