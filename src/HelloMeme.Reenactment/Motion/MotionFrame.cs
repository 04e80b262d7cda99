namespace HelloMeme.Reenactment.Motion;

/// <summary>All 58 channel values at one frame, relative to the driver's neutral frame: radians, IOD, scale factor, ARKit 0..1.</summary>
public sealed class MotionFrame
{
    private readonly float[] _values;

    /// <exception cref="ArgumentException">Not 58 values.</exception>
    public MotionFrame(float[] values)
    {
        if (values.Length != Channels.Count) throw new ArgumentException($"Expected {Channels.Count} channel values, found {values.Length}.", nameof(values));
        _values = values;
    }

    /// <summary>Every channel at its default: the photo as it is.</summary>
    public static MotionFrame Rest { get; } = new(Channels.All.Select(c => (float)c.Default).ToArray());

    public ReadOnlySpan<float> Values => _values;

    /// <summary>The 52 ARKit coefficients in channel order.</summary>
    public ReadOnlySpan<float> Blendshapes => _values.AsSpan(Channels.PoseCount);

    public float Yaw => _values[Channels.Yaw];

    public float Pitch => _values[Channels.Pitch];

    public float Roll => _values[Channels.Roll];

    public float X => _values[Channels.X];

    public float Y => _values[Channels.Y];

    public float Scale => _values[Channels.Scale];

    public float this[int channel] => _values[channel];

    public float this[string channel] => _values[Channels.IndexOf(channel)];

    /// <summary>A copy with some channels replaced.</summary>
    public MotionFrame With(params ReadOnlySpan<(string Channel, float Value)> changes)
    {
        var values = (float[])_values.Clone();
        foreach (var (channel, value) in changes) values[Channels.IndexOf(channel)] = value;
        return new MotionFrame(values);
    }
}
