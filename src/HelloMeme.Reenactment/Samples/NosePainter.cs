using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Nostrils, the wings' creases, the shadow below and the light on ridge and tip; the form itself comes from the mesh.</summary>
internal static class NosePainter
{
    public static void Paint(Stage stage)
    {
        var skin = stage.Skin;
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 6))
        {
            stage.Canvas.Blob([On(stage, 98, 0.02f), On(stage, 97, 0.03f), On(stage, 2, 0.035f), On(stage, 326, 0.03f), On(stage, 327, 0.02f), On(stage, 326, 0.075f), On(stage, 2, 0.08f), On(stage, 97, 0.07f)], skin.Shadow.WithAlpha(0.55f));
            Ribbon(stage, [168, 6, 197, 195, 5], new Vector2(0.075f, 0), 0.035f, skin.Shadow.WithAlpha(0.25f));
        }

        foreach (var right in (bool[])[true, false]) PaintSide(stage, right);
        PaintPhiltrum(stage);
        using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 5))
        {
            stage.Canvas.Ellipse(stage.At(4) + new Vector2(-6, 0), new Vector2(9, 7), skin.Light.WithAlpha(0.42f));
            Ribbon(stage, [168, 6, 197, 195, 5], new Vector2(-0.012f, 0), 0.032f, skin.Light.WithAlpha(0.22f));
        }
    }

    private static void PaintSide(Stage stage, bool right)
    {
        var skin = stage.Skin;
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 2.4f))
        {
            Ribbon(stage, right ? [49, 102, 64, 98] : [279, 331, 294, 327], new Vector2(right ? -0.012f : 0.012f, 0), 0.026f, skin.Shadow.WithAlpha(0.8f));
        }

        int[] rim = right ? [20, 60, 75, 240, 98, 97] : [250, 290, 305, 460, 327, 326];
        var row = stage.Row(rim);
        row[0] += new Vector2(0, 0.012f) * Stage.Unit;
        row[4] = Vector2.Lerp(row[3], row[4], 0.25f) + new Vector2(0, 0.006f * Stage.Unit);
        row[5] += new Vector2(0, -0.010f) * Stage.Unit;
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 3.2f)) stage.Canvas.Blob(row, skin.Deep.WithAlpha(0.6f));
        var center = (row[1] + row[3] + row[5]) / 3;
        var inner = Array.ConvertAll(row, p => center + (p - center) * 0.80f);
        using (stage.Canvas.Layer(blur: 1.1f)) stage.Canvas.Blob(inner, Rgba.Mix(skin.Deep, skin.Line, 0.6f).WithAlpha(0.9f));
    }

    private static void PaintPhiltrum(Stage stage)
    {
        using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 4))
            stage.Canvas.Ribbon([On(stage, 2, 0.02f), stage.At(164), On(stage, 0, -0.012f)], [7, 11, 15], stage.Skin.Shadow.WithAlpha(0.42f));
        using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 3))
        {
            stage.Canvas.Line(Vector2.Lerp(stage.At(97), stage.At(37), 0.35f), stage.At(37) + new Vector2(0, -5), 4, stage.Skin.Light.WithAlpha(0.2f));
            stage.Canvas.Line(Vector2.Lerp(stage.At(326), stage.At(267), 0.35f), stage.At(267) + new Vector2(0, -5), 4, stage.Skin.Light.WithAlpha(0.2f));
        }
    }

    private static Vector2 On(Stage stage, int landmark, float down) => stage.At(landmark) + new Vector2(0, down * Stage.Unit);

    private static void Ribbon(Stage stage, int[] landmarks, Vector2 shift, float width, Rgba color)
    {
        var row = Array.ConvertAll(landmarks, i => stage.At(i) + shift * Stage.Unit);
        stage.Canvas.Ribbon(Curves.Sample(row, 16), Curves.Widths(16, t => Stage.Unit * width * Curves.Arch(0.08f + 0.84f * t)), color);
    }
}
