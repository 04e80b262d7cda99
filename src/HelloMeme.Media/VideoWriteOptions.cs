namespace HelloMeme.Media;

/// <summary>How a film is written. Rate is frames a second; the recipe is JSON kept inside the file.</summary>
public sealed record VideoWriteOptions(double Rate)
{
    /// <summary>What to lay under an MP4, in order, without overlap; the other formats are silent.</summary>
    public IReadOnlyList<Soundtrack> Sound { get; init; } = [];

    public string? Recipe { get; init; }

    /// <summary>One of <see cref="Provenance"/>'s.</summary>
    public string SourceType { get; init; } = Provenance.CompositeSynthetic;
}

/// <summary>The sound of a file from one second to another, null for its end, at a speed (the pitch stays); cut to the film's length.</summary>
/// <param name="Codec">As ffprobe names it, for example "aac".</param>
/// <param name="At">Second of the film where it begins.</param>
public sealed record Soundtrack(string Path, string Codec, double From = 0, double? To = null, double Speed = 1, double At = 0)
{
    /// <summary>What a clip lets hear; nothing when it is silent.</summary>
    public static IReadOnlyList<Soundtrack> Of(VideoInfo clip, double from = 0, double? to = null, double speed = 1) =>
        clip.AudioCodec is { } codec ? [new Soundtrack(clip.Path, codec, from, to, speed)] : [];
}

/// <summary>The moving formats we write.</summary>
public enum VideoFormat
{
    Mp4,
    WebP,
    Gif,
}
