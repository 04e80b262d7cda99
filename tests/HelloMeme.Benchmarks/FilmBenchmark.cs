using System.Diagnostics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Benchmarks;

/// <summary>Bytes of a driving clip to a finished 512 MP4, models warm (goal: less than the clip's length).</summary>
public static class FilmBenchmark
{
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hellomeme-bench-").FullName;
        var clip = await Samples.ClipAsync("ysll.mp4", folder, CancellationToken.None);
        using var picture = SamplePortraits.Draw("mira", 512);
        using var analyzer = new FaceAnalyzer(Samples.OpenModels());
        await MakeAsync(analyzer, picture, clip, Path.Combine(folder, "warm-up.mp4"));

        var runs = new List<double>();
        for (var i = 0; i < 3; i++) runs.Add(await MakeAsync(analyzer, picture, clip, Path.Combine(folder, "film.mp4")));
        runs.Sort();
        var info = await VideoInfo.ReadAsync(clip, CancellationToken.None);
        var film = await VideoInfo.ReadAsync(Path.Combine(folder, "film.mp4"), CancellationToken.None);
        Console.WriteLine($"{info.DurationSeconds:0.00} s of driver, {film.FrameCount} frames, {runs[1]:0.00} s, {runs[1] / info.DurationSeconds:0.00} of its length (goal < 1), {1000 * runs[1] / Yardstick.WarpMilliseconds() / film.FrameCount:0.0} warps a frame, {Yardstick.Load()}");
        Directory.Delete(folder, recursive: true);
        return runs[1] < info.DurationSeconds ? 0 : 1;
    }

    private static async Task<double> MakeAsync(FaceAnalyzer analyzer, Frame picture, string clip, string output)
    {
        var start = Stopwatch.GetTimestamp();
        var portrait = analyzer.AnalyzePicture(picture);
        var info = await VideoInfo.ReadAsync(clip, CancellationToken.None);
        var face = await analyzer.AnalyzeClipAsync(VideoReader.ReadAsync(info), info.Rate, null, null, CancellationToken.None);
        var track = MotionCapture.Capture(face);
        using var renderer = new DraftRenderer(picture, portrait.Neutral.Landmarks, portrait.Person, new DraftOptions { Square = 512 });
        await VideoWriter.WriteAsync(Samples.Frames(renderer, track, track.Length), output, new VideoWriteOptions(track.Rate) { Sound = Soundtrack.Of(info) }, CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
