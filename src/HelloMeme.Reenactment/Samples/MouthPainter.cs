using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Lips over the lit skin: tint, the dark line between them, gloss, and the shadow under the lower lip.</summary>
internal static class MouthPainter
{
    private const int Steps = 40;

    public static void Paint(Stage stage)
    {
        var upper = Curves.Sample(stage.Row(FaceTopology.LipOuterUpper), Steps);
        var lower = Curves.Sample(stage.Row(FaceTopology.LipOuterLower), Steps);
        var line = Curves.Sample(Curves.Mix(stage.Row(FaceTopology.LipInnerUpper), stage.Row(FaceTopology.LipInnerLower), 0.5f), Steps);
        line[0] = Vector2.Lerp(line[0], upper[0], 0.5f);
        line[^1] = Vector2.Lerp(line[^1], upper[^1], 0.5f);
        PaintSurround(stage, lower);
        PaintTint(stage, upper, lower, line);
        PaintTexture(stage, upper, lower, line);
        PaintGloss(stage, upper, lower, line);
        PaintLine(stage, line);
    }

    private static void PaintSurround(Stage stage, Vector2[] lower)
    {
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 7))
            stage.Canvas.Ribbon(Shift(lower[8..^8], 13), Curves.Widths(Steps - 16, t => 24 * Curves.Arch(t)), stage.Skin.Shadow.WithAlpha(0.55f));
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 4))
        {
            stage.Canvas.Ellipse(stage.At(61) + new Vector2(-3, 2), new Vector2(8, 9), stage.Skin.Shadow.WithAlpha(0.5f));
            stage.Canvas.Ellipse(stage.At(291) + new Vector2(3, 2), new Vector2(8, 9), stage.Skin.Shadow.WithAlpha(0.5f));
        }
    }

    private static void PaintTint(Stage stage, Vector2[] upper, Vector2[] lower, Vector2[] line)
    {
        var lips = stage.Who.Lips;
        var (top, seam, bottom) = (upper[Steps / 2], line[Steps / 2], lower[Steps / 2]);
        using (stage.Canvas.Layer(blur: 1.5f, opacity: lips.Opacity))
        {
            stage.Canvas.Polygon(Curves.Ring(upper, line), Ink.Linear(top, seam, [lips.Upper, lips.Upper.Times(0.80f)]));
            stage.Canvas.Polygon(Curves.Ring(line, lower), Ink.Linear(seam, bottom, [lips.Lower.Times(0.88f), lips.Lower, lips.Lower.Times(0.86f)], [0, 0.45f, 1]));
        }

        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 5))
        {
            stage.Canvas.Ribbon(Shift(line, -5), Curves.Widths(Steps, t => 13 * Curves.Arch(t)), lips.Line.WithAlpha(0.35f));
            stage.Canvas.Polygon([line[0], line[4], lower[6], lower[1]], lips.Line.WithAlpha(0.3f));
            stage.Canvas.Polygon([line[^1], line[^5], lower[^7], lower[^2]], lips.Line.WithAlpha(0.4f));
        }
    }

    private static void PaintTexture(Stage stage, Vector2[] upper, Vector2[] lower, Vector2[] line)
    {
        var random = stage.Random(41);
        using (stage.Canvas.Layer(blur: 0.7f, opacity: 0.11f))
        {
            for (var k = 3; k < Steps - 3; k++)
            {
                foreach (var (edge, dark) in ((Vector2[], bool)[])[(upper, false), (lower, true), (lower, false)])
                {
                    var at = Curves.At(line, (k + random.Around()) / (Steps - 1));
                    var to = Curves.At(edge, (k + random.Around()) / (Steps - 1));
                    var stroke = Curves.Sample([Vector2.Lerp(at, to, 0.1f), Vector2.Lerp(at, to, 0.5f), Vector2.Lerp(at, to, 0.9f)], 8, 0, random.Between(0.5f, 1));
                    stage.Canvas.Ribbon(stroke, Curves.Widths(8, t => 2.2f * Curves.Arch(t)), dark ? stage.Who.Lips.Line.WithAlpha(0.8f) : Rgba.White.WithAlpha(0.35f));
                }
            }
        }
    }

    private static void PaintGloss(Stage stage, Vector2[] upper, Vector2[] lower, Vector2[] line)
    {
        var gloss = stage.Who.Lips.Gloss;
        using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 4.5f, opacity: gloss))
        {
            var belly = Curves.Mix(line, lower, 0.42f);
            stage.Canvas.Ribbon(belly[10..24], Curves.Widths(14, t => 13 * Curves.Arch(t)), Rgba.White.WithAlpha(0.55f));
            stage.Canvas.Ribbon(belly[22..32], Curves.Widths(10, t => 8 * Curves.Arch(t)), Rgba.White.WithAlpha(0.3f));
        }

        using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 2, opacity: 0.5f))
            stage.Canvas.Ribbon(Shift(upper[10..30], -1.5f), Curves.Widths(20, t => 3.2f * Curves.Arch(t)), stage.Skin.Light.WithAlpha(0.6f));
    }

    private static void PaintLine(Stage stage, Vector2[] line)
    {
        using (stage.Canvas.Layer(blur: 1.0f))
            stage.Canvas.Ribbon(line, Curves.Widths(Steps, t => 1.2f + 3.2f * Curves.Arch(t)), stage.Who.Lips.Line.WithAlpha(0.9f));
        using (stage.Canvas.Layer(blur: 2.4f))
        {
            stage.Canvas.Ellipse(line[0], new Vector2(4, 3.4f), stage.Who.Lips.Line.WithAlpha(0.55f));
            stage.Canvas.Ellipse(line[^1], new Vector2(4, 3.4f), stage.Who.Lips.Line.WithAlpha(0.55f));
        }
    }

    private static Vector2[] Shift(Vector2[] row, float down) => Array.ConvertAll(row, p => p + new Vector2(0, down));
}
