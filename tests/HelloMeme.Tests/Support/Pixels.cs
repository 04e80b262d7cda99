using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Support;

/// <summary>Pictures compared byte by byte.</summary>
internal static class Pixels
{
    public static int CountDiffering(Frame expected, Frame actual, int tolerance = 0)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        var a = expected.Pixels;
        var b = actual.Pixels;
        var count = 0;
        for (var i = 0; i < a.Length; i += 3)
            if (Math.Abs(a[i] - b[i]) > tolerance || Math.Abs(a[i + 1] - b[i + 1]) > tolerance || Math.Abs(a[i + 2] - b[i + 2]) > tolerance) count++;
        return count;
    }

    public static int LargestDifference(Frame expected, Frame actual)
    {
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        var a = expected.Pixels;
        var b = actual.Pixels;
        var worst = 0;
        for (var i = 0; i < a.Length; i++) worst = Math.Max(worst, Math.Abs(a[i] - b[i]));
        return worst;
    }

    public static Frame Noise(int width, int height, int seed)
    {
        var frame = new Frame(width, height);
        new Random(seed).NextBytes(frame.Pixels);
        return frame;
    }
}
