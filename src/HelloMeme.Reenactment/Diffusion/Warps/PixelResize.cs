using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Warps;

// Source: OpenCV 4.6 imgproc/src/resize.cpp, INTER_CUBIC of 8-bit pictures, rewritten.
/// <summary>Bicubic scaling as OpenCV's: half-pixel centres, edges repeated, no smoothing where it shrinks, weights in 1/2048.</summary>
public static class PixelResize
{
    private const int One = 2048;
    private const int Taps = 4;

    public static void Cubic(Frame source, Frame output)
    {
        var columns = Axis.Make(source.Width, output.Width);
        var rows = Axis.Make(source.Height, output.Height);
        var lines = new int[source.Height][];   // each source row scaled across, times 2048
        for (var y = 0; y < output.Height; y++)
        {
            var sum = new float[3 * output.Width];
            for (var tap = 0; tap < Taps; tap++)
            {
                var from = rows.Places[Taps * y + tap];
                var line = lines[from] ??= Across(source.Row(from), columns, output.Width);
                var weight = rows.Weights[Taps * y + tap] / ((float)One * One);
                for (var i = 0; i < sum.Length; i++) sum[i] += line[i] * weight;
            }

            var row = output.Row(y);
            for (var i = 0; i < sum.Length; i++) row[i] = (byte)Math.Clamp(MathF.Round(sum[i]), 0, 255);
        }
    }

    private static int[] Across(ReadOnlySpan<byte> row, Axis columns, int width)
    {
        var line = new int[3 * width];
        for (var i = 0; i < line.Length; i++)
        {
            var at = Taps * (i / 3);
            for (var tap = 0; tap < Taps; tap++) line[i] += row[3 * columns.Places[at + tap] + i % 3] * columns.Weights[at + tap];
        }

        return line;
    }

    /// <summary>Four source places and weights for each output place.</summary>
    private sealed record Axis(int[] Places, int[] Weights)
    {
        public static Axis Make(int from, int to)
        {
            var axis = new Axis(new int[Taps * to], new int[Taps * to]);
            var scale = (double)from / to;
            for (var i = 0; i < to; i++)
            {
                var place = (float)((i + 0.5) * scale - 0.5);
                var first = (int)MathF.Floor(place);
                var weights = TapTable.CubicWeights(place - first);
                for (var tap = 0; tap < Taps; tap++)
                {
                    axis.Places[Taps * i + tap] = Math.Clamp(first - 1 + tap, 0, from - 1);
                    axis.Weights[Taps * i + tap] = (int)MathF.Round(weights[tap] * One);
                }
            }

            return axis;
        }
    }
}
