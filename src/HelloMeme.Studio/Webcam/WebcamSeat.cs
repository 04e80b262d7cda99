using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;

namespace HelloMeme.Studio.Webcam;

/// <summary>One visitor before the webcam: follows the face, knows its neutral, keeps the motion while it is recorded. Pictures are never kept.</summary>
public sealed class WebcamSeat(string owner, FaceTracker tracker, SemaphoreSlim eyes, TimeProvider time) : IAsyncDisposable
{
    public const int LongestSide = 640;
    private const double LongestStep = 1;        // seconds; a tab that was hidden does not stretch the motion
    private const double ShortestStep = 0.001;
    private const double LeastFaces = 0.5;       // share of a recording

    private readonly SemaphoreSlim _turn = new(1);
    private readonly LiveCapture _capture = new();
    private LiveRecording? _recording;
    private double? _seen;
    private int _width = 1, _height = 1;
    private bool _isGone;

    public string Owner => owner;

    /// <summary>When a picture last came.</summary>
    public DateTimeOffset LastSeen { get; private set; } = time.GetUtcNow();

    /// <exception cref="UserFaultException">"bad-picture", "bad-time", "webcam-closed", and the faults of reading a picture.</exception>
    public Task<WebcamAnswer> SeeAsync(byte[] picture, double seconds, CancellationToken token) => InTurnAsync(async () =>
    {
        if (!double.IsFinite(seconds)) throw WebcamFaults.BadTime();
        LastSeen = time.GetUtcNow();
        var step = Math.Clamp(seconds - _seen ?? 0, ShortestStep, LongestStep);
        _seen = seconds;
        await eyes.WaitAsync(token);
        try
        {
            return await Task.Run(() => See(picture, step), token);
        }
        finally
        {
            eyes.Release();
        }
    }, token);

    /// <exception cref="UserFaultException">"webcam-recording", "webcam-closed".</exception>
    public Task CalibrateAsync(CancellationToken token) => InTurnAsync(() =>
    {
        if (_recording is not null) throw WebcamFaults.Recording();
        _capture.Reset();
        return Task.FromResult(true);
    }, token);

    /// <exception cref="UserFaultException">"not-calibrated", "webcam-recording", "webcam-closed".</exception>
    public Task RecordAsync(CancellationToken token) => InTurnAsync(() =>
    {
        if (_recording is not null) throw WebcamFaults.Recording();
        if (_capture.IsCalibrating) throw WebcamFaults.NotCalibrated();
        _recording = new LiveRecording();
        return Task.FromResult(true);
    }, token);

    /// <summary>The track as JSON; the recording is over, whether it could be used or not.</summary>
    /// <exception cref="UserFaultException">"webcam-not-recording", "recording-too-short", "recording-without-face", "webcam-closed".</exception>
    public Task<string> FinishAsync(CancellationToken token) => InTurnAsync(async () =>
    {
        var recording = _recording ?? throw WebcamFaults.NotRecording();
        _recording = null;
        if (recording.Seconds < LiveRecording.LeastSeconds) throw WebcamFaults.TooShort();
        if (recording.Faces < LeastFaces * recording.Frames) throw WebcamFaults.NoFace();
        var neutral = _capture.NeutralIn(_width, _height);
        return await Task.Run(() => recording.ToTrack(neutral).ToJson(), token);
    }, token);

    /// <summary>After the picture in work.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _isGone = true;
        tracker.Dispose();
        _turn.Release();
    }

    private WebcamAnswer See(byte[] picture, double step)
    {
        // 1. The picture, small enough for one look
        var probe = ImageProbe.Read(picture);
        if (probe.Format is not ImageFormat.Jpeg || Math.Max(probe.Width, probe.Height) > LongestSide) throw WebcamFaults.BadPicture();
        using var frame = FrameCodec.Decode(picture);
        (_width, _height) = (frame.Width, frame.Height);

        // 2. The face in it, and its motion
        var face = tracker.Next(frame)?.Landmarks;
        var motion = _capture.Next(face, step);

        // 3. Kept while a recording runs
        _recording?.Add(motion.Read, step, face is not null);
        return new WebcamAnswer(face is not null, _capture.IsCalibrating, motion.Shown.Values.ToArray(), _recording?.Seconds ?? 0);
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken token)
    {
        await _turn.WaitAsync(token);
        try
        {
            return _isGone ? throw WebcamFaults.NoPlace() : await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
