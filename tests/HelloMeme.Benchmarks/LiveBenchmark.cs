using System.Diagnostics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Benchmarks;

/// <summary>What a webcam's picture costs the studio, and what its size costs in accuracy: JPEG, landmarks, pose and 52 coefficients (goal 10 a second).</summary>
public static class LiveBenchmark
{
    private const int Warm = 10;

    public static void Run()
    {
        var motions = new Dictionary<int, MotionFrame[]>();
        Console.WriteLine($"side   kB  open ms   MB     ms  a second   {Yardstick.Load()}");
        foreach (var side in (int[])[640, 480, 384, 320])
        {
            // 1. Pictures as a browser sends them
            var pictures = Pictures("theo", "laugh", side);

            // 2. The networks of one visitor
            var before = Environment.WorkingSet;
            var start = Stopwatch.GetTimestamp();
            using var tracker = new FaceTracker(Samples.OpenModels());
            var open = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

            // 3. Each picture
            var capture = new LiveCapture();
            var (times, read) = (new List<double>(), new List<MotionFrame>());
            foreach (var jpeg in pictures)
            {
                start = Stopwatch.GetTimestamp();
                using var frame = FrameCodec.Decode(jpeg);
                read.Add(capture.Next(tracker.Next(frame)?.Landmarks, 1 / 25.0).Read);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            motions[side] = [.. read];
            var median = times.Skip(Warm).Order().ElementAt((times.Count - Warm) / 2);
            Console.WriteLine($"{side,4} {pictures.Average(p => p.Length) / 1000,4:0} {open,8:0} {(Environment.WorkingSet - before) / 1e6,4:0} {median,6:0.0} {1000 / median,9:0}");
        }

        // 4. Against the largest
        foreach (var (side, read) in motions) Console.WriteLine($"{side,4}: mean difference of blendshapes to 640 px {Difference(read, motions[640]):0.0000}");
    }

    private static List<byte[]> Pictures(string who, string preset, int side)
    {
        using var picture = SamplePortraits.Draw(who, side);
        using var renderer = new DraftRenderer(picture, SamplePortraits.Landmarks(who, side), SamplePortraits.Mask(who), new DraftOptions());
        using var frame = renderer.NewFrame();
        var track = Presets.Find(preset)!.Track;
        var pictures = new List<byte[]>();
        for (var i = 0; i < track.Length + Warm; i++)
        {
            renderer.Render(i < Warm ? MotionFrame.Rest : track.Evaluate(i - Warm), frame);
            pictures.Add(FrameCodec.EncodeJpeg(frame, 80));
        }

        return pictures;
    }

    private static double Difference(MotionFrame[] a, MotionFrame[] b) =>
        a.Zip(b, (x, y) => Enumerable.Range(0, x.Blendshapes.Length).Average(k => Math.Abs(x.Blendshapes[k] - y.Blendshapes[k]))).Average();
}
