namespace HelloMeme.Media;

/// <summary>How a picture is read. HEIC carries HEVC patents, so it is off until someone answers for it.</summary>
public sealed record DecodeOptions
{
    /// <summary>Shrink so that the long side is at most this many pixels; null keeps the size.</summary>
    public int? MaxSide { get; init; }

    public bool AllowHeic { get; init; }
}
