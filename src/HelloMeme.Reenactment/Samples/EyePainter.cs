using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Eyes from the landmark rows: eyeball and iris inside the lids, then lid edges, lashes and crease on the rings
/// that the animation moves with the lid.</summary>
internal static class EyePainter
{
    private const int Steps = 33;
    private const float Unit = Stage.Unit;

    public static void Paint(Stage stage)
    {
        foreach (var eye in (EyeTopology[])[FaceTopology.RightEye, FaceTopology.LeftEye])
        {
            var upper = Curves.Sample(stage.Row(eye.Upper), Steps);
            var lower = Curves.Sample(stage.Row(eye.Lower), Steps);
            PaintSocket(stage, eye, upper);
            using (var opening = CanvasPath.Lines(Curves.Ring(upper, lower), closed: true))
            using (stage.Canvas.Clip(opening))
            {
                PaintBall(stage, upper, lower);
                IrisPainter.Paint(stage, eye);
                PaintLidShadow(stage, upper, lower);
                IrisPainter.PaintCatchlights(stage, eye);
            }

            PaintLowerLid(stage, lower);
            LashPainter.Paint(stage, upper, lower);
            PaintCrease(stage, eye);
        }
    }

    private static void PaintSocket(Stage stage, EyeTopology eye, Vector2[] upper)
    {
        var fold = Curves.Sample(stage.Row(eye.UpperRing3), Steps);
        var crease = Curves.Sample(stage.Row(eye.UpperRing2), Steps);
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 8))
        {
            stage.Canvas.Polygon(Curves.Ring(upper, Curves.Mix(crease, fold, 0.5f)), stage.Skin.Shadow.WithAlpha(0.18f));
            var under = Curves.Sample(stage.Row(eye.LowerRing2), Steps);
            stage.Canvas.Ribbon(under[6..^2], Curves.Widths(Steps - 8, t => 12 * Curves.Arch(t)), stage.Skin.Shadow.WithAlpha(0.28f));
        }

        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 5))
            stage.Canvas.Polygon(Curves.Ring(upper, crease), stage.Who.Eyes.Lid);
    }

    private static void PaintBall(Stage stage, Vector2[] upper, Vector2[] lower)
    {
        var center = (upper[Steps / 2] + lower[Steps / 2]) / 2;
        var (outer, inner) = (upper[0], upper[^1]);
        stage.Canvas.Polygon(
            Curves.Ring(upper, lower),
            Ink.Radial(center, 0.19f * Unit, [Rgba.Hex(0xF6F1EC), Rgba.Hex(0xECE2DB), Rgba.Hex(0xC9ACA0)], [0, 0.55f, 1]));
        using (stage.Canvas.Layer(blur: 2.5f))
        {
            stage.Canvas.Ellipse(inner + Toward(inner, outer, 0.008f), new Vector2(0.030f, 0.022f) * Unit, Rgba.Hex(0xC9837A, 0.95f));
            stage.Canvas.Ellipse(outer, new Vector2(0.025f, 0.02f) * Unit, Rgba.Hex(0xB98377, 0.6f));
        }

        stage.Canvas.Ellipse(inner + Toward(inner, outer, 0.022f) + new Vector2(-1.5f, -0.8f), new Vector2(1.6f, 1.2f), Rgba.White.WithAlpha(0.55f));
    }

    /// <summary>The upper lid's shadow on the eyeball, and a faint one along the lower lid.</summary>
    private static void PaintLidShadow(Stage stage, Vector2[] upper, Vector2[] lower)
    {
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 4.2f))
            stage.Canvas.Ribbon(Shift(upper, 2), Curves.Widths(Steps, t => 0.085f * Unit * MathF.Sqrt(Curves.Arch(t))), Rgba.Hex(0x4A3438, 0.72f));
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 2.5f))
            stage.Canvas.Ribbon(lower, Curves.Widths(Steps, t => 0.03f * Unit * Curves.Arch(t)), Rgba.Hex(0xA58078, 0.55f));
    }

    /// <summary>The wet edge below the eyeball, then the lash side of the lid.</summary>
    private static void PaintLowerLid(Stage stage, Vector2[] lower)
    {
        using (stage.Canvas.Layer(blur: 0.8f))
        {
            var edge = Rgba.Mix(stage.Skin.Light, stage.Skin.Blush.WithAlpha(1), 0.25f);
            stage.Canvas.Ribbon(Shift(lower, 1.2f), Curves.Widths(Steps, t => 4.2f * MathF.Sqrt(Curves.Arch(t))), edge.WithAlpha(0.75f));
            stage.Canvas.Ribbon(Shift(lower, 4.0f)[..^5], Curves.Widths(Steps - 5, t => 2.2f * Curves.Arch(0.15f + 0.6f * t)), stage.Skin.Line.WithAlpha(0.38f));
        }
    }

    private static void PaintCrease(Stage stage, EyeTopology eye)
    {
        var crease = Curves.Sample(Curves.Mix(stage.Row(eye.UpperRing2), stage.Row(eye.UpperRing3), 0.06f), Steps)[1..^4];
        var strength = stage.Who.Eyes.Crease;
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 4, opacity: strength))
            stage.Canvas.Ribbon(Shift(crease, -2), Curves.Widths(crease.Length, t => 11 * Curves.Arch(t)), stage.Skin.Shadow.WithAlpha(0.65f));
        using (stage.Canvas.Layer(blur: 0.9f, opacity: strength))
            stage.Canvas.Ribbon(crease, Curves.Widths(crease.Length, t => 2.8f * Curves.Arch(t)), stage.Skin.Line.WithAlpha(0.6f));
        using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 3.5f))
        {
            var lid = Curves.Sample(Curves.Mix(stage.Row(eye.Upper), stage.Row(eye.UpperRing2), 0.55f), Steps)[6..^8];
            stage.Canvas.Ribbon(lid, Curves.Widths(lid.Length, t => 7 * Curves.Arch(t)), stage.Skin.Light.WithAlpha(0.22f));
        }
    }

    private static Vector2 Toward(Vector2 from, Vector2 to, float length) => Vector2.Normalize(to - from) * length * Unit;

    private static Vector2[] Shift(Vector2[] row, float down) => Array.ConvertAll(row, p => p + new Vector2(0, down));
}
