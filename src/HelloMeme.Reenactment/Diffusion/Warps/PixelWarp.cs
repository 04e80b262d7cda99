using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Warps;

/// <summary>Which pixels around a place make its colour.</summary>
public enum Sampling
{
    Bilinear,
    Bicubic,
}

// Source: OpenCV 4.6 imgproc/src/imgwarp.cpp, warpAffine, warpPerspective and remap of 8-bit pictures, rewritten.
/// <summary>Warps as OpenCV makes them: places in 1/32 of a pixel, whole-number weights, black outside. The networks were trained on such crops.</summary>
public static class PixelWarp
{
    private const int FractionBits = 5;

    /// <summary>warpAffine: fills output; the map takes source to output.</summary>
    public static void Affine(Frame source, PlaneMap map, Sampling sampling, Frame output)
    {
        const int bits = 10;
        const double one = 1 << bits;
        const int half = 1 << (bits - FractionBits - 1);
        var m = map.Inverse();
        var taps = TapsOf(sampling);
        for (var y = 0; y < output.Height; y++)
        {
            var row = output.Row(y);
            long startX = Round((m.Xy * y + m.X0) * one) + half, startY = Round((m.Yy * y + m.Y0) * one) + half;
            for (var x = 0; x < output.Width; x++)
                Sample(source, taps, (startX + Round(m.Xx * x * one)) >> (bits - FractionBits), (startY + Round(m.Yx * x * one)) >> (bits - FractionBits), row.Slice(3 * x, 3));
        }
    }

    /// <summary>warpPerspective of a map that is affine: the same but for the rounding of places.</summary>
    public static void Perspective(Frame source, PlaneMap map, Frame output)
    {
        var m = map.Inverse();
        for (var y = 0; y < output.Height; y++)
        {
            var row = output.Row(y);
            for (var x = 0; x < output.Width; x++)
                Sample(source, TapTable.Linear, Round((m.Xx * x + (m.Xy * y + m.X0)) * TapTable.Steps), Round((m.Yx * x + (m.Yy * y + m.Y0)) * TapTable.Steps), row.Slice(3 * x, 3));
        }
    }

    private static TapTable TapsOf(Sampling sampling) => sampling == Sampling.Bilinear ? TapTable.Linear : TapTable.Cubic;

    private static long Round(double value) => (long)Math.Round(value);

    // Places in 1/32 pixel.
    private static void Sample(Frame source, TapTable table, long placeX, long placeY, Span<byte> pixel)
    {
        long left = (placeX >> FractionBits) - (table.Taps / 2 - 1), top = (placeY >> FractionBits) - (table.Taps / 2 - 1);
        var weights = table.At((int)(placeX & (TapTable.Steps - 1)), (int)(placeY & (TapTable.Steps - 1)));
        int r = 0, g = 0, b = 0;
        for (var i = 0; i < table.Taps; i++)
        {
            var y = top + i;
            if (y < 0 || y >= source.Height) continue;
            var row = source.Row((int)y);
            for (var j = 0; j < table.Taps; j++)
            {
                var x = left + j;
                if (x < 0 || x >= source.Width) continue;
                int weight = weights[i * table.Taps + j], at = 3 * (int)x;
                r += row[at] * weight;
                g += row[at + 1] * weight;
                b += row[at + 2] * weight;
            }
        }

        (pixel[0], pixel[1], pixel[2]) = (Level(r), Level(g), Level(b));
    }

    private static byte Level(int sum) => (byte)Math.Clamp((sum + TapTable.One / 2) >> 15, 0, 255);
}
