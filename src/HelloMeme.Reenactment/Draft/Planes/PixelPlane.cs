namespace HelloMeme.Reenactment.Draft.Planes;

/// <summary>One channel of a picture as floats, row-major <see cref="Width"/> x <see cref="Height"/>; pixel centres at whole numbers.</summary>
public sealed class PixelPlane
{
    public PixelPlane(int width, int height)
    {
        Width = width;
        Height = height;
        Values = new float[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    public float[] Values { get; }

    public float this[int x, int y]
    {
        get => Values[y * Width + x];
        set => Values[y * Width + x] = value;
    }

    public Span<float> Row(int y) => Values.AsSpan(y * Width, Width);

    /// <summary>Bilinear value at (x, y); beyond the border the border's own value.</summary>
    public float Sample(float x, float y)
    {
        x = Math.Clamp(x, 0, Width - 1);
        y = Math.Clamp(y, 0, Height - 1);
        int x0 = (int)x, y0 = (int)y;
        int x1 = Math.Min(x0 + 1, Width - 1), y1 = Math.Min(y0 + 1, Height - 1);
        float fx = x - x0, fy = y - y0;
        var top = this[x0, y0] + (this[x1, y0] - this[x0, y0]) * fx;
        var bottom = this[x0, y1] + (this[x1, y1] - this[x0, y1]) * fx;
        return top + (bottom - top) * fy;
    }

    /// <summary>A new plane, every value mapped.</summary>
    public PixelPlane Map(Func<float, float> map)
    {
        var mapped = new PixelPlane(Width, Height);
        for (var i = 0; i < Values.Length; i++) mapped.Values[i] = map(Values[i]);
        return mapped;
    }

    /// <summary>A new plane from this and another of the same size.</summary>
    public PixelPlane Combine(PixelPlane other, Func<float, float, float> combine)
    {
        var combined = new PixelPlane(Width, Height);
        for (var i = 0; i < Values.Length; i++) combined.Values[i] = combine(Values[i], other.Values[i]);
        return combined;
    }

    /// <summary>Index of the border-reflected neighbour: ... 2 1 0 1 2 ... (the edge pixel is not repeated).</summary>
    public static int Reflect(int i, int length)
    {
        if (length == 1) return 0;
        var period = 2 * (length - 1);
        i = Math.Abs(i) % period;
        return i < length ? i : period - i;
    }
}
