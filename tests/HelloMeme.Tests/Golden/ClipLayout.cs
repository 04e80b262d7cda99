namespace HelloMeme.Tests.Golden;

/// <summary>Reorders arrays between the layouts of graphs and those of the golden data.</summary>
internal static class ClipLayout
{
    /// <summary>[a, b, c, rest] -> [a, c, b, rest]: frames before channels to channels before frames, and back.</summary>
    public static float[] SwapMiddle(float[] x, int a, int b, int c)
    {
        var rest = x.Length / (a * b * c);
        var y = new float[x.Length];
        for (var i = 0; i < a; i++)
            for (var j = 0; j < b; j++)
                for (var k = 0; k < c; k++)
                    x.AsSpan(((i * b + j) * c + k) * rest, rest).CopyTo(y.AsSpan(((i * c + k) * b + j) * rest));
        return y;
    }

    /// <summary>[n, pixels, c] -> [n, c, pixels], and with the two counts exchanged back.</summary>
    public static float[] ChannelsFirst(float[] x, int n, int pixels, int c)
    {
        var y = new float[x.Length];
        for (var i = 0; i < n; i++)
            for (var p = 0; p < pixels; p++)
                for (var k = 0; k < c; k++) y[(i * c + k) * pixels + p] = x[(i * pixels + p) * c + k];
        return y;
    }
}
