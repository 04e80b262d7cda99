using System.Numerics;

namespace HelloMeme.Reenactment.Faces;

/// <summary>How much of an eye's motion landmarks show. Closure: shares of the lid gap, seen and true, at rising knots. In, Out, Up, Down: share of the
/// iris's path that is seen. WideFrom: opening beyond the neutral's that is still noise. ByBrowDown, ByBrowUp: how far a moving brow seems to take the iris along,
/// in eye widths at coefficient 1, upward and downward.</summary>
internal sealed record EyeResponse((float Seen, float True)[] Closure, float In, float Out, float Up, float Down, float WideFrom, float ByBrowDown, float ByBrowUp)
{
    /// <summary>Landmarks that were computed.</summary>
    public static readonly EyeResponse Exact = new([(0, 0), (1, 1)], 1, 1, 1, 1, 0, 0, 0);

    /// <summary>The attention mesh on the house's drawn portraits (tests/HelloMeme.Benchmarks, verb "response"): a lid that has fallen by a third
    /// is seen to have fallen by an eighth, and an iris that is half under a lid is put into the middle of what shows.</summary>
    public static readonly EyeResponse Seen = new([(0, 0), (0.13f, 0.3f), (0.27f, 0.6f), (0.6f, 0.9f), (0.85f, 1)], 0.56f, 0.68f, 0.5f, 0.42f, 0.08f, 0.02f, 0.015f);

    /// <summary>The true opening, 1 = as in the neutral frame, behind a seen one.</summary>
    public float Opening(float seen)
    {
        if (seen >= 1) return 1 + MathF.Max(0, seen - 1 - WideFrom);
        var closed = 1 - seen;
        for (var k = 1; k < Closure.Length; k++)
        {
            var (from, to) = (Closure[k - 1], Closure[k]);
            if (closed <= to.Seen) return 1 - (from.True + (closed - from.Seen) / (to.Seen - from.Seen) * (to.True - from.True));
        }

        return 0;
    }

    /// <summary>The true turn of an iris, in eye widths, behind a seen one. Outward: +1 where x grows away from the nose, else -1. Brows: coefficients of the same side.</summary>
    public Vector2 Gaze(Vector2 seen, int outward, float browDown, float browUp)
    {
        var y = seen.Y + ByBrowDown * browDown - ByBrowUp * browUp;
        return new Vector2(seen.X / (seen.X * outward > 0 ? Out : In), y / (y < 0 ? Up : Down));
    }
}
