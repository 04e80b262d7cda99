using System.Collections.Immutable;

namespace HelloMeme.Reenactment.Motion;

/// <summary>A motion: layers of channel curves over Length frames at Rate frames per second, relative to the driver's neutral pose. No layer = the photo at rest.
/// Frame numbers in curves count from 0; a looping track meets itself at frame Length, any other holds its first and last frame.</summary>
public sealed record MotionTrack
{
    /// <summary>Version of the file format.</summary>
    public const int Version = 1;

    /// <exception cref="FormatException">A number outside <see cref="MotionLimits"/>.</exception>
    public MotionTrack(double rate, int length, ImmutableArray<MotionLayer> layers) => (Rate, Length, Layers) = (rate, length, layers);

    /// <summary>Frames per second, 1..120.</summary>
    public double Rate { get; init => field = CheckRate(value); }

    /// <summary>Frames, at least 1.</summary>
    public int Length { get; init => field = CheckLength(value); }

    public bool Loop { get; init; }

    public NeutralPose Neutral { get; init => field = CheckNeutral(value); } = NeutralPose.Frontal;

    /// <summary>From the bottom up.</summary>
    public ImmutableArray<MotionLayer> Layers { get; init => field = CheckLayers(value); }

    public double Seconds => Length / Rate;

    /// <summary>One replacing layer "Captured" with a sample per frame; channels that never leave rest get no curve. Evaluating frame i gives frames[i] back bit for bit (within the channels' ranges).</summary>
    /// <exception cref="FormatException">No frames, too many, or a value that is no number.</exception>
    public static MotionTrack FromSamples(double rate, IReadOnlyList<MotionFrame> frames, NeutralPose? neutral)
    {
        var curves = new List<KeyValuePair<int, Curve>>();
        var samples = new float[frames.Count];
        for (var channel = 0; channel < Channels.Count; channel++)
        {
            for (var i = 0; i < samples.Length; i++) samples[i] = frames[i][channel];
            if (samples.AsSpan().ContainsAnyExcept((float)Channels.All[channel].Default)) curves.Add(new(channel, Curve.FromSamples(samples)));
        }
        return new MotionTrack(rate, frames.Count, [new MotionLayer("Captured", LayerKind.Captured, LayerMode.Replace, new ChannelCurves(curves))])
        {
            Neutral = neutral ?? NeutralPose.Frontal,
        };
    }

    /// <summary>All channels at a frame, whole or not, within their ranges.</summary>
    public MotionFrame Evaluate(double frame)
    {
        Span<double> values = stackalloc double[Channels.Count];
        Evaluate(frame, values);
        var rounded = new float[Channels.Count];
        for (var channel = 0; channel < rounded.Length; channel++) rounded[channel] = (float)values[channel];
        return new MotionFrame(rounded);
    }

    /// <summary>The same in full precision: 58 values. track.js gives the same numbers to 1e-9.</summary>
    public void Evaluate(double frame, Span<double> values)
    {
        if (!double.IsFinite(frame)) throw new ArgumentOutOfRangeException(nameof(frame), frame, "A frame must be a finite number.");
        var at = Loop ? Wrap(frame) : Math.Clamp(frame, 0, Length - 1);
        for (var channel = 0; channel < Channels.Count; channel++) values[channel] = Channels.All[channel].Default;
        foreach (var layer in Layers)
        {
            var weight = layer.WeightAt(at);
            if (weight == 0) continue;
            for (var channel = 0; channel < Channels.Count; channel++)
                if (layer.Curves[channel] is { } curve) values[channel] = Compose(values[channel], curve.Evaluate(at), weight, layer.Mode, channel);
        }
        for (var channel = 0; channel < Channels.Count; channel++)
            values[channel] = Math.Clamp(values[channel], Channels.All[channel].Minimum, Channels.All[channel].Maximum);
    }

    private double Wrap(double frame)
    {
        var at = frame - Math.Floor(frame / Length) * Length;
        return at < Length ? at : 0;
    }

    // A curve at rest and a whole weight leave no rounding behind, so untouched frames stay bit-identical.
    private static double Compose(double below, double value, double weight, LayerMode mode, int channel)
    {
        if (mode == LayerMode.Replace) return weight == 1 ? value : below + (value - below) * weight;
        if (channel != Channels.Scale) return value == 0 ? below : below + value * weight;
        return below * Math.Pow(Math.Max(value, Channels.All[channel].Minimum), weight);
    }

    /// <summary>The file format, docs/motion-track.schema.json. <see cref="FromJson"/> gives an equal track back.</summary>
    public string ToJson() => MotionTrackWriter.Write(this);

    /// <exception cref="FormatException">One sentence that names what is wrong: not JSON, another version, an unknown channel, a number out of bounds ...</exception>
    public static MotionTrack FromJson(string json) => MotionTrackReader.Read(json);

    public bool Equals(MotionTrack? other) =>
        other is not null && Rate == other.Rate && Length == other.Length && Loop == other.Loop && Neutral == other.Neutral && Layers.SequenceEqual(other.Layers);

    public override int GetHashCode() => HashCode.Combine(Rate, Length, Loop, Layers.Length);

    private static double CheckRate(double rate) => rate is >= MotionLimits.MinRate and <= MotionLimits.MaxRate
        ? rate
        : throw new FormatException($"The motion has {rate} frames per second; it must be within {MotionLimits.MinRate} and {MotionLimits.MaxRate}.");

    private static int CheckLength(int length) => length is >= 1 and <= MotionLimits.MaxLength
        ? length
        : throw new FormatException($"The motion has {length} frames; it must have 1 to {MotionLimits.MaxLength}.");

    private static NeutralPose CheckNeutral(NeutralPose neutral) => neutral.IsFinite
        ? neutral
        : throw new FormatException("The motion's neutral pose holds a number that is not finite, or a scale that is not above 0.");

    private static ImmutableArray<MotionLayer> CheckLayers(ImmutableArray<MotionLayer> layers) => layers.Length <= MotionLimits.MaxLayers
        ? layers
        : throw new FormatException($"The motion has {layers.Length} layers; at most {MotionLimits.MaxLayers} are possible.");
}
