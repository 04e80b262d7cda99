using System.Text.Json.Serialization;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Films;

/// <summary>A piece of a file's sound under some frames of a motion.</summary>
public sealed record LaidSound(string Path, TimeSegment Time);

/// <summary>What moves the face.</summary>
public abstract record MotionSource
{
    /// <summary>A shipped preset by name.</summary>
    public sealed record Preset(string Name) : MotionSource;

    /// <summary>A motion track as JSON. CapturedFrom: the picture or clip that it was captured from, with the number of its face: its sound is kept, and the HelloMeme
    /// engine shows it to the networks wherever the track is as captured.</summary>
    public sealed record TrackFile(string Path, string? CapturedFrom = null, int? Face = null) : MotionSource
    {
        /// <summary>Which seconds of CapturedFrom each frame is; null for frame by frame from its start.</summary>
        public IReadOnlyList<TimeSegment>? Segments { get; init; }

        /// <summary>What is heard in place of CapturedFrom, in order of frame.</summary>
        public IReadOnlyList<LaidSound> Laid { get; init; } = [];
    }

    /// <summary>A driving picture or clip; Captured spares its analysis when that was done before. Face: 1-based from the left, null when there is only one.
    /// NeutralPath: of a driving picture, one of the same person at rest.</summary>
    public sealed record Driver(string Path, CapturedMotion? Captured = null, int? Face = null, string? NeutralPath = null) : MotionSource;
}

/// <summary>Draft: geometry and the photo's own pixels. HelloMeme: diffusion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FilmEngine>))]
public enum FilmEngine
{
    [JsonStringEnumMemberName("draft")] Draft,
    [JsonStringEnumMemberName("hellomeme")] HelloMeme,
}

/// <summary>Full = the photo's own size (long side at most 2160); Square = the face crop at 512 x 512.</summary>
public enum FilmSize { Full, Square }

/// <summary>Which channels move.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FilmPart>))]
public enum FilmPart
{
    [JsonStringEnumMemberName("all")] All,
    [JsonStringEnumMemberName("expression")] Expression,
    [JsonStringEnumMemberName("pose")] Pose,
}

/// <summary>Which part of the photo the film shows: all of it, or the largest part of that shape around the face.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FilmShape>))]
public enum FilmShape
{
    [JsonStringEnumMemberName("full")] Full,
    [JsonStringEnumMemberName("square")] Square,
    [JsonStringEnumMemberName("4:5")] FourToFive,
    [JsonStringEnumMemberName("9:16")] NineToSixteen,
}

/// <summary>Forward: as the motion is. PingPong: forward, then backward.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FilmPlayback>))]
public enum FilmPlayback
{
    [JsonStringEnumMemberName("forward")] Forward,
    [JsonStringEnumMemberName("ping-pong")] PingPong,
}

/// <summary>Keep: the driving clip's. Replace: another clip's. Mute: none.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FilmSound>))]
public enum FilmSound
{
    [JsonStringEnumMemberName("keep")] Keep,
    [JsonStringEnumMemberName("replace")] Replace,
    [JsonStringEnumMemberName("mute")] Mute,
}

/// <summary>Everything that makes one film; the same order gives the same bytes of every frame.</summary>
public sealed record FilmOrder
{
    public required string PortraitPath { get; init; }

    /// <summary>What of the portrait is used; null for all of it.</summary>
    public Framing? Framing { get; init; }

    /// <summary>1-based number of the face, left to right; null when there is only one.</summary>
    public int? Face { get; init; }

    public required MotionSource Motion { get; init; }

    /// <summary>.mp4, .webp, .gif or .png (a still).</summary>
    public required string OutputPath { get; init; }

    /// <summary>PNG of the frame that tells the motion best, written beside the film; null for none.</summary>
    public string? StillPath { get; init; }

    public FilmEngine Engine { get; init; }

    /// <summary>Of the HelloMeme engine, whose films are squares of Settings.Side around the face.</summary>
    public RenderSettings Settings { get; init; } = new();

    /// <summary>Of the draft engine.</summary>
    public FilmSize Size { get; init; } = FilmSize.Full;

    /// <summary>Only of the draft engine with <see cref="FilmSize.Full"/>.</summary>
    public FilmShape Shape { get; init; } = FilmShape.Full;

    /// <summary>0..2; 1 = as captured.</summary>
    public double Strength { get; init; } = 1;

    public FilmPart Only { get; init; } = FilmPart.All;

    /// <summary>0.5..2; 2 = in half the time, sound included.</summary>
    public double Speed { get; init; } = 1;

    public FilmPlayback Playback { get; init; } = FilmPlayback.Forward;

    public FilmSound Sound { get; init; } = FilmSound.Keep;

    /// <summary>The clip or recording whose sound replaces the driver's.</summary>
    public string? SoundPath { get; init; }

    /// <summary>Trim of the driving clip.</summary>
    public TimeSpan? From { get; init; }

    public TimeSpan? To { get; init; }

    public string? CaptionTop { get; init; }

    public string? CaptionBottom { get; init; }
}
