using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Softens the stairs where one part of a turned head passes in front of another (cheek before hair): pixels at a jump of depth
/// are mixed with their neighbours. Reads the finished canvas, so rows may be done in any order.</summary>
internal sealed class ContourSmoothing(byte[] canvas, float[] depths, int width, int height, float iod)
{
    private const float JumpFrom = 0.04f, JumpTo = 0.12f;   // IOD

    private const int Border = EdgeSide.StillPixels;   // stays the photo's

    /// <summary>Rows top up to bottom (exclusive) of the RGB output, which already holds the canvas; strength 0..1.</summary>
    public void Run(Span<byte> output, int top, int bottom, float strength)
    {
        if (strength <= 0) return;
        for (var y = Math.Max(top, Border); y < Math.Min(bottom, height - Border); y++)
        {
            var x = Border;
            for (; x + 8 <= width - Border; x += 8)
            {
                if (HasJump(y * width + x)) SmoothRun(output, x, x + 8, y, strength);
            }

            SmoothRun(output, x, width - Border, y, strength);
        }
    }

    private bool HasJump(int i)
    {
        ref var d = ref MemoryMarshal.GetArrayDataReference(depths);
        var here = Vector256.LoadUnsafe(ref d, (nuint)i);
        var across = Vector256.Max(Difference(i - 1), Difference(i + 1));
        return Vector256.GreaterThanAny(Vector256.Max(across, Vector256.Max(Difference(i - width), Difference(i + width))), Vector256.Create(JumpFrom * iod));

        Vector256<float> Difference(int other) => Vector256.Abs(here - Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(depths), (nuint)other));
    }

    private void SmoothRun(Span<byte> output, int from, int to, int y, float strength)
    {
        for (var x = from; x < to; x++)
        {
            var i = y * width + x;
            var jump = MathF.Max(MathF.Max(Jump(i, i - 1), Jump(i, i + 1)), MathF.Max(Jump(i, i - width), Jump(i, i + width)));
            var share = strength * Ramp.Smooth(JumpFrom * iod, JumpTo * iod, jump);
            if (share <= 0) continue;
            for (var c = 0; c < 3; c++)
            {
                var p = 4 * i + c;
                var row = 4 * width;
                var mean = (4 * canvas[p] + 2 * (canvas[p - 4] + canvas[p + 4] + canvas[p - row] + canvas[p + row])
                    + canvas[p - row - 4] + canvas[p - row + 4] + canvas[p + row - 4] + canvas[p + row + 4]) / 16f;
                output[3 * i + c] = (byte)(canvas[p] + (mean - canvas[p]) * share + 0.5f);
            }
        }
    }

    /// <summary>Depth difference to a neighbour; none to what the sheet does not cover.</summary>
    private float Jump(int here, int there) =>
        depths[here] < float.MaxValue && depths[there] < float.MaxValue ? MathF.Abs(depths[here] - depths[there]) : 0;
}
