using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Samples;

/// <summary>The dark edge of the upper lid and single lashes on both lids. Rows run from the outer to the inner corner.</summary>
internal static class LashPainter
{
    private const float Unit = Stage.Unit;

    public static void Paint(Stage stage, Vector2[] upper, Vector2[] lower)
    {
        var look = stage.Who.Eyes;
        var ink = Rgba.Mix(stage.Skin.Line, Rgba.Black, 0.55f);
        using (stage.Canvas.Layer(blur: 0.7f))
        {
            var edge = Array.ConvertAll(upper, p => p + new Vector2(0, -1.4f));
            stage.Canvas.Ribbon(edge, Curves.Widths(edge.Length, t => look.Liner * Unit * (0.30f + 0.9f * MathF.Pow(1 - t, 0.7f)) * MathF.Min(1, 12 * Curves.Arch(t) + 0.25f)), ink.WithAlpha(0.94f));
        }

        PaintRow(stage, upper, 38, look.Lash, up: true, ink);
        if (look.LowerLash > 0) PaintRow(stage, lower, 20, look.LowerLash, up: false, ink.WithAlpha(0.42f));
    }

    private static void PaintRow(Stage stage, Vector2[] row, int count, float length, bool up, Rgba ink)
    {
        var random = stage.Random(up ? 61u : 62u);
        var outward = MathF.Sign(row[0].X - row[^1].X);
        using (stage.Canvas.Layer(blur: 0.4f))
        {
            for (var k = 0; k < count; k++)
            {
                var t = (k + 0.5f * random.Around()) / count * 0.86f;
                var root = Curves.At(row, t) + new Vector2(0, up ? -1 : 3.6f);
                // Outer lashes lean outwards and are longest; all curl away from the eye.
                var lean = outward * (1.25f - 1.35f * t);
                var reach = length * Unit * (0.40f + 0.60f * MathF.Pow(1 - t, 1.2f)) * random.Between(0.8f, 1.1f);
                var away = Vector2.Normalize(new Vector2(lean, up ? -0.75f : 0.8f));
                var start = Vector2.Normalize(new Vector2(lean * 1.3f, up ? -0.22f : 0.5f));
                Vector2[] bend = [root, root + start * reach * 0.45f, root + start * reach * 0.45f + away * reach * 0.55f];
                stage.Canvas.Ribbon(Curves.Sample(bend, 9), Curves.Widths(9, s => (up ? 1.9f : 1.0f) * (1 - 0.92f * s)), ink);
            }
        }
    }
}
