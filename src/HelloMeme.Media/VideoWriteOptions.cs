namespace HelloMeme.Media;

/// <summary>How a film is written. Rate is frames a second; the recipe is JSON kept inside the file.</summary>
public sealed record VideoWriteOptions(double Rate)
{
    /// <summary>Whose sound to lay under an MP4; the other formats are silent.</summary>
    public Soundtrack? Sound { get; init; }

    public string? Recipe { get; init; }

    /// <summary>One of <see cref="Provenance"/>'s.</summary>
    public string SourceType { get; init; } = Provenance.CompositeSynthetic;
}

/// <summary>The sound of a driving clip from one second to another, at a speed of 0.5 to 2 (the pitch stays); cut to the film's length.
/// Nothing when the clip is silent.</summary>
public sealed record Soundtrack(VideoInfo Source, double From = 0, double? To = null, double Speed = 1);

/// <summary>The moving formats we write.</summary>
public enum VideoFormat
{
    Mp4,
    WebP,
    Gif,
}
