using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>The ears, behind the cheeks; a turned head hides the far one.</summary>
internal static class EarPainter
{
    private const float Depth = 0.70f;

    private static readonly (float X, float Y)[] Shell =
        [(0.68f, -0.02f), (0.735f, -0.10f), (0.80f, -0.125f), (0.845f, -0.06f), (0.852f, 0.05f), (0.825f, 0.17f), (0.79f, 0.27f), (0.765f, 0.36f), (0.72f, 0.40f), (0.67f, 0.34f)];

    public static void Paint(Stage stage)
    {
        foreach (var side in (int[])[-1, 1])
        {
            if (side * stage.Who.Angles.Yaw > 0.1f) continue;
            var skin = stage.Skin;
            var shell = Row(stage, side, Shell);
            var warm = Rgba.Mix(skin.Mid, skin.Blush.WithAlpha(1), 0.25f);
            using var outline = CanvasPath.Smooth(shell, closed: true);
            stage.Canvas.Fill(outline, Ink.Linear(stage.On(side * 0.86f, 0, Depth), stage.On(side * 0.70f, 0.1f, Depth), [Rgba.Mix(warm, skin.Light, side < 0 ? 0.5f : 0.1f), Rgba.Mix(warm, skin.Shadow, 0.7f)]));
            using var clip = stage.Canvas.Clip(outline);
            using (stage.Canvas.Layer(CanvasBlend.Multiply, blur: 3))
            {
                Line(stage, Row(stage, side, [(0.725f, -0.05f), (0.79f, -0.075f), (0.815f, -0.01f), (0.812f, 0.08f), (0.78f, 0.19f)]), 8, skin.Shadow.WithAlpha(0.9f));
                stage.Canvas.Blob(Row(stage, side, [(0.70f, 0.06f), (0.75f, 0.02f), (0.775f, 0.09f), (0.765f, 0.17f), (0.72f, 0.21f)]), Rgba.Mix(skin.Shadow, skin.Deep, 0.5f).WithAlpha(0.85f));
            }

            using (stage.Canvas.Layer(CanvasBlend.Screen, blur: 2.5f))
                Line(stage, Row(stage, side, [(0.75f, -0.10f), (0.805f, -0.105f), (0.835f, -0.04f), (0.838f, 0.06f)]), 5, skin.Light.WithAlpha(side < 0 ? 0.35f : 0.2f));
        }
    }

    private static Vector2[] Row(Stage stage, int side, (float X, float Y)[] places) => Array.ConvertAll(places, p => stage.On(side * p.X, p.Y, Depth));

    private static void Line(Stage stage, Vector2[] row, float width, Rgba color) =>
        stage.Canvas.Ribbon(Curves.Sample(row, 18), Curves.Widths(18, t => width * Curves.Arch(0.1f + 0.8f * t)), color);
}
