using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>The lit skin inside the head's outline, and freckles.</summary>
internal static class HeadPainter
{
    public static void Paint(Stage stage, Frame skin, Matrix3x2 toPixels)
    {
        using var outline = CanvasPath.Smooth(Outline(stage), closed: true);
        using (stage.Canvas.Clip(outline))
        {
            Matrix3x2.Invert(toPixels, out var toUnits);
            using (stage.Canvas.Transform(toUnits)) stage.Canvas.Picture(skin, Vector2.Zero);
            if (stage.Who.Freckles > 0) PaintFreckles(stage);
            if (stage.Who.Age > 0) PaintAge(stage);
        }
    }

    /// <summary>The face outline, let out a little at the jaw and up to the hair at the top.</summary>
    public static Vector2[] Outline(Stage stage)
    {
        var mesh = stage.Head.Mesh;
        return Array.ConvertAll(FaceTopology.Oval, i =>
        {
            var rim = mesh[i];
            var away = Vector2.Normalize(new Vector2(rim.X, rim.Y - 0.30f));
            var top = Curves.SmoothStep(-0.60f, -0.98f, away.Y);
            // Hair hides the edge of the face; where ears show, the cheek goes on a little behind it.
            var outward = (stage.Who.Ears ? 0.022f : 0.006f) + 0.05f * Curves.SmoothStep(-0.5f, -0.72f, away.Y) + 0.15f * top;
            return stage.On(rim.X + away.X * outward, rim.Y + away.Y * outward, rim.Z + 0.2f * top);
        });
    }

    private static void PaintFreckles(Stage stage)
    {
        var random = stage.Random(31);
        var color = Rgba.Mix(stage.Skin.Shadow, stage.Skin.Line, 0.25f);
        for (var k = 0; k < 210; k++)
        {
            var side = k % 2 == 0 ? 1 : -1;
            var x = side * Math.Abs(0.30f + 0.26f * random.Around());
            var y = 0.24f + 0.22f * random.Around();
            if (k % 5 == 0) (x, y) = (0.10f * random.Around(), 0.22f + 0.18f * random.Around());
            var depth = -0.14f - 0.26f * MathF.Exp(-x * x / 0.02f) + 0.35f * x * x;
            var radius = Stage.Unit * random.Between(0.004f, 0.0105f);
            stage.Canvas.Ellipse(stage.On(x, y, depth), new Vector2(radius, radius * random.Between(0.7f, 1)), color.WithAlpha(stage.Who.Freckles * random.Between(0.2f, 0.75f)));
        }
    }

    /// <summary>Soft folds beside the mouth and under the eyes.</summary>
    private static void PaintAge(Stage stage)
    {
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 4f, opacity: stage.Who.Age))
        {
            foreach (var side in (int[])[-1, 1])
            {
                Fold(stage, stage.Row(side < 0 ? [129, 203, 206, 216, 212] : [358, 423, 426, 436, 432]), 0.045f, 0.42f);
                Fold(stage, [stage.On(side * 0.20f, 0.115f, -0.1f), stage.On(side * 0.30f, 0.165f, -0.1f), stage.On(side * 0.42f, 0.165f, -0.07f)], 0.02f, 0.4f);
                Fold(stage, [stage.On(side * 0.545f, -0.02f, 0.02f), stage.On(side * 0.61f, -0.045f, 0.08f)], 0.008f, 0.3f);
                Fold(stage, [stage.On(side * 0.545f, 0.03f, 0.02f), stage.On(side * 0.615f, 0.04f, 0.08f)], 0.008f, 0.3f);
            }
        }
    }

    private static void Fold(Stage stage, Vector2[] row, float width, float alpha) =>
        stage.Canvas.Ribbon(Curves.Sample(row, 16), Curves.Widths(16, t => Stage.Unit * width * Curves.Arch(t)), stage.Skin.Shadow.WithAlpha(alpha));
}
