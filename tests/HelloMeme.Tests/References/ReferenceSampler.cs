using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Tests.References;

/// <summary>Warp and resize as their definitions read, pixel by pixel in double precision.</summary>
internal static class ReferenceSampler
{
    public static Frame Warp(Frame source, Matrix3x2 outputToSource, int width, int height)
    {
        var output = new Frame(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var at = Vector2.Transform(new Vector2(x + .5f, y + .5f), outputToSource);
                for (var c = 0; c < 3; c++) output.Row(y)[x * 3 + c] = (byte)Math.Floor(Bilinear(source, at.X - .5, at.Y - .5, c) + .5);
            }

        return output;
    }

    /// <summary>Each output pixel is the integral of the source over its square; a growing axis is sampled at its centre instead.</summary>
    public static Frame Resize(Frame source, int width, int height)
    {
        var output = new Frame(width, height);
        double stepX = (double)source.Width / width, stepY = (double)source.Height / height;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < 3; c++)
                {
                    double sum = 0, total = 0;
                    foreach (var (sy, wy) in Parts(y, stepY, source.Height))
                        foreach (var (sx, wx) in Parts(x, stepX, source.Width))
                        {
                            sum += wx * wy * source.Row(sy)[sx * 3 + c];
                            total += wx * wy;
                        }

                    output.Row(y)[x * 3 + c] = (byte)Math.Floor(sum / total + .5);
                }

        return output;
    }

    private static List<(int Index, double Weight)> Parts(int i, double step, int size)
    {
        List<(int, double)> parts = [];
        for (var s = 0; s < size; s++)
        {
            var weight = step > 1
                ? Math.Min((i + 1) * step, s + 1) - Math.Max(i * step, s)
                : 1 - Math.Abs(Math.Clamp((i + .5) * step - .5, 0, size - 1) - s);
            if (weight > 0) parts.Add((s, weight));
        }

        return parts;
    }

    private static double Bilinear(Frame f, double x, double y, int c)
    {
        double Pixel(double px, double py) => f.Row((int)Math.Clamp(py, 0, f.Height - 1))[(int)Math.Clamp(px, 0, f.Width - 1) * 3 + c];
        double left = Math.Floor(x), top = Math.Floor(y), fx = x - left, fy = y - top;
        return (Pixel(left, top) * (1 - fx) + Pixel(left + 1, top) * fx) * (1 - fy) + (Pixel(left, top + 1) * (1 - fx) + Pixel(left + 1, top + 1) * fx) * fy;
    }
}
