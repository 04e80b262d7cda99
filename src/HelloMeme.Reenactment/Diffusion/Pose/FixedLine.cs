using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Pose;

// Source: OpenCV 4.6 imgproc/src/drawing.cpp, Line2 and clipLine, rewritten.
/// <summary>A line one pixel wide between places in 16.16 fixed point.</summary>
internal static class FixedLine
{
    private const int Fraction = FixedQuad.Fraction;
    private const long One = 1 << Fraction;

    public static void Draw(Frame picture, FixedPoint from, FixedPoint to, Rgb color)
    {
        if (!Clip(picture, ref from, ref to)) return;
        long dx = to.X - from.X, dy = to.Y - from.Y;
        var flat = Math.Abs(dx) > Math.Abs(dy);
        if (flat ? dx < 0 : dy < 0) (from, to, dx, dy) = (to, from, -dx, -dy);

        Dot(picture, (to.X + One / 2) >> Fraction, (to.Y + One / 2) >> Fraction, color);
        long x = from.X + One / 2, y = from.Y + One / 2;
        var count = (flat ? to.X - from.X : to.Y - from.Y) >> Fraction;
        var (strideX, strideY) = flat ? (One, dy * One / (dx | 1)) : (dx * One / (dy | 1), One);
        for (; count >= 0; count--, x += strideX, y += strideY) Dot(picture, x >> Fraction, y >> Fraction, color);
    }

    private static void Dot(Frame picture, long x, long y, Rgb color) => ThickLine.Span(picture, y, x, x, color);

    /// <summary>Cuts the line at the picture's border; false when nothing is left.</summary>
    private static bool Clip(Frame picture, ref FixedPoint from, ref FixedPoint to)
    {
        long right = picture.Width * One - 1, bottom = picture.Height * One - 1;
        var (a, b) = (Sides(from, right, bottom), Sides(to, right, bottom));
        if ((a & b) == 0 && (a & 12) != 0)
        {
            from = AtRow(from, to, a < 8 ? 0 : bottom);
            a = Sides(from, right, bottom) & 3;
        }

        if ((a & b) == 0 && (b & 12) != 0)
        {
            to = AtRow(to, from, b < 8 ? 0 : bottom);
            b = Sides(to, right, bottom) & 3;
        }

        if ((a & b) != 0) return false;
        if (a != 0) from = AtColumn(from, to, a == 1 ? 0 : right);
        if (b != 0) to = AtColumn(to, from, b == 1 ? 0 : right);
        return true;
    }

    private static int Sides(FixedPoint p, long right, long bottom) =>
        (p.X < 0 ? 1 : 0) + (p.X > right ? 2 : 0) + (p.Y < 0 ? 4 : 0) + (p.Y > bottom ? 8 : 0);

    private static FixedPoint AtRow(FixedPoint p, FixedPoint other, long y) =>
        new(p.X + (long)((double)(y - p.Y) * (other.X - p.X) / (other.Y - p.Y)), y);

    private static FixedPoint AtColumn(FixedPoint p, FixedPoint other, long x) =>
        new(x, p.Y + (long)((double)(x - p.X) * (other.Y - p.Y) / (other.X - p.X)));
}
