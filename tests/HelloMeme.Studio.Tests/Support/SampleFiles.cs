using System.Collections.Concurrent;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Pictures and clips that tests need, drawn by our own code into a folder that vanishes with the fixture.</summary>
public sealed class SampleFiles : IDisposable
{
    private static readonly ConcurrentDictionary<string, byte[]> Clips = []; // each is drawn once

    public string Folder { get; } = Directory.CreateTempSubdirectory("hellomeme-tests-").FullName;

    public string In(string name) => Path.Combine(Folder, name);

    /// <summary>One of the drawn characters as a PNG.</summary>
    public string Portrait(string name = "mira", int size = 768) => Write($"{name}-{size}.png", DrawnPortraits.Png(name, size));

    public string Write(string name, byte[] bytes)
    {
        var path = In(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A plain picture with a soft gradient and no face.</summary>
    public string Plain(int width = 640, int height = 480)
    {
        using var frame = PlainFrame(width, height);
        return Write($"plain-{width}x{height}.png", FrameCodec.EncodePng(frame));
    }

    /// <summary>A picture in which parts of others are pasted: (picture, left, top, scale).</summary>
    public string Collage(string name, int width, int height, params (Frame Picture, float Left, float Top, float Scale)[] parts)
    {
        using var canvas = PlainFrame(width, height);
        foreach (var (picture, left, top, scale) in parts)
        {
            using var resized = new Frame((int)(picture.Width * scale), (int)(picture.Height * scale));
            AffineWarp.Resize(picture, resized);
            for (var y = 0; y < resized.Height; y++)
            {
                var row = y + (int)top;
                if (row < 0 || row >= height) continue;
                var x0 = Math.Max(0, -(int)left);
                var count = Math.Min(resized.Width - x0, width - (int)left - x0);
                if (count > 0) resized.Row(y).Slice(3 * x0, 3 * count).CopyTo(canvas.Row(row)[(3 * ((int)left + x0))..]);
            }
        }

        return Write(name + ".png", FrameCodec.EncodePng(canvas));
    }

    /// <summary>A driving clip with sound: a drawn character moved by a preset, a tone underneath. Frames: as long as the preset, or so many, over which it begins anew.</summary>
    public async Task<string> DrivingClipAsync(string name, string preset, double tone, CancellationToken token, int size = 512, int? frames = null)
    {
        var (key, stem) = ($"{name} {preset} {tone} {size} {frames}", frames is null ? $"{name}-{preset}" : $"{name}-{preset}-{frames}");
        if (Clips.TryGetValue(key, out var drawn)) return Write(stem + ".mp4", drawn);
        using var picture = DrawnPortraits.Draw(name, size);
        using var renderer = new DraftRenderer(picture, SamplePortraits.Landmarks(name, size), DrawnPortraits.Mask(name), new DraftOptions());
        var track = Presets.Find(preset)!.Track;
        var silent = In(stem + "-silent.mp4");
        await VideoWriter.WriteAsync(Frames(renderer, track, frames ?? track.Length), silent, new VideoWriteOptions(track.Rate), token);
        var clip = In(stem + ".mp4");
        await Shell.FfmpegAsync(["-i", silent, "-f", "lavfi", "-i", $"sine=frequency={tone}", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", "-shortest", clip], token);
        Clips[key] = await File.ReadAllBytesAsync(clip, token);
        return clip;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static async IAsyncEnumerable<Frame> Frames(DraftRenderer renderer, MotionTrack track, int count)
    {
        using var frame = new Frame(renderer.Width, renderer.Height);
        for (var i = 0; i < count; i++)
        {
            renderer.Render(track.Evaluate(i % track.Length), frame);
            yield return frame;
            await Task.Yield();
        }
    }

    private static Frame PlainFrame(int width, int height)
    {
        var frame = new Frame(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = frame.Row(y);
            for (var x = 0; x < width; x++) (row[3 * x], row[3 * x + 1], row[3 * x + 2]) = ((byte)(120 + 60 * x / width), (byte)(140 + 40 * y / height), 150);
        }

        return frame;
    }
}
