using HelloMeme.Media;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.Jobs;

/// <summary>What a runner tells while it works: progress about ten times a second, a picture of 320 pixels up to twelve times a second, made once for all watchers.</summary>
public sealed class JobReport(Job lease, JobFeed feed, TimeProvider time) : IProgress<FilmProgress>, IProgress<Frame>
{
    private const int PreviewSide = 320;
    private const int PreviewQuality = 80;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1 / 10.0), PreviewPause = TimeSpan.FromSeconds(1 / 12.0);
    private volatile FilmProgress? _progress;
    private long? _told, _drawn;

    public JobStatus Status
    {
        get
        {
            var status = JobStatus.Of(lease, time.GetUtcNow());
            return _progress is not { } p ? status : status with
            {
                Phase = p.Phase.ToString().ToLowerInvariant(),
                Doing = p.Phase.Sentence(),
                Step = p.Step,
                Steps = p.Steps,
                SecondsLeft = p.TimeLeft?.TotalSeconds,
            };
        }
    }

    public void Report(FilmProgress value)
    {
        var fresh = _progress?.Phase != value.Phase;
        _progress = value;
        if (!fresh && !IsDue(_told, Pause)) return;
        _told = time.GetTimestamp();
        feed.Report(Status, lease.Fence);
    }

    /// <summary>Reads the frame within the call.</summary>
    public void Report(Frame value)
    {
        if (!IsDue(_drawn, PreviewPause)) return;
        _drawn = time.GetTimestamp();
        var (width, height) = FrameCodec.FitInside(value.Width, value.Height, PreviewSide);
        using var small = new Frame(width, height);
        AffineWarp.Resize(value, small);
        feed.Report(Status, lease.Fence, FrameCodec.EncodeJpeg(small, PreviewQuality));
    }

    private bool IsDue(long? since, TimeSpan pause) => since is not { } start || time.GetElapsedTime(start) >= pause;
}
