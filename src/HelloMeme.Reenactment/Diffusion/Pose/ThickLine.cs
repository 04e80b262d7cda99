using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Pose;

/// <summary>One pixel's colour.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B);

// Source: OpenCV 4.6 imgproc/src/drawing.cpp, the rules of a line 15 pixels thick without anti-aliasing, rewritten: 16.16 fixed point.
/// <summary>A line with round ends as OpenCV fills it, pixel by pixel: a quadrangle 8 pixels to either side and a disc of radius 8 at each end.</summary>
internal static class ThickLine
{
    private const int Radius = 8;
    private const long One = 1 << FixedQuad.Fraction;

    public static void Draw(Frame picture, (int X, int Y) from, (int X, int Y) to, Rgb color)
    {
        FixedPoint a = new(from.X * One, from.Y * One), b = new(to.X * One, to.Y * One);
        double dx = from.X - to.X, dy = to.Y - from.Y;
        var squared = dx * dx + dy * dy;
        if (squared > double.Epsilon)
        {
            var scale = Radius * One / Math.Sqrt(squared);
            long sideX = (long)Math.Round(dy * scale), sideY = (long)Math.Round(dx * scale);
            FixedQuad.Fill(picture, [new(a.X + sideX, a.Y + sideY), new(a.X - sideX, a.Y - sideY), new(b.X - sideX, b.Y - sideY), new(b.X + sideX, b.Y + sideY)], color);
        }

        Disc(picture, from, color);
        Disc(picture, to, color);
    }

    /// <summary>Bresenham's circle, each pair of mirrored rows filled.</summary>
    private static void Disc(Frame picture, (int X, int Y) center, Rgb color)
    {
        int error = 0, dx = Radius, dy = 0, plus = 1, minus = 2 * Radius - 1;
        while (dx >= dy)
        {
            Span(picture, center.Y - dy, center.X - dx, center.X + dx, color);
            Span(picture, center.Y + dy, center.X - dx, center.X + dx, color);
            Span(picture, center.Y - dx, center.X - dy, center.X + dy, color);
            Span(picture, center.Y + dx, center.X - dy, center.X + dy, color);
            dy++;
            error += plus;
            plus += 2;
            if (error <= 0) continue;
            error -= minus;
            dx--;
            minus -= 2;
        }
    }

    /// <summary>Fills a row from left to right, both included, as far as it lies in the picture.</summary>
    internal static void Span(Frame picture, long y, long left, long right, Rgb color)
    {
        if (y < 0 || y >= picture.Height) return;
        var row = picture.Row((int)y);
        for (var x = Math.Max(0, left); x <= Math.Min(picture.Width - 1, right); x++)
            (row[3 * (int)x], row[3 * (int)x + 1], row[3 * (int)x + 2]) = (color.R, color.G, color.B);
    }
}
