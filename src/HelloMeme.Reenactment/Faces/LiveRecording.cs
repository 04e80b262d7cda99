using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Motion of a running camera, read at uneven times, kept to become a track. Not for two threads at once.</summary>
public sealed class LiveRecording
{
    /// <summary>What is shorter is no motion to repeat; what is longer is left out.</summary>
    public const double LeastSeconds = 3, MostSeconds = 60;

    private const double LeastRate = 8, MostRate = 30;   // frames per second of the track
    private const int MostFrames = (int)(MostSeconds * 2 * MostRate);

    private readonly List<(double Seconds, MotionFrame Read)> _frames = [];

    /// <summary>From the first frame to the last.</summary>
    public double Seconds => _frames.Count == 0 ? 0 : _frames[^1].Seconds;

    /// <summary>Frames in which there was a face.</summary>
    public int Faces { get; private set; }

    public int Frames => _frames.Count;

    public bool IsFull => Seconds >= MostSeconds || _frames.Count == MostFrames;

    /// <summary>One more frame; nothing when it is full. Seconds since the frame before, above zero; the first frame stands at zero. Face: one was seen, else the motion is held.</summary>
    public void Add(MotionFrame read, double seconds, bool face)
    {
        if (IsFull) return;
        _frames.Add((_frames.Count == 0 ? 0 : Math.Min(MostSeconds, Seconds + seconds), read));
        if (face) Faces++;
    }

    /// <summary>Frames at the mean rate of what was read, between neighbours by share of time, smoothed as a captured clip is. At least <see cref="LeastSeconds"/> must be there.</summary>
    public MotionTrack ToTrack(NeutralPose? neutral)
    {
        var rate = Math.Clamp(Math.Round((_frames.Count - 1) / Seconds), LeastRate, MostRate);
        var even = new MotionFrame[(int)(Seconds * rate) + 1];
        var next = 1;
        for (var i = 0; i < even.Length; i++)
        {
            while (next < _frames.Count - 1 && _frames[next].Seconds < i / rate) next++;
            even[i] = Between(_frames[next - 1], _frames[next], i / rate);
        }

        return MotionTrack.FromSamples(rate, MotionCapture.Smooth(even, held: []), neutral);
    }

    private static MotionFrame Between((double Seconds, MotionFrame Read) before, (double Seconds, MotionFrame Read) after, double seconds)
    {
        var share = (float)Math.Clamp((seconds - before.Seconds) / (after.Seconds - before.Seconds), 0, 1);
        var values = new float[Channels.Count];
        for (var c = 0; c < values.Length; c++) values[c] = float.Lerp(before.Read[c], after.Read[c], share);
        return new MotionFrame(values);
    }
}
