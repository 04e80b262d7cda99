namespace HelloMeme.Tests.References;

/// <summary>Row-then-column attention against a reference, pixel by pixel, any height and width. Pictures are [c, h, w].</summary>
internal static class NaiveSkAttention
{
    /// <summary>SKReferenceAttentionV5 with the vertical positions that a picture of unequal sides needs.</summary>
    public static float[] Run(float[] hidden, float[] reference, int c, int height, int width, Func<string, float[]> w, int heads)
    {
        var rows = new float[hidden.Length];
        for (var i = 0; i < height; i++)
        {
            var line = Line(2 * width, (j, k) => (j < width ? hidden : reference)[(k * height + i) * width + j % width], c);
            var seen = Attend(line, "attn1");
            for (var j = 0; j < width; j++)
                for (var k = 0; k < c; k++) rows[(k * height + i) * width + j] = (float)seen[j, k];
        }

        var columns = new float[hidden.Length];
        for (var j = 0; j < width; j++)
        {
            var line = Line(2 * height, (i, k) => (i < height ? rows : reference)[(k * height + i % height) * width + j], c);
            var seen = Attend(line, "attn2");
            for (var i = 0; i < height; i++)
                for (var k = 0; k < c; k++) columns[(k * height + i) * width + j] = (float)seen[i, k];
        }

        var projected = NaiveConvolution.Conv(columns, c, height, width, w("proj.weight"), c, 3, 3, w("proj.bias"), (1, 1), (1, 1), [1, 1, 1, 1], 1);
        return [.. hidden.Zip(projected, (a, b) => a + b)];

        double[,] Attend(double[,] line, string part)
        {
            var placed = NaiveAttention.LayerNorm(NaiveAttention.Placed(line), w("norm.weight"), w("norm.bias"));
            return NaiveAttention.Attend(placed, placed, w, part, heads);
        }
    }

    private static double[,] Line(int length, Func<int, int, float> at, int c)
    {
        var line = new double[length, c];
        for (var p = 0; p < length; p++)
            for (var k = 0; k < c; k++) line[p, k] = at(p, k);
        return line;
    }
}
