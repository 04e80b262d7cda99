using System.Numerics;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Where a short beard grows on the canonical face, 0..1: cheeks below a falling line, jaw, chin, moustache; not on the lips.</summary>
internal static class StubbleField
{
    public static float Density(Vector2 place)
    {
        var (x, y) = (MathF.Abs(place.X), place.Y);
        var cheekLine = 0.80f - 1.35f * MathF.Pow(Math.Max(0, x - 0.22f), 1.35f);
        var beard = Curves.SmoothStep(cheekLine - 0.07f, cheekLine + 0.10f, y);
        var moustache = Curves.SmoothStep(0.49f + 0.25f * x, 0.60f + 0.25f * x, y) * Curves.SmoothStep(0.40f, 0.20f, x) * Curves.SmoothStep(0.86f, 0.70f, y);
        var lips = Curves.SmoothStep(1.25f, 1.0f, Ellipse(x / 0.255f, (y - 0.727f) / 0.112f));
        var underLip = 0.8f * MathF.Exp(-MathF.Pow((x - 0.12f) / 0.07f, 2) - MathF.Pow((y - 0.875f) / 0.05f, 2));
        return Math.Clamp(Math.Max(beard, moustache) - lips - underLip, 0, 1);
    }

    private static float Ellipse(float x, float y) => MathF.Sqrt(x * x + y * y);
}
