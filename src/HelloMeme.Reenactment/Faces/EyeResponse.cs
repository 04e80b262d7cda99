using System.Numerics;

namespace HelloMeme.Reenactment.Faces;

/// <summary>How much of an eye's motion landmarks show. Closure: shares of the lid gap, seen and true, at rising knots. Across, Up, Down: share of the
/// iris's path that is seen. WideFrom: opening beyond the neutral's that is still noise.</summary>
internal sealed record EyeResponse((float Seen, float True)[] Closure, float Across, float Up, float Down, float WideFrom)
{
    /// <summary>Landmarks that were computed.</summary>
    public static readonly EyeResponse Exact = new([(0, 0), (1, 1)], 1, 1, 1, 0);

    /// <summary>The attention mesh on the house's drawn portraits (tests/HelloMeme.Benchmarks, verb "response"): a lid that has fallen by a third
    /// is seen to have fallen by an eighth, and an iris that is half under a lid is put into the middle of what shows.</summary>
    public static readonly EyeResponse Seen = new([(0, 0), (0.13f, 0.3f), (0.27f, 0.6f), (0.6f, 0.9f), (0.85f, 1)], 0.62f, 0.42f, 0.38f, 0.08f);

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

    /// <summary>The true turn of an iris, in eye widths, behind a seen one.</summary>
    public Vector2 Gaze(Vector2 seen) => new(seen.X / Across, seen.Y / (seen.Y < 0 ? Up : Down));
}
