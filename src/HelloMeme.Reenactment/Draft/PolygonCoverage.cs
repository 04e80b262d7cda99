using System.Numerics;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Anti-aliased even-odd polygon: exact across, four sub-rows down. Pixel (x, y) covers x - .5 .. x + .5.</summary>
internal static class PolygonCoverage
{
    private const int SubRows = 4;

    /// <summary>Writes 0..1 into coverage, row-major width x height, whose first pixel is (left, top).</summary>
    public static void Fill(ReadOnlySpan<Vector2> polygon, int left, int top, int width, int height, Span<float> coverage)
    {
        Span<float> crossings = stackalloc float[polygon.Length];
        coverage[..(width * height)].Clear();
        for (var row = 0; row < height; row++)
        {
            var to = coverage.Slice(row * width, width);
            for (var sub = 0; sub < SubRows; sub++)
            {
                var count = Cross(polygon, top + row - 0.5f + (sub + 0.5f) / SubRows, crossings);
                crossings[..count].Sort();
                for (var k = 0; k + 1 < count; k += 2) AddSpan(to, crossings[k] - left + 0.5f, crossings[k + 1] - left + 0.5f);
            }
        }
    }

    private static int Cross(ReadOnlySpan<Vector2> polygon, float y, Span<float> crossings)
    {
        var count = 0;
        for (var i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
            if (a.Y <= y == b.Y <= y) continue;
            crossings[count++] = a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X);
        }

        return count;
    }

    /// <summary>Adds one sub-row's span from..to, in pixels from the row's left border.</summary>
    private static void AddSpan(Span<float> row, float from, float to)
    {
        from = Math.Clamp(from, 0, row.Length);
        to = Math.Clamp(to, 0, row.Length);
        for (var x = (int)from; x < to; x++) row[x] += (Math.Min(to, x + 1) - Math.Max(from, x)) / SubRows;
    }
}
