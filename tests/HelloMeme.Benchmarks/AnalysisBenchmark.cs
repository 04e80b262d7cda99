using System.Diagnostics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;

namespace HelloMeme.Benchmarks;

/// <summary>Analysis per frame of a 512 clip: crop, 478 landmarks, pose and 52 coefficients (goal 25 ms on two cores).</summary>
public static class AnalysisBenchmark
{
    private const double MostWarps = 6;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hellomeme-bench-").FullName;
        var clip = await Samples.ClipAsync("jue.mp4", folder, CancellationToken.None);
        var frames = new List<Frame>();
        await foreach (var frame in VideoReader.ReadAsync(clip)) frames.Add(frame);
        using var tracker = new FaceTracker(Samples.OpenModels());
        for (var i = 0; i < 3; i++) tracker.Next(frames[0]);

        var times = new List<double>();
        var sightings = new List<FaceSighting?>();
        foreach (var frame in frames)
        {
            var start = Stopwatch.GetTimestamp();
            sightings.Add(tracker.Next(frame));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var fit = Stopwatch.GetTimestamp();
        var track = FaceTrack.FromClip(frames[0].Width, frames[0].Height, 15, sightings, null);
        MotionCapture.Capture(track);
        var perFrameFit = Stopwatch.GetElapsedTime(fit).TotalMilliseconds / frames.Count;
        times.Sort();
        var median = times[times.Count / 2];
        var warp = Yardstick.WarpMilliseconds();
        Console.WriteLine($"{frames.Count} frames, {track.HeldCount} held, {Yardstick.Load()}");
        Console.WriteLine($"landmarks   {median,7:0.00} ms  {median / warp,6:0.00} warps");
        Console.WriteLine($"fit         {perFrameFit,7:0.00} ms  {perFrameFit / warp,6:0.00} warps");
        Console.WriteLine($"together    {median + perFrameFit,7:0.00} ms  {(median + perFrameFit) / warp,6:0.00} warps (warp {warp:0.00} ms, goal 25 ms; at most {MostWarps} warps)");
        foreach (var frame in frames) frame.Dispose();
        Directory.Delete(folder, recursive: true);
        return (median + perFrameFit) / warp <= MostWarps ? 0 : 1;
    }
}
