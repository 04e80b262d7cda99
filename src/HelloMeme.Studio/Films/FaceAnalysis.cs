using System.Drawing;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Sessions;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Films;

/// <summary>A decoded portrait with the face that will act. Owns the picture.</summary>
public sealed record Portrait(Frame Picture, FaceTrack Face) : IDisposable
{
    public void Dispose() => Picture.Dispose();
}

/// <summary>Files in, faces and motions out. The networks open at first use and do one job at a time.</summary>
public sealed class FaceAnalysis(StudioFolders folders, IOptions<StudioOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _oneJob = new(1);
    private FaceAnalyzer? _analyzer;

    /// <summary>Reads a picture file, framed, and finds the face to animate. Face: 1-based from the left, when there are several.</summary>
    /// <exception cref="UserFaultException">The file or the face cannot be used; the sentence says why and what helps.</exception>
    public async Task<Portrait> ReadPortraitAsync(string path, int? face, CancellationToken token, Framing? framing = null)
    {
        var picture = await ReadPictureAsync(path, framing, token);
        try
        {
            return new Portrait(picture, await WithAnalyzerAsync(a => Task.Run(() => a.AnalyzePicture(picture, face), token), token));
        }
        catch
        {
            picture.Dispose();
            throw;
        }
    }

    /// <summary>The faces that can be chosen in a picture file, left to right: boxes in pixels of what the framing leaves.</summary>
    /// <exception cref="UserFaultException">The file cannot be read, or "no-face".</exception>
    public async Task<IReadOnlyList<RectangleF>> FindFacesAsync(string path, Framing? framing, CancellationToken token)
    {
        using var picture = await ReadPictureAsync(path, framing, token);
        return await WithAnalyzerAsync(a => Task.Run(() => a.FindFaces(picture), token), token);
    }

    /// <summary>A driving picture as motion: ease to its expression, hold, ease back.</summary>
    public async Task<MotionTrack> CapturePictureAsync(string path, int? face, string? neutralPath, CancellationToken token)
    {
        using var driver = await ReadPortraitAsync(path, face, token);
        return neutralPath is null ? MotionOf(driver) : StillMotion.FromExpression(await CompareAsync(driver, neutralPath, token));
    }

    /// <summary>A picture's face against a neutral picture of the same person, which shows more than the picture alone: pose relative to it and 52 coefficients.</summary>
    /// <exception cref="UserFaultException">The neutral picture cannot be used, as for a portrait.</exception>
    public async Task<MotionFrame> CompareAsync(Portrait picture, string neutralPath, CancellationToken token)
    {
        using var neutral = await ReadPortraitAsync(neutralPath, face: null, token);
        return await Task.Run(() => new StillComparison(neutral.Picture, neutral.Face.Neutral.Landmarks).Read(picture.Picture, picture.Face.Neutral.Landmarks), token);
    }

    public static MotionTrack MotionOf(Portrait driver) => StillMotion.FromExpression(MotionCapture.FromPicture(driver.Face));

    /// <summary>A driving clip as motion, a frame for each of its frames between the two times.</summary>
    /// <exception cref="UserFaultException">"video-too-long" and the faults of reading and of faces.</exception>
    public async Task<(MotionTrack Track, FaceTrack Face)> CaptureClipAsync(VideoInfo clip, int? face, TimeSpan? from, TimeSpan? to, IProgress<(int Done, int Of)> progress, CancellationToken token)
    {
        var start = from?.TotalSeconds ?? 0;
        var length = Math.Min(to?.TotalSeconds ?? double.MaxValue, clip.DurationSeconds) - start;
        if (length > MediaLimits.VideoSeconds + 0.5)
            throw new UserFaultException("video-too-long", $"This clip is {length:0} s long and {MediaLimits.VideoSeconds:0} s is the most: choose a part of it.");
        var reading = ReadingOf(clip, from, to);
        var rate = reading.Rate!.Value;
        var expected = clip.FramesAt(rate, start, to?.TotalSeconds);
        var counter = new Counter(expected, progress);
        var track = await WithAnalyzerAsync(a => Task.Run(() => a.AnalyzeClipAsync(VideoReader.ReadAsync(clip, reading, token), rate, face, counter, token), token), token);
        return (MotionCapture.Capture(track), track);
    }

    /// <summary>How the frames of a clip are read for its motion: reading it so again gives the same frames.</summary>
    public static VideoReadOptions ReadingOf(VideoInfo clip, TimeSpan? from, TimeSpan? to) =>
        new() { Rate = Math.Min(clip.Rate, MostFramesPerSecond), From = from?.TotalSeconds ?? 0, To = to?.TotalSeconds };

    /// <summary>Is this file a still picture (a GIF with several frames is a clip)?</summary>
    public static async Task<bool> IsPictureAsync(string path, CancellationToken token)
    {
        var head = new byte[64 * 1024];
        await using var file = OpenRead(path);
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, token);
        return ImageSignature.Find(head.AsSpan(0, read)) is { } format && !(format is ImageFormat.Gif && await IsAnimatedAsync(path, token));
    }

    public void Dispose()
    {
        _analyzer?.Dispose();
        _oneJob.Dispose();
    }

    // Film rates; a 120-per-second phone clip is read at every second frame.
    private const double MostFramesPerSecond = 60;

    /// <summary>Decodes a picture file, framed; the caller disposes it.</summary>
    public async Task<Frame> ReadPictureAsync(string path, Framing? framing, CancellationToken token)
    {
        await using var file = OpenRead(path);
        if (file.Length > MostPictureBytes) throw new UserFaultException("file-too-large", $"This picture file has {file.Length / 1_000_000} MB and {MostPictureBytes / 1_000_000} MB is the most: save a smaller copy.");
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, token);
        return await Task.Run(() =>
        {
            var whole = FrameCodec.Decode(bytes, new DecodeOptions { AllowHeic = options.Value.AllowHeic });
            if (framing is null) return whole;
            using (whole) return framing.Apply(whole);
        }, token);
    }

    private const long MostPictureBytes = 200_000_000;

    private static async Task<bool> IsAnimatedAsync(string path, CancellationToken token) =>
        ImageProbe.Read(await File.ReadAllBytesAsync(path, token)).Frames > 1;

    private static FileStream OpenRead(string path)
    {
        if (!File.Exists(path)) throw new UserFaultException("no-such-file", $"There is no file '{path}': check the name.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
    }

    private async Task<T> WithAnalyzerAsync<T>(Func<FaceAnalyzer, Task<T>> work, CancellationToken token)
    {
        await _oneJob.WaitAsync(token);
        try
        {
            _analyzer ??= new FaceAnalyzer(FaceModels.Open(folders.Npm, folders.Onnx, options.Value.Sessions));
            return await work(_analyzer);
        }
        finally
        {
            _oneJob.Release();
        }
    }

    private sealed class Counter(int expected, IProgress<(int, int)> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report((value, Math.Max(value, expected)));
    }
}
