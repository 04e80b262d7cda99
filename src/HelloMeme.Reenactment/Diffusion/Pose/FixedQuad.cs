using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Pose;

/// <summary>A place in 16.16 fixed point pixels; whole numbers are pixel centres.</summary>
internal readonly record struct FixedPoint(long X, long Y);

// Source: OpenCV 4.6 imgproc/src/drawing.cpp, FillConvexPoly and Line2, rewritten.
/// <summary>A convex polygon filled as OpenCV does: its outline drawn, then scan lines between two edges that walk down its sides.</summary>
internal static class FixedQuad
{
    public const int Fraction = 16;
    private const long One = 1 << Fraction;
    private const long Half = One / 2;

    public static void Fill(Frame picture, ReadOnlySpan<FixedPoint> corners, Rgb color)
    {
        // 1. Outline
        for (var i = 0; i < corners.Length; i++) FixedLine.Draw(picture, corners[(i + corners.Length - 1) % corners.Length], corners[i], color);

        // 2. Scan lines from the top corner down both sides
        var top = 0;
        var bottom = corners[0].Y;
        for (var i = 1; i < corners.Length; i++)
        {
            if (corners[i].Y < corners[top].Y) top = i;
            bottom = Math.Max(bottom, corners[i].Y);
        }

        long y = Round(corners[top].Y), last = Math.Min(Round(bottom), picture.Height - 1);
        var left = new Edge(top, 1, y);
        var right = new Edge(top, corners.Length - 1, y);
        var unused = corners.Length;
        for (; y <= last; y++)
        {
            if (!left.Reach(corners, y, ref unused) || !right.Reach(corners, y, ref unused)) return;
            ThickLine.Span(picture, y, Round(Math.Min(left.X, right.X)), Round(Math.Max(left.X, right.X)), color);
            left.X += left.Slope;
            right.X += right.Slope;
        }
    }

    private static long Round(long value) => (value + Half) >> Fraction;

    private struct Edge(int corner, int stride, long firstEnd)
    {
        public long X = -One;
        public long Slope = 0;
        private int _corner = corner;
        private long _end = firstEnd;

        /// <summary>Goes on to the side that crosses row y; false when the corners are used up.</summary>
        public bool Reach(ReadOnlySpan<FixedPoint> corners, long y, ref int unused)
        {
            if (y < _end) return unused >= 0;
            var from = _corner;
            var to = (from + stride) % corners.Length;
            while (unused-- > 0)
            {
                var end = Round(corners[to].Y);
                if (end > y)
                {
                    _end = end;
                    Slope = ((corners[to].X - corners[from].X) * 2 + (end - y)) / (2 * (end - y));
                    X = corners[from].X;
                    _corner = to;
                    return true;
                }

                from = to;
                to = (to + stride) % corners.Length;
            }

            return unused >= 0;
        }
    }
}
