namespace HelloMeme.Reenactment.Draft.Planes;

// Source: He, Sun, Tang, "Guided Image Filtering"; draft-engine.md section 5 (radius 6, eps 1e-3 at 512).
/// <summary>Edge-aware smoothing of a mask: output = Slope * guide + Offset in every pixel, so the two planes may be enlarged
/// and applied to a sharper guide (the fast guided filter).</summary>
public sealed record GuidedFilter(PixelPlane Slope, PixelPlane Offset)
{
    public static GuidedFilter Fit(PixelPlane guide, PixelPlane mask, int radius, float epsilon)
    {
        var meanGuide = BoxMean(guide, radius);
        var meanMask = BoxMean(mask, radius);
        var slope = new PixelPlane(guide.Width, guide.Height);
        var offset = new PixelPlane(guide.Width, guide.Height);
        var product = BoxMean(guide.Combine(mask, (g, m) => g * m), radius);
        var square = BoxMean(guide.Map(g => g * g), radius);
        for (var i = 0; i < slope.Values.Length; i++)
        {
            float g = meanGuide.Values[i], m = meanMask.Values[i];
            slope.Values[i] = (product.Values[i] - g * m) / (square.Values[i] - g * g + epsilon);
            offset.Values[i] = m - slope.Values[i] * g;
        }

        return new GuidedFilter(BoxMean(slope, radius), BoxMean(offset, radius));
    }

    /// <summary>Mean of the (2 radius + 1) square around every pixel, borders reflected; running sums.</summary>
    public static PixelPlane BoxMean(PixelPlane source, int radius)
    {
        int width = source.Width, height = source.Height;
        var across = new PixelPlane(width, height);
        for (var y = 0; y < height; y++)
        {
            var from = source.Row(y);
            var to = across.Row(y);
            double sum = 0;
            for (var k = -radius; k <= radius; k++) sum += from[PixelPlane.Reflect(k, width)];
            for (var x = 0; x < width; x++)
            {
                to[x] = (float)sum;
                sum += from[PixelPlane.Reflect(x + radius + 1, width)] - (double)from[PixelPlane.Reflect(x - radius, width)];
            }
        }

        var result = new PixelPlane(width, height);
        var sums = new double[width];
        var scale = 1.0 / ((2 * radius + 1) * (2 * radius + 1));
        for (var k = -radius; k <= radius; k++) Add(sums, across.Row(PixelPlane.Reflect(k, height)), 1);
        for (var y = 0; y < height; y++)
        {
            var to = result.Row(y);
            for (var x = 0; x < width; x++) to[x] = (float)(sums[x] * scale);
            Add(sums, across.Row(PixelPlane.Reflect(y + radius + 1, height)), 1);
            Add(sums, across.Row(PixelPlane.Reflect(y - radius, height)), -1);
        }

        return result;
    }

    private static void Add(double[] sums, ReadOnlySpan<float> row, double sign)
    {
        for (var x = 0; x < sums.Length; x++) sums[x] += sign * row[x];
    }
}
