namespace HelloMeme.Reenactment.Motion;

/// <summary>Curves laid over what the layers below gave. Channels without a curve pass through untouched.
/// Additive: value + w * (curve - rest), scale * curve^w. Replace: value + w * (curve - value). w = Weight * the range's fade.</summary>
public sealed record MotionLayer(string Name, LayerKind Kind, LayerMode Mode, ChannelCurves Curves)
{
    /// <exception cref="FormatException">Empty or longer than <see cref="MotionLimits.MaxNameLength"/>.</exception>
    public string Name { get; init => field = CheckName(value); } = CheckName(Name);

    /// <summary>0..1.</summary>
    /// <exception cref="FormatException">Outside 0..1.</exception>
    public double Weight { get; init => field = CheckWeight(value); } = 1;

    public bool Mute { get; init; }

    /// <summary>Where in time the layer acts; null = everywhere.</summary>
    public LayerRange? Range { get; init; }

    /// <summary>The layer's share at a frame, 0 when muted or outside its range: then the frame passes through bit for bit.</summary>
    public double WeightAt(double frame) => Mute ? 0 : Range is { } range ? Weight * range.ShareAt(frame) : Weight;

    private static string CheckName(string name) => name.Length is > 0 and <= MotionLimits.MaxNameLength
        ? name
        : throw new FormatException($"A layer's name has {name.Length} letters; it needs 1 to {MotionLimits.MaxNameLength}.");

    private static double CheckWeight(double weight) => weight is >= 0 and <= 1
        ? weight
        : throw new FormatException($"A layer's weight is {weight}; it must be within 0 and 1.");
}

/// <summary>Captured: baked from a driver, not edited by hand. Edits: a person's changes. Idle: made by <see cref="IdleMotion"/>. Preset: a block dropped in.</summary>
public enum LayerKind { Captured, Edits, Idle, Preset }

public enum LayerMode { Additive, Replace }

/// <summary>Frames From..To in which a layer acts, with smooth fades inside them (lengths in frames).</summary>
public readonly record struct LayerRange
{
    /// <exception cref="FormatException">Not finite, From after To, or a negative fade.</exception>
    public LayerRange(double from, double to, double fadeIn, double fadeOut)
    {
        if (!MotionLimits.IsFrame(from) || !MotionLimits.IsFrame(to) || from > to)
            throw new FormatException($"A layer's range goes from frame {from} to {to}; it must not end before it begins.");
        if (!(fadeIn >= 0) || !(fadeOut >= 0) || !MotionLimits.IsFrame(fadeIn) || !MotionLimits.IsFrame(fadeOut))
            throw new FormatException($"A layer's fades are {fadeIn} and {fadeOut} frames; they must be 0 or more.");
        (From, To, FadeIn, FadeOut) = (from, to, fadeIn, fadeOut);
    }

    public double From { get; }

    public double To { get; }

    public double FadeIn { get; }

    public double FadeOut { get; }

    /// <summary>0 outside, 1 between the fades.</summary>
    public double ShareAt(double frame)
    {
        if (!(frame >= From && frame <= To)) return 0;
        var rising = FadeIn > 0 ? Math.Min(1, (frame - From) / FadeIn) : 1;
        var falling = FadeOut > 0 ? Math.Min(1, (To - frame) / FadeOut) : 1;
        return Smooth(rising) * Smooth(falling);
    }

    private static double Smooth(double x) => x * x * (3 - 2 * x);
}
