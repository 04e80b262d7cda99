using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.Jobs;

/// <summary>A film as its owner orders it: portrait and clips by asset id. The same order gives the same film.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RenderOrder
{
    public required Guid Portrait { get; init; }

    /// <summary>What of the portrait is used; null for all of it.</summary>
    public Framing? Framing { get; init; }

    /// <summary>1-based number of the face, left to right; needed when there are several.</summary>
    public int? Face { get; init; }

    public required MotionChoice Motion { get; init; }

    public FilmEngine Engine { get; init; }

    /// <summary>Of the HelloMeme engine; null for its defaults, and always with the Draft engine.</summary>
    public RenderSettings? Settings { get; init; }

    /// <summary>HelloMeme engine: eight steps without guidance, whatever the settings say. Quicker, of lower quality.</summary>
    public bool Quick { get; init; }

    /// <summary>HelloMeme engine: it may take over 30 minutes. Without this such an order is refused.</summary>
    public bool Long { get; init; }

    /// <summary>Of the Draft engine; the HelloMeme engine makes squares.</summary>
    public FilmShape Shape { get; init; }

    /// <summary>0..2; 1 = as it is.</summary>
    public double Strength { get; init; } = 1;

    public FilmPart Only { get; init; }

    /// <summary>0.5..2.</summary>
    public double Speed { get; init; } = 1;

    public FilmPlayback Playback { get; init; }

    public FilmSound Sound { get; init; }

    /// <summary>The clip or recording whose sound replaces the driver's.</summary>
    public Guid? SoundFrom { get; init; }

    public string? CaptionTop { get; init; }

    public string? CaptionBottom { get; init; }

    /// <summary>What must be there until the film is made.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Assets => [.. new[] { Portrait, Motion.Driver, SoundFrom }.OfType<Guid>(), .. (Motion.Sound ?? []).Select(s => s.Asset).Distinct()];

    /// <summary>The settings that count.</summary>
    [JsonIgnore]
    public RenderSettings Rendered => Quick ? (Settings ?? new()).Quick() : Settings ?? new();

    /// <summary>Without what the chosen engine has no use for, as it is ordered.</summary>
    public RenderOrder ForItsEngine() => Engine is FilmEngine.Draft ? this with { Settings = null, Quick = false, Long = false } : this with { Shape = FilmShape.Full };

    /// <summary>What a job of kind Render holds.</summary>
    public static RenderOrder Of(Job job) => JsonSerializer.Deserialize<RenderOrder>(job.Order, Kept)!;

    // What an older studio kept may have fields that are gone since.
    private static readonly JsonSerializerOptions Kept = new(JsonSerializerOptions.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { PassOverUnknown } } };

    private static void PassOverUnknown(JsonTypeInfo type)
    {
        if (type.Kind is JsonTypeInfoKind.Object) type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip;
    }
}

/// <summary>Exactly one of: a preset by name, a driving picture or clip by asset id (a clip with its trim in seconds), a motion track as JSON, a kept motion by id.
/// A track may name the driver that it was captured from, as an order of a kept motion does once it is taken: sound and face of the driver go with it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MotionChoice
{
    public string? Preset { get; init; }

    public Guid? Driver { get; init; }

    /// <summary>1-based number of the driver's face, left to right; needed when there are several.</summary>
    public int? Face { get; init; }

    public double? From { get; init; }

    public double? To { get; init; }

    public JsonElement? Track { get; init; }

    /// <summary>Of a track with its driver: which seconds of the driver each frame is, where time was edited; its sound goes there. Null for frame by frame.</summary>
    public IReadOnlyList<TimeSegment>? Segments { get; init; }

    /// <summary>Of a track: recordings that are heard in place of the driver, in order of frame; null for none.</summary>
    public IReadOnlyList<SoundPiece>? Sound { get; init; }

    /// <summary>A motion that the visitor keeps, as it is when the film is ordered.</summary>
    public Guid? Motion { get; init; }

    /// <summary>What has to be known of the driver before it can move a portrait; null unless the driver itself does.</summary>
    public AnalysisOrder? Look() => Track is null && Driver is { } driver ? new AnalysisOrder { Asset = driver, Face = Face, From = From, To = To } : null;
}

/// <summary>Frames Frame to Frame + Frames of a motion are heard as seconds From to To of a recording, or of a clip, by asset id.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SoundPiece(Guid Asset, double Frame, double Frames, double From, double To)
{
    [JsonIgnore]
    public TimeSegment Time => new(Frame, Frames, From, To);

    public static SoundPiece Of(Guid asset, TimeSegment time) => new(asset, time.Frame, time.Frames, time.From, time.To);
}

/// <summary>What is in a picture or a clip: its faces, or its motion. Framing and face as in <see cref="RenderOrder"/>; trim of a clip in seconds.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AnalysisOrder
{
    public required Guid Asset { get; init; }

    public Framing? Framing { get; init; }

    public int? Face { get; init; }

    public double? From { get; init; }

    public double? To { get; init; }

    /// <summary>The key of <see cref="AnalysisResult"/>; the number grows when the analysis changes.</summary>
    [JsonIgnore]
    public string Settings => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"1 face={Face} from={From} to={To}") + (Framing is { } f ? $" framing={f}" : "");
}
