namespace HelloMeme.Media;

/// <summary>What a video file says about itself. Width and height are as shown: turned by the rotation (0, 90, 180, 270 degrees
/// clockwise), pixels square. Rate is frames a second, FrameCount the pictures in the file, AudioCodec for example "aac" or null.</summary>
public sealed record VideoInfo(
    string Path, string Container, string Codec, int Width, int Height, int Rotation, double Rate, int FrameCount, double DurationSeconds, string? AudioCodec)
{
    // More packets than this are not counted: at 60 a second it is far beyond what we take.
    private const int CountLimit = 20_000;

    /// <summary>Reads the header; where the container gives no duration or count (browser recordings), the packets are counted.</summary>
    /// <exception cref="UserFaultException">"not-a-video", "ffmpeg-missing", "too-many-pixels".</exception>
    public static async Task<VideoInfo> ReadAsync(string path, CancellationToken cancel)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!File.Exists(path)) throw new UserFaultException("no-such-file", $"There is no file {path}: check the name.");
        var video = ProbedVideo.From(await Ffmpeg.ProbeAsync(path, cancel));
        if ((long)video.Width * video.Height > MediaLimits.PicturePixels) throw ImageFaults.TooManyPixels(video.Width, video.Height);
        var (count, seconds, rate) = video.IsSelfConsistent ? (video.Frames, video.Length, video.Rate) : await CountAsync(path, video, cancel);
        return new VideoInfo(path, video.Container, video.Codec, video.Width, video.Height, video.Rotation, rate, count, seconds, video.AudioCodec);
    }

    /// <summary>How many frames a reader yields at a rate between two times in seconds; for progress, right to one frame.</summary>
    public int FramesAt(double rate, double from = 0, double? to = null) =>
        Math.Max(1, (int)Math.Round((Math.Min(to ?? DurationSeconds, DurationSeconds) - from) * rate));

    private static async Task<(int Count, double Seconds, double Rate)> CountAsync(string path, ProbedVideo video, CancellationToken cancel)
    {
        var packets = await Ffmpeg.PacketsAsync(path, video.Stream, CountLimit, cancel);
        if (packets.Count == 0) throw ProbedVideo.NotAVideo();
        double first = packets.Min(p => p.Start), last = packets.Max(p => p.Start);
        var average = packets.Count > 1 && last > first ? (packets.Count - 1) / (last - first) : video.Rate;
        var rate = ProbedVideo.Sane(Math.Abs(average - video.Rate) <= .02 * video.Rate ? video.Rate : average);
        var lastLength = packets[^1].Length is > 0 and < 10 and var length ? length : 1 / rate;
        var counted = last - first + lastLength;
        // A container that knows more than we were willing to count is believed.
        return packets.Count == CountLimit ? (Math.Max(CountLimit, video.Frames), Math.Max(counted, video.Length), rate) : (packets.Count, counted, rate);
    }
}
