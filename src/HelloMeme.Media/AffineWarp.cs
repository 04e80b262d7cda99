using System.Numerics;

namespace HelloMeme.Media;

/// <summary>Crop, turn and scale. Coordinates are continuous: pixel (x, y) covers the square from (x, y) to (x + 1, y + 1)
/// and its centre is (x + .5, y + .5), in source and output alike.</summary>
public static class AffineWarp
{
    /// <summary>Fills output by bilinear sampling; the matrix takes output coordinates to source coordinates. Beyond the source its edge pixels repeat.</summary>
    public static void Sample(Frame source, Matrix3x2 outputToSource, Frame output)
    {
        var pixels = source.Pixels;
        int width = source.Width, height = source.Height;
        var m = outputToSource;
        for (var y = 0; y < output.Height; y++)
        {
            var row = output.Row(y);
            // From output pixel centre to the index space of the source, where a whole number is a pixel centre.
            var startX = m.M11 * .5f + m.M21 * (y + .5f) + m.M31 - .5f;
            var startY = m.M12 * .5f + m.M22 * (y + .5f) + m.M32 - .5f;
            for (int x = 0, to = 0; to < row.Length; x++, to += 3)
            {
                var sx = startX + m.M11 * x;
                var sy = startY + m.M12 * x;
                var left = MathF.Floor(sx);
                var top = MathF.Floor(sy);
                var fx = sx - left;
                var fy = sy - top;
                var at = Corners(left, top, width, height);
                float above = 1 - fy, before = 1 - fx;
                float w00 = before * above, w10 = fx * above, w01 = before * fy, w11 = fx * fy;
                for (var c = 0; c < 3; c++)
                    row[to + c] = (byte)(pixels[at.A + c] * w00 + pixels[at.B + c] * w10 + pixels[at.C + c] * w01 + pixels[at.D + c] * w11 + .5f);
            }
        }
    }

    // Byte offsets of the four neighbours; only outside the picture do they need holding back.
    private static (int A, int B, int C, int D) Corners(float left, float top, int width, int height)
    {
        int x = (int)left, y = (int)top, stride = width * 3;
        if ((uint)x < (uint)(width - 1) && (uint)y < (uint)(height - 1))
        {
            var at = y * stride + x * 3;
            return (at, at + 3, at + stride, at + stride + 3);
        }

        int x0 = Math.Clamp(x, 0, width - 1) * 3, x1 = (int)Math.Clamp(left + 1, 0, width - 1) * 3;
        int y0 = Math.Clamp(y, 0, height - 1) * stride, y1 = (int)Math.Clamp(top + 1, 0, height - 1) * stride;
        return (y0 + x0, y0 + x1, y1 + x0, y1 + x1);
    }

    /// <summary>Scales source to the size of output: mean of the covered area where it shrinks, bilinear where it grows, each axis by itself.</summary>
    public static void Resize(Frame source, Frame output)
    {
        var columns = ResizeKernel.Build(source.Width, output.Width);
        var rows = ResizeKernel.Build(source.Height, output.Height);
        var line = new float[source.Width * 3];
        for (var y = 0; y < output.Height; y++)
        {
            SumRows(source, rows, y, line);
            SumColumns(line, columns, output.Row(y));
        }
    }

    private static void SumRows(Frame source, ResizeKernel rows, int y, Span<float> line)
    {
        line.Clear();
        var weights = rows.Weights(y);
        for (var i = 0; i < weights.Length; i++)
        {
            var from = source.Row(rows.Start(y) + i);
            var weight = weights[i];
            for (var x = 0; x < from.Length; x++) line[x] += from[x] * weight;
        }
    }

    private static void SumColumns(ReadOnlySpan<float> line, ResizeKernel columns, Span<byte> row)
    {
        for (int x = 0, to = 0; to < row.Length; x++, to += 3)
        {
            float r = .5f, g = .5f, b = .5f;
            var at = columns.Start(x) * 3;
            foreach (var weight in columns.Weights(x))
            {
                r += line[at] * weight;
                g += line[at + 1] * weight;
                b += line[at + 2] * weight;
                at += 3;
            }

            row[to] = (byte)r;
            row[to + 1] = (byte)g;
            row[to + 2] = (byte)b;
        }
    }
}
