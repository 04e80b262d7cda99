using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Shoulders in cloth: outline, folds, light; the garment adds its own neck line and pattern.</summary>
internal static class OutfitPainter
{
    public static void Paint(Stage stage)
    {
        switch (stage.Who.Outfit.Garment)
        {
            case Garment.WrapTop: WrapTop.Paint(stage); break;
            case Garment.Knit: KnitSweater.Paint(stage); break;
            case Garment.Collar: CollaredBlouse.Paint(stage); break;
        }
    }

    /// <summary>The closed outline of the garment: given neck line (from the subject's right shoulder to the left), shoulders, picture edge.</summary>
    public static CanvasPath Outline(Stage stage, (float X, float Y)[] neckLine)
    {
        var half = stage.Who.Outfit.ShoulderHalfWidth;
        (float X, float Y)[] left = [(half * 0.54f, 1.96f), (half * 0.78f, 2.10f), (half * 0.93f, 2.32f), (half * 1.02f, 2.68f), (half * 1.08f, 3.3f)];
        var right = left.Reverse().Select(p => (-p.X, p.Y));
        return CanvasPath.Smooth(Stage.Torso([.. neckLine, .. left, .. right]), closed: true);
    }

    /// <summary>Base colour, roundness of shoulders and chest, folds from the armpits. Draw inside the outline's clip.</summary>
    public static void PaintCloth(Stage stage)
    {
        var (canvas, outfit) = (stage.Canvas, stage.Who.Outfit);
        var half = outfit.ShoulderHalfWidth;
        canvas.Polygon([Vector2.Zero, new(1024, 0), new(1024, 1024), new(0, 1024)], Ink.Linear(Stage.Torso(-half, 1.7f), Stage.Torso(half, 2.9f), [outfit.Light, outfit.Base, Rgba.Mix(outfit.Base, outfit.Shade, 0.75f)], [0, 0.45f, 1]));
        using (canvas.Layer(CanvasBlend.Multiply, blur: 22))
        {
            canvas.Ribbon(Stage.Torso((half * 1.08f, 2.2f), (half * 1.1f, 2.6f), (half * 1.12f, 3.2f)), [60, 80, 90], outfit.Shade.WithAlpha(0.7f));
            canvas.Ribbon(Stage.Torso((-half * 1.12f, 2.3f), (-half * 1.14f, 2.7f), (-half * 1.16f, 3.2f)), [30, 50, 60], outfit.Shade.WithAlpha(0.6f));
            canvas.Ellipse(Stage.Torso(0.05f, 1.80f), new Vector2(150, 40), outfit.Shade.WithAlpha(0.45f));
        }

        using (canvas.Layer(CanvasBlend.Multiply, blur: 9))
        {
            foreach (var side in (int[])[-1, 1])
            {
                Fold(stage, Stage.Torso((side * half * 0.80f, 3.0f), (side * half * 0.70f, 2.75f), (side * half * 0.66f, 2.5f)), 26, 0.6f);
                Fold(stage, Stage.Torso((side * half * 0.70f, 2.95f), (side * half * 0.50f, 2.80f), (side * half * 0.34f, 2.72f)), 18, 0.4f);
            }
        }

        using (canvas.Layer(CanvasBlend.Screen, blur: 14))
        {
            Glow(stage, Stage.Torso((-half * 0.40f, 2.08f), (-half * 0.75f, 2.2f), (-half * 0.92f, 2.45f)), 34, 0.35f);
            Glow(stage, Stage.Torso((half * 0.45f, 2.06f), (half * 0.75f, 2.18f), (half * 0.90f, 2.36f)), 18, 0.18f);
        }
    }

    private static void Fold(Stage stage, Vector2[] row, float width, float alpha) =>
        stage.Canvas.Ribbon(Curves.Sample(row, 20), Curves.Widths(20, t => width * Curves.Arch(t)), stage.Who.Outfit.Shade.WithAlpha(alpha));

    private static void Glow(Stage stage, Vector2[] row, float width, float alpha) =>
        stage.Canvas.Ribbon(Curves.Sample(row, 20), Curves.Widths(20, t => width * Curves.Arch(t)), stage.Who.Outfit.Light.WithAlpha(alpha));
}
