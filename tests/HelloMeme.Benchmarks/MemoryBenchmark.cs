using System.Diagnostics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Benchmarks;

/// <summary>Resident memory while a long film streams: growth from frame 100 to frame 1,000 (goal under 10 MB).</summary>
public static class MemoryBenchmark
{
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hellomeme-bench-").FullName;
        using var picture = SamplePortraits.Draw("mira", 512);
        using var renderer = new DraftRenderer(picture, SamplePortraits.Landmarks("mira", 512), SamplePortraits.Mask("mira"));
        long early = 0, late = 0;
        await VideoWriter.WriteAsync(Watched(), Path.Combine(folder, "long.mp4"), new VideoWriteOptions(25), CancellationToken.None);
        Directory.Delete(folder, recursive: true);
        var growth = (late - early) / 1e6;
        Console.WriteLine($"resident {early / 1e6:0.0} MB at frame 100, {late / 1e6:0.0} MB at frame 1000: growth {growth:0.0} MB (goal < 10)");
        return growth < 10 ? 0 : 1;

        async IAsyncEnumerable<Frame> Watched()
        {
            var i = 0;
            await foreach (var frame in Samples.Frames(renderer, Presets.Find("laugh")!.Track, 1001))
            {
                if (i == 100) early = Resident();
                if (i == 1000) late = Resident();
                i++;
                yield return frame;
            }
        }
    }

    private static long Resident()
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
