namespace HelloMeme.Reenactment.Motion.Authored;

/// <summary>Writes a looping motion of keys with auto handles. Times in seconds, head angles in degrees, all else in the channel's unit.
/// A curve that is not keyed at the start or the end gets rest there; keyed at the start, it ends as it began. Both ends are flat, so loops close in value and slope.</summary>
internal sealed class Performance(double seconds)
{
    public const double Rate = 25;
    private const double FullLookAside = 30, FullLookUp = 20;      // degrees: a full look moves the iris .20 and .13 of the eye's width
    private const double Degree = Math.PI / 180;

    private readonly Dictionary<int, Curve> _curves = [];
    private readonly List<KeyValuePair<int, Curve>> _steadyGaze = [];
    private double[] _blinks = [];

    private double Length => Math.Round(seconds * Rate);

    public Performance Yaw(params ReadOnlySpan<(double At, double Degrees)> keys) => Add("headYaw", keys, 0, Degree);

    public Performance Pitch(params ReadOnlySpan<(double At, double Degrees)> keys) => Add("headPitch", keys, 0, Degree);

    public Performance Roll(params ReadOnlySpan<(double At, double Degrees)> keys) => Add("headRoll", keys, 0, Degree);

    public Performance Move(string channel, params ReadOnlySpan<(double At, double Value)> keys) => Add(channel, keys, 0, 1);

    /// <summary>Left and right alike: lids.</summary>
    public Performance Both(string stem, params ReadOnlySpan<(double At, double Value)> keys) => Add(stem + "Left", keys, 0, 1).Add(stem + "Right", keys, 0, 1);

    /// <summary>Left and right as faces do it: the right side comes a frame later and a little weaker.</summary>
    public Performance Uneven(string stem, params ReadOnlySpan<(double At, double Value)> keys) => Add(stem + "Left", keys, 0, 1).Add(stem + "Right", keys, 0.04, 0.92);

    /// <summary>Both eyes, seen in the image: right and up are shares of a full look.</summary>
    public Performance Look(params ReadOnlySpan<(double At, double Right, double Up)> keys)
    {
        var gaze = new List<GazeKey> { default };
        foreach (var (at, right, up) in keys) gaze.Add(new GazeKey(at * Rate, right, up));
        gaze.Add(new GazeKey(Length, 0, 0));
        foreach (var (channel, curve) in Gaze.Curves(gaze)) _curves.Add(channel, curve);
        return this;
    }

    /// <summary>The eyes turn against the head, so that they stay on the viewer; call after Yaw and Pitch.</summary>
    public Performance EyesOnViewer(double share)
    {
        foreach (var (channel, right, up) in new[] { (Channels.Yaw, -1 / FullLookAside, 0.0), (Channels.Pitch, 0.0, -1 / FullLookUp) })
        {
            if (!_curves.TryGetValue(channel, out var head)) continue;
            var keys = new List<GazeKey>();
            foreach (var key in head.Keys)
            {
                var turn = share * key.Value / Degree;
                keys.Add(new GazeKey(key.Frame, right * turn, up * turn));
            }
            _steadyGaze.AddRange(Gaze.Curves(keys));
        }
        return this;
    }

    /// <summary>Seconds at which both lids are shut.</summary>
    public Performance Blink(params double[] closedAt)
    {
        _blinks = closedAt;
        return this;
    }

    public MotionTrack ToTrack(params ReadOnlySpan<MotionLayer> more)
    {
        List<MotionLayer> layers = [new MotionLayer("Performance", LayerKind.Preset, LayerMode.Replace, new ChannelCurves(_curves))];
        if (_steadyGaze.Count > 0) layers.Add(new MotionLayer("Eyes on viewer", LayerKind.Preset, LayerMode.Additive, new ChannelCurves(_steadyGaze)));
        if (_blinks.Length > 0) layers.Add(new MotionLayer("Blinks", LayerKind.Preset, LayerMode.Additive, new ChannelCurves(BlinkShape.Curves(_blinks, Rate))));
        return new MotionTrack(Rate, (int)Length, [.. layers, .. more]) { Loop = true };
    }

    private Performance Add(string channel, ReadOnlySpan<(double At, double Value)> keys, double delay, double factor)
    {
        var index = Channels.IndexOf(channel);
        var rest = Channels.All[index].Default;
        var list = new List<Keyframe>();
        foreach (var (at, value) in keys) list.Add(new Keyframe(at == 0 ? 0 : (at + delay) * Rate, value * factor));
        if (list[0].Frame > 0) list.Insert(0, new Keyframe(0, rest));
        if (list[^1].Frame >= Length) throw new ArgumentException($"A key of {channel} lies at or after the end.", nameof(keys));
        list.Add(new Keyframe(Length, list[0].Value));
        _curves.Add(index, Curve.FromKeys(list));
        return this;
    }
}
