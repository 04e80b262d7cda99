using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Reads a picture bilinearly at a grid into three planes (red, green, blue), the layout the networks take.</summary>
internal static class PlaneSampler
{
    private const float Shrink = 2;

    /// <summary>Each plane holds grid.Width * grid.Height values: byte * scale + offset. Outside, the nearest edge pixel (clamp) or black.
    /// Where the grid steps over more than two pixels, the mean of several reads stands for each place.</summary>
    public static void Sample(Frame frame, in SampleGrid grid, float scale, float offset, bool clamp, Span<float> planes)
    {
        var readsX = Math.Max(1, (int)MathF.Ceiling(grid.StepX.Length() / Shrink));
        var readsY = Math.Max(1, (int)MathF.Ceiling(grid.StepY.Length() / Shrink));
        var count = grid.Width * grid.Height;
        Span<float> red = planes[..count], green = planes.Slice(count, count), blue = planes.Slice(2 * count, count);
        var (stepX, stepY) = (grid.StepX / readsX, grid.StepY / readsY);
        var source = new Source(frame, clamp);
        scale /= readsX * readsY;
        for (var y = 0; y < grid.Height; y++)
        {
            for (var x = 0; x < grid.Width; x++)
            {
                // Half a step in: the middle of the place; half a pixel back: from corner to pixel-centre coordinates.
                var first = grid.ToPicture(new Vector2(x, y)) + (stepX + stepY) / 2 - new Vector2(0.5f);
                var sum = Vector3.Zero;
                for (var j = 0; j < readsY; j++)
                    for (var i = 0; i < readsX; i++) sum += source.Read(first.X + i * stepX.X + j * stepY.X, first.Y + i * stepX.Y + j * stepY.Y);
                var at = y * grid.Width + x;
                red[at] = sum.X * scale + offset;
                green[at] = sum.Y * scale + offset;
                blue[at] = sum.Z * scale + offset;
            }
        }
    }

    private readonly ref struct Source(Frame frame, bool clamp)
    {
        private readonly ReadOnlySpan<byte> _pixels = frame.Pixels;
        private readonly int _width = frame.Width;
        private readonly int _height = frame.Height;
        private readonly bool _clamp = clamp;

        public Vector3 Read(float x, float y)
        {
            var (left, top) = (MathF.Floor(x), MathF.Floor(y));
            var (u, v) = (x - left, y - top);
            if (left >= 0 && top >= 0 && left < _width - 1 && top < _height - 1)
            {
                var upper = _pixels.Slice(((int)top * _width + (int)left) * 3, 6);
                var lower = _pixels.Slice((((int)top + 1) * _width + (int)left) * 3, 6);
                float a = (1 - u) * (1 - v), b = u * (1 - v), c = (1 - u) * v, d = u * v;
                return new Vector3(
                    upper[0] * a + upper[3] * b + lower[0] * c + lower[3] * d,
                    upper[1] * a + upper[4] * b + lower[1] * c + lower[4] * d,
                    upper[2] * a + upper[5] * b + lower[2] * c + lower[5] * d);
            }

            return Vector3.Lerp(
                Vector3.Lerp(Pixel(left, top), Pixel(left + 1, top), u),
                Vector3.Lerp(Pixel(left, top + 1), Pixel(left + 1, top + 1), u), v);
        }

        private Vector3 Pixel(float x, float y)
        {
            var (inX, inY) = (Math.Clamp(x, 0, _width - 1), Math.Clamp(y, 0, _height - 1));
            if (!_clamp && (inX != x || inY != y)) return Vector3.Zero;
            var at = ((int)inY * _width + (int)inX) * 3;
            return new Vector3(_pixels[at], _pixels[at + 1], _pixels[at + 2]);
        }
    }
}
