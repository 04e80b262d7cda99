namespace HelloMeme.Reenactment.Diffusion.Warps;

// Source: OpenCV 4.6 imgproc/src/imgwarp.cpp, initInterTab2D, rewritten.
/// <summary>Weights of the pixels around a place, for each 1/32 of a pixel across and down: whole numbers that sum to 32768.</summary>
internal sealed class TapTable
{
    public const int Steps = 32;
    public const int One = 32768;

    public static readonly TapTable Linear = new(2, x => [1 - x, x]);
    public static readonly TapTable Cubic = new(4, CubicWeights);

    private readonly short[] _weights;   // [fraction down, fraction across, row, column]

    private TapTable(int taps, Func<float, float[]> weights)
    {
        Taps = taps;
        _weights = new short[Steps * Steps * taps * taps];
        var along = Enumerable.Range(0, Steps).Select(i => weights(i / (float)Steps)).ToArray();
        for (var y = 0; y < Steps; y++)
            for (var x = 0; x < Steps; x++) Fill(along[y], along[x], _weights.AsSpan((y * Steps + x) * taps * taps, taps * taps));
    }

    /// <summary>Pixels on a side.</summary>
    public int Taps { get; }

    /// <summary>Taps x taps weights, row by row.</summary>
    public ReadOnlySpan<short> At(int fractionX, int fractionY) => _weights.AsSpan((fractionY * Steps + fractionX) * Taps * Taps, Taps * Taps);

    // Source: Keys 1981 with a = -0.75.
    /// <summary>Of the four pixels from -1 to 2 around a place 0..1.</summary>
    public static float[] CubicWeights(float x)
    {
        const float a = -0.75f;
        var before = ((a * (x + 1) - 5 * a) * (x + 1) + 8 * a) * (x + 1) - 4 * a;
        var left = ((a + 2) * x - (a + 3)) * x * x + 1;
        var right = ((a + 2) * (1 - x) - (a + 3)) * (1 - x) * (1 - x) + 1;
        return [before, left, right, 1 - before - left - right];
    }

    private void Fill(float[] rows, float[] columns, Span<short> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] = (short)Math.Clamp(MathF.Round(rows[i / Taps] * columns[i % Taps] * One), short.MinValue, short.MaxValue);
        if (sum == One) return;

        // What rounding lost or gained goes to the heaviest or lightest right of and below the place, as in OpenCV.
        int half = Taps / 2, lightest = half * Taps + half, heaviest = lightest;
        var end = Math.Min(half + 2, Taps);
        for (var row = half; row < end; row++)
        {
            for (var column = half; column < end; column++)
            {
                var i = row * Taps + column;
                if (weights[i] < weights[lightest]) lightest = i;
                else if (weights[i] > weights[heaviest]) heaviest = i;
            }
        }

        weights[sum < One ? heaviest : lightest] -= (short)(sum - One);
    }
}
