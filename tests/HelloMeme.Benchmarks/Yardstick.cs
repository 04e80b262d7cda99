using System.Diagnostics;
using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Benchmarks;

/// <summary>The unit of every ratio: one scalar bilinear affine warp of a 512 x 512 picture on one thread, timed in the same run.</summary>
public static class Yardstick
{
    private static readonly Frame Source = Noise(512, 512), Output = new(512, 512);

    public static void Warp() => AffineWarp.Sample(Source, Matrix3x2.CreateRotation(0.1f, new Vector2(256, 256)), Output);

    public static double WarpMilliseconds() => Median(31, Warp);

    /// <summary>Median milliseconds of the given number of runs after three to warm up.</summary>
    public static double Median(int runs, Action work)
    {
        for (var i = 0; i < 3; i++) work();
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times[runs / 2];
    }

    /// <summary>The machine's load average, so that a busy run is known as one.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? "load " + File.ReadAllText("/proc/loadavg").Split(' ')[0] : "load unknown";

    private static Frame Noise(int width, int height)
    {
        var frame = new Frame(width, height);
        new Random(1).NextBytes(frame.Pixels);
        return frame;
    }
}
