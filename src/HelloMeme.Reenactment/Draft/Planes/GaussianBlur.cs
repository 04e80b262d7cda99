namespace HelloMeme.Reenactment.Draft.Planes;

/// <summary>Separable Gaussian, kernel cut at four sigma, borders reflected.</summary>
public static class GaussianBlur
{
    public static PixelPlane Run(PixelPlane source, float sigma)
    {
        var across = new PixelPlane(source.Width, source.Height);
        var result = new PixelPlane(source.Width, source.Height);
        Run(source.Values, across.Values, result.Values, source.Width, source.Height, sigma);
        return result;
    }

    /// <summary>The same into the caller's buffers, each width * height; source and result may be the same memory.</summary>
    public static void Run(ReadOnlySpan<float> source, Span<float> across, Span<float> result, int width, int height, float sigma)
    {
        Span<float> kernel = stackalloc float[2 * Radius(sigma) + 1];
        Kernel(sigma, kernel);
        var radius = kernel.Length / 2;
        for (var y = 0; y < height; y++)
        {
            var from = source.Slice(y * width, width);
            var to = across.Slice(y * width, width);
            for (var x = 0; x < width; x++)
            {
                float sum = 0;
                if (x >= radius && x < width - radius)
                {
                    for (var k = 0; k < kernel.Length; k++) sum += kernel[k] * from[x - radius + k];
                }
                else
                {
                    for (var k = 0; k < kernel.Length; k++) sum += kernel[k] * from[PixelPlane.Reflect(x - radius + k, width)];
                }

                to[x] = sum;
            }
        }

        for (var y = 0; y < height; y++)
        {
            var to = result.Slice(y * width, width);
            to.Clear();
            for (var k = 0; k < kernel.Length; k++)
            {
                var weight = kernel[k];
                var from = across.Slice(PixelPlane.Reflect(y - radius + k, height) * width, width);
                for (var x = 0; x < width; x++) to[x] += weight * from[x];
            }
        }
    }

    private static int Radius(float sigma) => Math.Max(1, (int)MathF.Round(4 * sigma));

    private static void Kernel(float sigma, Span<float> kernel)
    {
        float sum = 0;
        for (var k = 0; k < kernel.Length; k++)
        {
            float d = k - kernel.Length / 2;
            kernel[k] = MathF.Exp(-d * d / (2 * sigma * sigma));
            sum += kernel[k];
        }

        for (var k = 0; k < kernel.Length; k++) kernel[k] /= sum;
    }
}
