using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HelloMeme.Media;

/// <summary>A video file as a stream of upright frames at a constant rate: frame i is what is seen at From + i / rate,
/// so that it stays in step with the sound. At most a few frames exist at a time; the caller disposes each.</summary>
public static class VideoReader
{
    // The picture shown at From may have begun earlier; this far back we look for it.
    private const double LeadSeconds = 4;
    private const int FramesAhead = 3;
    private static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(60);

    /// <exception cref="UserFaultException">"not-a-video", "unreadable-video", "bad-range", "ffmpeg-missing".</exception>
    public static async IAsyncEnumerable<Frame> ReadAsync(string path, VideoReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var info = await VideoInfo.ReadAsync(path, cancel);
        await foreach (var frame in ReadAsync(info, options, cancel)) yield return frame;
    }

    /// <summary>As above, for a file already looked at. Leaving the loop early ends ffmpeg.</summary>
    public static async IAsyncEnumerable<Frame> ReadAsync(VideoInfo info, VideoReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        options ??= new VideoReadOptions();
        CheckRange(info, options);
        var (width, height) = options.MaxSide is { } side ? FrameCodec.FitInside(info.Width, info.Height, side) : (info.Width, info.Height);
        var frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(FramesAhead) { SingleReader = true, SingleWriter = true });
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var decoding = DecodeAsync(info, options, width, height, frames.Writer, leaving.Token);
        try
        {
            await foreach (var frame in frames.Reader.ReadAllAsync(cancel)) yield return frame;
        }
        finally
        {
            await leaving.CancelAsync();
            await decoding;
            while (frames.Reader.TryRead(out var left)) left.Dispose();
        }
    }

    // Never throws: its fault travels through the channel.
    private static async Task DecodeAsync(VideoInfo info, VideoReadOptions options, int width, int height, ChannelWriter<Frame> frames, CancellationToken cancel)
    {
        try
        {
            var (before, after) = Arguments(info, options, width, height);
            await Ffmpeg.DecodeAsync(info.Path, before, after, pipe => SplitAsync(pipe, width, height, frames, cancel), cancel);
            frames.Complete();
        }
        catch (Exception fault)
        {
            frames.Complete(fault);
        }
    }

    private static async Task SplitAsync(Stream pipe, int width, int height, ChannelWriter<Frame> frames, CancellationToken cancel)
    {
        using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        while (true)
        {
            var frame = new Frame(width, height);
            try
            {
                stalled.CancelAfter(StallLimit);
                var read = await pipe.ReadAtLeastAsync(frame.Memory, frame.ByteCount, false, stalled.Token);
                stalled.CancelAfter(Timeout.InfiniteTimeSpan);
                if (read < frame.ByteCount) break;
                await frames.WriteAsync(frame, cancel);
                frame = null;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new UserFaultException("unreadable-video", $"This video gave no frame for {StallLimit.TotalSeconds:0} s: convert it to MP4 first.");
            }
            finally
            {
                frame?.Dispose();
            }
        }
    }

    private static (string Before, string After) Arguments(VideoInfo info, VideoReadOptions options, int width, int height)
    {
        var rate = options.Rate ?? info.Rate;
        var skip = (int)Math.Floor(Math.Min(options.From, LeadSeconds) * rate + 1e-6);
        var seek = Math.Max(0, options.From - skip / rate);
        var count = options.To is { } to ? Math.Max(1, (int)Math.Round((to - options.From) * rate)) : 0;
        var filter = $"fps=fps={rate:0.########}:start_time=0,trim=start_frame={skip},setpts=PTS-STARTPTS," +
            $"scale={width}:{height}:flags=bicubic+accurate_rnd+full_chroma_int,format=rgb24";
        return (seek > 1e-6 ? $"-ss {seek:0.######}" : "", $"-map 0:V:0 -an -sn -dn -vf {filter} {(count > 0 ? $"-frames:v {count} " : "")}-f rawvideo");
    }

    private static void CheckRange(VideoInfo info, VideoReadOptions options)
    {
        if (options.Rate is <= 0 or > 240) throw new ArgumentOutOfRangeException(nameof(options), options.Rate, "The rate must be above 0 and at most 240.");
        if (options.From < 0 || options.To <= options.From || options.From >= info.DurationSeconds)
            throw new UserFaultException("bad-range",
                $"The part from {options.From:0.##} s to {(options.To is { } to ? $"{to:0.##} s" : "the end")} does not lie in this video of {info.DurationSeconds:0.##} s: choose a start before the end.");
    }
}
