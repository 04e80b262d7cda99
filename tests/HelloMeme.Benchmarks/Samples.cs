using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Benchmarks;

/// <summary>What the benchmarks run on: the fixture clips where they are, else a drawn character moved by a preset.</summary>
public static class Samples
{
    public static async Task<string> ClipAsync(string fixture, string folder, CancellationToken token)
    {
        if (Environment.GetEnvironmentVariable("HELLOMEME_FIXTURES") is { Length: > 0 } fixtures) return Path.Combine(fixtures, "media", fixture);
        using var picture = SamplePortraits.Draw("theo", 512);
        using var renderer = new DraftRenderer(picture, SamplePortraits.Landmarks("theo", 512), SamplePortraits.Mask("theo"));
        var track = Presets.Find("laugh")!.Track;
        var clip = Path.Combine(folder, "driver.mp4");
        await VideoWriter.WriteAsync(Frames(renderer, track, track.Length), clip, new VideoWriteOptions(track.Rate), token);
        return clip;
    }

    public static async IAsyncEnumerable<Frame> Frames(DraftRenderer renderer, MotionTrack track, int count)
    {
        using var frame = new Frame(renderer.Width, renderer.Height);
        for (var i = 0; i < count; i++)
        {
            renderer.Render(track.Evaluate(i % track.Length), frame);
            yield return frame;
            await Task.Yield();
        }
    }

    public static FaceModels OpenModels()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HelloMeme.Studio.sln")))
                return FaceModels.Open(Path.Combine(folder.FullName, "node_modules"), Path.Combine(folder.FullName, "models", "onnx"));
        }

        throw new InvalidOperationException("The benchmarks run inside a checkout.");
    }
}
