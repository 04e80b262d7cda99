using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HelloMeme.Reenactment.Draft;

// Source: Unser, Aldroubi, Eden, "B-Spline Signal Processing": cubic B-spline, 1/256 pixel phases, weights in 1/32768.
/// <summary>The four tap weights of every sub-pixel phase, and the fixed-point product they are used with.</summary>
internal static class SplineWeights
{
    public const int Phases = 256;

    /// <summary>Extra sharpness half way between two pixels, where any interpolation loses the finest detail; none on a pixel.</summary>
    private const double Boost = 0.028;

    /// <summary>Phase p: 16 values, each of the four weights repeated for the four channels of a texel.</summary>
    public static readonly short[] Interleaved = MakeInterleaved();

    /// <summary>Rounded (a * b) / 32768 per lane; the same integers with and without AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<short> Multiply(Vector256<short> a, Vector256<short> b) => Avx2.IsSupported ? Avx2.MultiplyHighRoundScale(a, b) : MultiplyWide(a, b);

    private static Vector256<short> MultiplyWide(Vector256<short> a, Vector256<short> b)
    {
        var (aLow, aHigh) = Vector256.Widen(a);
        var (bLow, bHigh) = Vector256.Widen(b);
        var half = Vector256.Create(1 << 14);
        return Vector256.Narrow((aLow * bLow + half) >> 15, (aHigh * bHigh + half) >> 15);
    }

    private static short[] MakeInterleaved()
    {
        var table = new short[Phases * 16];
        Span<int> weights = stackalloc int[4];
        for (var phase = 0; phase < Phases; phase++)
        {
            double f = phase / (double)Phases, g = 1 - f;
            var boost = Boost * 16 * f * f * g * g;
            weights[0] = (int)Math.Round(32768 * (g * g * g / 6 - boost));
            weights[2] = (int)Math.Round(32768 * ((1 + 3 * f + 3 * f * f - 3 * f * f * f) / 6 + boost));
            weights[3] = (int)Math.Round(32768 * (f * f * f / 6 - boost));
            weights[1] = 32768 - weights[0] - weights[2] - weights[3];
            for (var lane = 0; lane < 16; lane++) table[phase * 16 + lane] = (short)weights[lane / 4];
        }

        return table;
    }
}
