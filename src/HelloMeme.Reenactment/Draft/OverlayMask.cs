using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Coverage 0..1 of something drawn over the sheet, in a box of picture pixels. Its buffers are kept from frame to frame.</summary>
internal sealed class OverlayMask(int pictureWidth, int pictureHeight)
{
    private float[] _values = [];
    private float[] _scratch = [];

    public int Left { get; private set; }

    public int Top { get; private set; }

    public int Width { get; private set; }

    public int Height { get; private set; }

    public int Right => Left + Width;

    public int Bottom => Top + Height;

    /// <summary>Nothing to draw.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    public Span<float> Row(int y) => _values.AsSpan((y - Top) * Width, Width);

    public void Clear() => (Width, Height) = (0, 0);

    /// <summary>The box around the points and a margin, cut to the picture; all coverage 0.</summary>
    public void Begin(ReadOnlySpan<Vector2> points, float margin)
    {
        Vector2 low = points[0], high = points[0];
        foreach (var p in points) (low, high) = (Vector2.Min(low, p), Vector2.Max(high, p));
        Left = Math.Clamp((int)MathF.Floor(low.X - margin), 0, pictureWidth);
        Top = Math.Clamp((int)MathF.Floor(low.Y - margin), 0, pictureHeight);
        Width = Math.Clamp((int)MathF.Ceiling(high.X + margin) + 1, 0, pictureWidth) - Left;
        Height = Math.Clamp((int)MathF.Ceiling(high.Y + margin) + 1, 0, pictureHeight) - Top;
        if (IsEmpty) return;
        if (_values.Length < Width * Height)
        {
            _values = new float[Width * Height * 3 / 2];
            _scratch = new float[_values.Length];
        }

        _values.AsSpan(0, Width * Height).Clear();
    }

    public void FillPolygon(ReadOnlySpan<Vector2> polygon, float opacity)
    {
        if (IsEmpty) return;
        PolygonCoverage.Fill(polygon, Left, Top, Width, Height, _values);
        for (var i = 0; i < Width * Height; i++) _values[i] *= opacity;
    }

    /// <summary>A line of the given thickness through the points, a pixel of soft edge.</summary>
    public void FillLine(ReadOnlySpan<Vector2> points, float thickness, float opacity)
    {
        for (var y = Top; y < Bottom; y++)
        {
            var row = Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var distance = float.MaxValue;
                for (var k = 0; k + 1 < points.Length; k++) distance = Math.Min(distance, DistanceSquared(new Vector2(x + Left, y), points[k], points[k + 1]));
                row[x] = opacity * Math.Clamp(thickness / 2 + 0.5f - MathF.Sqrt(distance), 0, 1);
            }
        }
    }

    public void Blur(float sigma)
    {
        if (!IsEmpty) GaussianBlur.Run(_values.AsSpan(0, Width * Height), _scratch, _values, Width, Height, sigma);
    }

    private static float DistanceSquared(Vector2 p, Vector2 a, Vector2 b)
    {
        var along = b - a;
        var t = Math.Clamp(Vector2.Dot(p - a, along) / Math.Max(along.LengthSquared(), 1e-9f), 0, 1);
        return Vector2.DistanceSquared(p, a + t * along);
    }
}
