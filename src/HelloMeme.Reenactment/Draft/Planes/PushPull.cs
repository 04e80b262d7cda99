namespace HelloMeme.Reenactment.Draft.Planes;

// Source: draft-engine.md section 5; Gortler et al., "The Lumigraph" (push-pull on a binomial pyramid).
/// <summary>Fills what has no weight from what has: a pyramid of weighted means, pulled back up.</summary>
public static class PushPull
{
    private const float Empty = 1e-4f;

    /// <summary>The source where weight is 1, its smooth continuation where weight is 0.</summary>
    public static PixelPlane Fill(PixelPlane source, PixelPlane weight, int levels = 9)
    {
        var values = new List<PixelPlane> { source.Combine(weight, (s, w) => s * w) };
        var weights = new List<PixelPlane> { weight };
        while (values.Count <= levels && Math.Min(values[^1].Width, values[^1].Height) >= 3)
        {
            values.Add(Halve(values[^1]));
            weights.Add(Halve(weights[^1]));
        }

        var filled = values[^1].Combine(weights[^1], (v, w) => v / MathF.Max(w, Empty));
        for (var level = values.Count - 2; level >= 0; level--)
        {
            var (v, w) = (values[level], weights[level]);
            var coarse = Enlarge(filled, v.Width, v.Height);
            for (var i = 0; i < v.Values.Length; i++)
            {
                var known = Math.Clamp(w.Values[i], 0, 1);
                if (w.Values[i] > Empty) coarse.Values[i] = v.Values[i] / w.Values[i] * known + coarse.Values[i] * (1 - known);
            }

            filled = coarse;
        }

        return filled;
    }

    /// <summary>Half size, rounded up: binomial 1 4 6 4 1 in both directions.</summary>
    private static PixelPlane Halve(PixelPlane source)
    {
        int width = (source.Width + 1) / 2, height = (source.Height + 1) / 2;
        var across = new PixelPlane(width, source.Height);
        for (var y = 0; y < source.Height; y++)
        {
            var from = source.Row(y);
            var to = across.Row(y);
            for (var x = 0; x < width; x++)
            {
                int a = PixelPlane.Reflect(2 * x - 2, source.Width), b = PixelPlane.Reflect(2 * x - 1, source.Width);
                int d = PixelPlane.Reflect(2 * x + 1, source.Width), e = PixelPlane.Reflect(2 * x + 2, source.Width);
                to[x] = (from[a] + 4 * from[b] + 6 * from[2 * x] + 4 * from[d] + from[e]) / 16;
            }
        }

        var half = new PixelPlane(width, height);
        for (var y = 0; y < height; y++)
        {
            var a = across.Row(PixelPlane.Reflect(2 * y - 2, source.Height));
            var b = across.Row(PixelPlane.Reflect(2 * y - 1, source.Height));
            var c = across.Row(2 * y);
            var d = across.Row(PixelPlane.Reflect(2 * y + 1, source.Height));
            var e = across.Row(PixelPlane.Reflect(2 * y + 2, source.Height));
            var to = half.Row(y);
            for (var x = 0; x < width; x++) to[x] = (a[x] + 4 * b[x] + 6 * c[x] + 4 * d[x] + e[x]) / 16;
        }

        return half;
    }

    /// <summary>Double size: even pixels 1 6 1, odd pixels 4 4 of the same binomial.</summary>
    private static PixelPlane Enlarge(PixelPlane source, int width, int height)
    {
        var across = new PixelPlane(width, source.Height);
        for (var y = 0; y < source.Height; y++) EnlargeRow(source.Row(y), across.Row(y));
        var result = new PixelPlane(width, height);
        for (var y = 0; y < height; y++)
        {
            var middle = across.Row(y / 2);
            var below = across.Row(Math.Min(y / 2 + 1, source.Height - 1));
            var above = across.Row(Math.Max(y / 2 - 1, 0));
            var to = result.Row(y);
            for (var x = 0; x < width; x++) to[x] = y % 2 == 0 ? (above[x] + 6 * middle[x] + below[x]) / 8 : (middle[x] + below[x]) / 2;
        }

        return result;
    }

    private static void EnlargeRow(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var x = 0; x < to.Length; x++)
        {
            int m = x / 2, l = Math.Max(m - 1, 0), r = Math.Min(m + 1, from.Length - 1);
            to[x] = x % 2 == 0 ? (from[l] + 6 * from[m] + from[r]) / 8 : (from[m] + from[r]) / 2;
        }
    }
}
