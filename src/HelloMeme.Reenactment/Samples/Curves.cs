using System.Numerics;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Smooth curves through points (uniform Catmull-Rom) and the weights used along them.</summary>
internal static class Curves
{
    /// <summary>Place at t 0..1 along the whole row.</summary>
    public static Vector3 At(ReadOnlySpan<Vector3> row, float t)
    {
        var (i, f) = Locate(row.Length, t);
        return Blend(row[Math.Max(i - 1, 0)], row[i], row[i + 1], row[Math.Min(i + 2, row.Length - 1)], f);
    }

    public static Vector2 At(ReadOnlySpan<Vector2> row, float t)
    {
        var (i, f) = Locate(row.Length, t);
        var p = Blend(Lift(row[Math.Max(i - 1, 0)]), Lift(row[i]), Lift(row[i + 1]), Lift(row[Math.Min(i + 2, row.Length - 1)]), f);
        return new Vector2(p.X, p.Y);
    }

    /// <summary>Count places evenly in t.</summary>
    public static Vector2[] Sample(ReadOnlySpan<Vector2> row, int count, float from = 0, float to = 1)
    {
        var places = new Vector2[count];
        for (var k = 0; k < count; k++) places[k] = At(row, from + (to - from) * k / (count - 1));
        return places;
    }

    public static float[] Widths(int count, Func<float, float> widthAt)
    {
        var widths = new float[count];
        for (var k = 0; k < count; k++) widths[k] = widthAt((float)k / (count - 1));
        return widths;
    }

    /// <summary>Row a and row b mixed point by point.</summary>
    public static Vector2[] Mix(ReadOnlySpan<Vector2> a, ReadOnlySpan<Vector2> b, float t)
    {
        var mixed = new Vector2[a.Length];
        for (var k = 0; k < mixed.Length; k++) mixed[k] = Vector2.Lerp(a[k], b[k], t);
        return mixed;
    }

    /// <summary>Row a forwards, then row b backwards: the outline between them.</summary>
    public static Vector2[] Ring(ReadOnlySpan<Vector2> a, ReadOnlySpan<Vector2> b)
    {
        var ring = new Vector2[a.Length + b.Length];
        a.CopyTo(ring);
        for (var k = 0; k < b.Length; k++) ring[a.Length + k] = b[b.Length - 1 - k];
        return ring;
    }

    public static float SmoothStep(float low, float high, float x)
    {
        var t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// <summary>1 at the middle of 0..1, 0 at both ends, never a corner.</summary>
    public static float Arch(float t) => MathF.Sin(MathF.PI * Math.Clamp(t, 0, 1));

    private static (int Index, float Fraction) Locate(int count, float t)
    {
        var x = Math.Clamp(t, 0, 1) * (count - 1);
        var i = Math.Min((int)x, count - 2);
        return (i, x - i);
    }

    private static Vector3 Lift(Vector2 p) => new(p, 0);

    private static Vector3 Blend(Vector3 a, Vector3 b, Vector3 c, Vector3 d, float f) =>
        b + f / 2 * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)));
}
