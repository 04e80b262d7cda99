using System.Drawing;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Draft.Planes;

/// <summary>Shrinks by exact area means, one row of bytes at a time: a large photo is never held as floats.</summary>
public static class AreaResize
{
    /// <summary>The part of the frame in <paramref name="area"/>, shrunk to width x height.</summary>
    public static Frame Run(Frame source, Rectangle area, int width, int height)
    {
        var result = new Frame(width, height);
        var columns = Shares(area.Width, width);
        var rows = Shares(area.Height, height);
        float[] across = new float[width * 3], sum = new float[width * 3];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(sum);
            foreach (var (sourceY, share) in rows[y])
            {
                var row = source.Row(area.Y + sourceY).Slice(area.X * 3, area.Width * 3);
                Shrink(row, columns, across);
                for (var i = 0; i < sum.Length; i++) sum[i] += share * across[i];
            }

            var to = result.Row(y);
            for (var i = 0; i < sum.Length; i++) to[i] = (byte)Math.Clamp(sum[i] + 0.5f, 0, 255);
        }

        return result;
    }

    private static void Shrink(ReadOnlySpan<byte> row, (int Index, float Share)[][] columns, float[] across)
    {
        for (var x = 0; x < columns.Length; x++)
        {
            float r = 0, g = 0, b = 0;
            foreach (var (i, share) in columns[x])
            {
                r += share * row[3 * i];
                g += share * row[3 * i + 1];
                b += share * row[3 * i + 2];
            }

            (across[3 * x], across[3 * x + 1], across[3 * x + 2]) = (r, g, b);
        }
    }

    /// <summary>For every new pixel the old ones it covers, and how much of it each fills.</summary>
    private static (int Index, float Share)[][] Shares(int from, int to)
    {
        var ratio = (double)from / to;
        var shares = new (int, float)[to][];
        for (var i = 0; i < to; i++)
        {
            double start = i * ratio, end = Math.Min(start + ratio, from);
            var list = new List<(int, float)>();
            for (var k = (int)start; k < end - 1e-9; k++) list.Add((k, (float)((Math.Min(k + 1, end) - Math.Max(k, start)) / ratio)));
            shares[i] = [.. list];
        }

        return shares;
    }
}
