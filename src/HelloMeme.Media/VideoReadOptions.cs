namespace HelloMeme.Media;

/// <summary>Which frames to read. Times in seconds from the start of the film.</summary>
public sealed record VideoReadOptions
{
    /// <summary>Frames a second to yield; null takes the file's own rate.</summary>
    public double? Rate { get; init; }

    public double From { get; init; }

    public double? To { get; init; }

    /// <summary>Shrink so that the long side is at most this many pixels.</summary>
    public int? MaxSide { get; init; }
}
