namespace HelloMeme.Reenactment.Motion;

/// <summary>Bounds of the motion format, the same as in docs/motion-track.schema.json. Breaking one throws <see cref="FormatException"/> with one sentence.</summary>
public static class MotionLimits
{
    public const int MaxLength = 100_000;
    public const double MinRate = 1, MaxRate = 120;
    public const int MaxLayers = 64;
    public const int MaxKeys = 100_000;
    public const int MaxSamples = MaxLength + 1;
    public const int MaxNameLength = 80;

    /// <summary>Largest |frame| of a key, a handle or a layer range.</summary>
    public const double MaxFrame = 1_000_000;

    /// <summary>Largest |value| of a key, a handle or a sample.</summary>
    public const double MaxValue = 1_000;

    internal static bool IsFrame(double frame) => Math.Abs(frame) <= MaxFrame;

    internal static bool IsValue(double value) => Math.Abs(value) <= MaxValue;
}
