using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Brows hair by hair between the brow rows of the landmarks, over a soft tint.</summary>
internal static class BrowPainter
{
    private const float Unit = Stage.Unit;

    public static void Paint(Stage stage)
    {
        Paint(stage, FaceTopology.RightEye, 71);
        Paint(stage, FaceTopology.LeftEye, 72);
    }

    private static void Paint(Stage stage, EyeTopology eye, uint salt)
    {
        var (lower, upper) = Edges(stage, eye);
        var hair = stage.Who.BrowHair;
        using (stage.Canvas.Layer(blur: 4.2f))
            stage.Canvas.Polygon(Curves.Ring(Curves.Sample(Curves.Mix(lower, upper, 0.12f), 24, 0.03f, 1), Curves.Sample(Curves.Mix(lower, upper, 0.88f), 24, 0.06f, 1)), hair.Mid.WithAlpha(0.60f));
        var random = stage.Random(salt);
        var count = (int)(380 * stage.Who.BrowThickness);
        for (var k = 0; k < count; k++)
        {
            // Medial 0 to tail 1; hairs grow up at the start, sideways along the arch, and down from above at the tail.
            var t = MathF.Pow(random.Next(), 0.85f) * 0.97f;
            var across = random.Next();
            var root = Vector2.Lerp(Curves.At(lower, t), Curves.At(upper, t), across);
            var along = Vector2.Normalize(Curves.At(lower, Math.Min(1, t + 0.05f)) - Curves.At(lower, Math.Max(0, t - 0.05f)));
            var rise = (0.95f - 1.0f * t) - (across - 0.5f) * 1.1f;
            var direction = Vector2.Normalize(along + new Vector2(0, -rise));
            var reach = Unit * random.Between(0.045f, 0.088f) * (1 - 0.25f * t);
            var width = random.Between(1.1f, 1.7f);
            var color = Rgba.Mix(hair.Dark, hair.Light, random.Next() * random.Next()).WithAlpha(random.Between(0.45f, 0.9f) * (0.45f + 0.55f * Curves.SmoothStep(0, 0.18f, t)));
            Vector2[] bend = [root, root + direction * reach * 0.55f, root + Vector2.Normalize(direction + along * 0.8f) * reach];
            stage.Canvas.Ribbon(Curves.Sample(bend, 7), Curves.Widths(7, s => width * (0.5f + 0.5f * Curves.Arch(s * 0.6f + 0.2f)) * (1 - 0.85f * s)), color);
        }
    }

    /// <summary>Lower and upper edge, from the nose outwards, gathered to the tail and to the wanted thickness.</summary>
    private static (Vector2[] Lower, Vector2[] Upper) Edges(Stage stage, EyeTopology eye)
    {
        Vector2[] lower = [.. stage.Row(eye.BrowLower).Reverse()];
        Vector2[] upper = [.. stage.Row(eye.BrowUpper).Reverse()];
        var (thinLower, thinUpper) = (new Vector2[lower.Length], new Vector2[lower.Length]);
        float[] share = [0.80f, 0.86f, 0.80f, 0.58f, 0.16f];
        for (var k = 0; k < lower.Length; k++)
        {
            var middle = Vector2.Lerp(lower[k], upper[k], 0.46f);
            var half = (upper[k] - lower[k]) / 2 * share[k] * stage.Who.BrowThickness;
            (thinLower[k], thinUpper[k]) = (middle - half, middle + half);
        }

        return (thinLower, thinUpper);
    }
}
