namespace HelloMeme.Studio.Films;

/// <summary>What moves the face.</summary>
public abstract record MotionSource
{
    /// <summary>A shipped preset by name.</summary>
    public sealed record Preset(string Name) : MotionSource;

    /// <summary>A motion track as JSON.</summary>
    public sealed record TrackFile(string Path) : MotionSource;

    /// <summary>A driving picture or clip.</summary>
    public sealed record Driver(string Path) : MotionSource;
}

/// <summary>Full = the photo's own size (long side at most 2160); Square = the face crop at 512 x 512.</summary>
public enum FilmSize { Full, Square }

/// <summary>Which channels move.</summary>
public enum FilmPart { All, Expression, Pose }

/// <summary>Everything that makes one film; the same order gives the same bytes of every frame.</summary>
public sealed record FilmOrder
{
    public required string PortraitPath { get; init; }

    /// <summary>1-based number of the face, left to right; null when there is only one.</summary>
    public int? Face { get; init; }

    public required MotionSource Motion { get; init; }

    /// <summary>.mp4, .webp, .gif or .png (a still).</summary>
    public required string OutputPath { get; init; }

    public FilmSize Size { get; init; } = FilmSize.Full;

    /// <summary>0..2; 1 = as captured.</summary>
    public double Strength { get; init; } = 1;

    public FilmPart Only { get; init; } = FilmPart.All;

    /// <summary>Trim of the driving clip.</summary>
    public TimeSpan? From { get; init; }

    public TimeSpan? To { get; init; }

    public string? CaptionTop { get; init; }

    public string? CaptionBottom { get; init; }
}
