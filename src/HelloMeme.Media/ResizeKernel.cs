namespace HelloMeme.Media;

/// <summary>For each output index of one axis: the first source index and the weights from there on, which sum to 1.</summary>
internal sealed class ResizeKernel
{
    private readonly int[] _starts;
    private readonly float[][] _weights;

    private ResizeKernel(int[] starts, float[][] weights) => (_starts, _weights) = (starts, weights);

    /// <summary>Shrinking: the share of each source pixel under the output pixel. Growing: two neighbours by distance of centres.</summary>
    public static ResizeKernel Build(int source, int output)
    {
        var starts = new int[output];
        var weights = new float[output][];
        var step = (double)source / output;
        for (var i = 0; i < output; i++) (starts[i], weights[i]) = step > 1 ? Area(i, step, source) : Linear(i, step, source);
        return new ResizeKernel(starts, weights);
    }

    public int Start(int output) => _starts[output];

    public ReadOnlySpan<float> Weights(int output) => _weights[output];

    private static (int Start, float[] Weights) Area(int i, double step, int source)
    {
        double from = i * step, to = from + step;
        var first = (int)from;
        var last = Math.Min(source - 1, (int)Math.Ceiling(to - 1e-9) - 1);
        var weights = new float[last - first + 1];
        for (var k = 0; k < weights.Length; k++)
            weights[k] = (float)((Math.Min(to, first + k + 1) - Math.Max(from, first + k)) / step);
        return (first, weights);
    }

    private static (int Start, float[] Weights) Linear(int i, double step, int source)
    {
        var centre = Math.Clamp((i + .5) * step - .5, 0, source - 1);
        var first = Math.Min((int)centre, Math.Max(0, source - 2));
        var share = (float)(centre - first);
        return (first, source == 1 ? [1f] : [1 - share, share]);
    }
}
