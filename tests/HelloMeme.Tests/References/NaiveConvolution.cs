namespace HelloMeme.Tests.References;

/// <summary>Convolution and pooling by the definition: one output element after the other, [1, c, h, w].</summary>
internal static class NaiveConvolution
{
    /// <summary>Weight [m, c / groups, kh, kw]; pads are top, left, bottom, right.</summary>
    public static float[] Conv(float[] x, int c, int h, int w, float[] weight, int m, int kh, int kw, float[]? bias,
        (int H, int W) stride, (int H, int W) dilation, int[] pads, int groups)
    {
        var outH = (h + pads[0] + pads[2] - (kh - 1) * dilation.H - 1) / stride.H + 1;
        var outW = (w + pads[1] + pads[3] - (kw - 1) * dilation.W - 1) / stride.W + 1;
        var perGroup = c / groups;
        var y = new float[m * outH * outW];
        for (var o = 0; o < m; o++)
            for (var i = 0; i < outH; i++)
                for (var j = 0; j < outW; j++)
                {
                    double sum = bias?[o] ?? 0;
                    for (var k = 0; k < perGroup; k++)
                        for (var u = 0; u < kh; u++)
                            for (var v = 0; v < kw; v++)
                            {
                                int row = i * stride.H - pads[0] + u * dilation.H, column = j * stride.W - pads[1] + v * dilation.W;
                                if (row < 0 || row >= h || column < 0 || column >= w) continue;
                                var channel = o / (m / groups) * perGroup + k;
                                sum += (double)x[(channel * h + row) * w + column] * weight[((o * perGroup + k) * kh + u) * kw + v];
                            }

                    y[(o * outH + i) * outW + j] = (float)sum;
                }

        return y;
    }

    /// <summary>Weight [c, m, k, k], stride k, no padding: every input pixel paints a k x k block.</summary>
    public static float[] ConvTranspose(float[] x, int c, int h, int w, float[] weight, int m, int k, float[] bias)
    {
        var y = new float[m * h * k * w * k];
        for (var o = 0; o < m; o++)
            for (var i = 0; i < h * k; i++)
                for (var j = 0; j < w * k; j++)
                {
                    var sum = bias[o];
                    for (var n = 0; n < c; n++) sum += x[(n * h + i / k) * w + j / k] * weight[((n * m + o) * k + i % k) * k + j % k];
                    y[(o * h * k + i) * w * k + j] = sum;
                }

        return y;
    }

    /// <summary>Square window over [c, h, w]; padding never counts.</summary>
    public static float[] Pool(float[] x, int c, int h, int w, int kernel, int stride, int[] pads, bool max)
    {
        var outH = (h + pads[0] + pads[2] - kernel) / stride + 1;
        var outW = (w + pads[1] + pads[3] - kernel) / stride + 1;
        var y = new float[c * outH * outW];
        for (var n = 0; n < c; n++)
            for (var i = 0; i < outH; i++)
                for (var j = 0; j < outW; j++)
                {
                    float best = float.MinValue, sum = 0;
                    var count = 0;
                    for (var row = Math.Max(i * stride - pads[0], 0); row < Math.Min(i * stride - pads[0] + kernel, h); row++)
                        for (var column = Math.Max(j * stride - pads[1], 0); column < Math.Min(j * stride - pads[1] + kernel, w); column++)
                        {
                            var value = x[(n * h + row) * w + column];
                            best = Math.Max(best, value);
                            sum += value;
                            count++;
                        }

                    y[(n * outH + i) * outW + j] = max ? best : sum / count;
                }

        return y;
    }
}
