namespace HelloMeme.Reenactment.Diffusion.Noise;

// Source: Box and Muller 1958; logarithm, sine and cosine are the single precision polynomials of Moshier's Cephes library, fused where
// the CPU build of torch fuses them. No call to a machine's own mathematics: the same bits everywhere.
/// <summary>Two uniform numbers to two independent unit normal ones.</summary>
internal static class BoxMuller
{
    /// <param name="u1">In (0, 1].</param>
    /// <param name="u2">In [0, 1).</param>
    public static (float First, float Second) Normal(float u1, float u2)
    {
        var radius = MathF.Sqrt(-2 * Log(u1));
        var (sin, cos) = SinCos((float)(2 * Math.PI) * u2);
        return (radius * cos, radius * sin);
    }

    /// <summary>For normal numbers above 0.</summary>
    internal static float Log(float x)
    {
        // x = m * 2^e with m from sqrt(1/2) to sqrt(2)
        var bits = BitConverter.SingleToInt32Bits(x);
        float e = (bits >> 23) - 126;
        var m = BitConverter.Int32BitsToSingle((bits & 0x007fffff) | 0x3f000000);
        if (m < 0.707106781186547524f)
        {
            e -= 1;
            m = m - 1 + m;
        }
        else
        {
            m -= 1;
        }

        var z = m * m;
        var y = 7.0376836292e-2f;
        y = Fma(y, m, -1.1514610310e-1f);
        y = Fma(y, m, 1.1676998740e-1f);
        y = Fma(y, m, -1.2420140846e-1f);
        y = Fma(y, m, 1.4249322787e-1f);
        y = Fma(y, m, -1.6668057665e-1f);
        y = Fma(y, m, 2.0000714765e-1f);
        y = Fma(y, m, -2.4999993993e-1f);
        y = Fma(y, m, 3.3333331174e-1f);
        y *= m;
        y = Fma(y, z, e * -2.12194440e-4f);
        y -= 0.5f * z;
        return Fma(e, 0.693359375f, m + y);
    }

    /// <summary>For angles from 0 to 2 pi.</summary>
    internal static (float Sin, float Cos) SinCos(float x)
    {
        // x = octant * pi / 4 + remainder, octant made even
        var octant = ((int)(x * 1.27323954473516f) + 1) & ~1;
        float o = octant;
        x = Fma(o, -0.78515625f, x);
        x = Fma(o, -2.4187564849853515625e-4f, x);
        x = Fma(o, -3.77489497744594108e-8f, x);

        var z = x * x;
        var cos = Fma(2.443315711809948e-5f, z, -1.388731625493765e-3f);
        cos = Fma(cos, z, 4.166664568298827e-2f);
        cos *= z;
        cos = Fma(cos, z, -0.5f * z) + 1;

        var sin = Fma(-1.9515295891e-4f, z, 8.3321608736e-3f);
        sin = Fma(sin, z, -1.6666654611e-1f);
        sin *= z;
        sin = Fma(sin, x, x);

        if ((octant & 2) != 0) (sin, cos) = (cos, sin);
        return ((octant & 4) != 0 ? -sin : sin, ((octant - 2) & 4) == 0 ? -cos : cos);
    }

    private static float Fma(float a, float b, float c) => MathF.FusedMultiplyAdd(a, b, c);
}
