using System.Text.Json;
using System.Text.Json.Serialization;
using HelloMeme.Reenactment.Diffusion;
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

    /// <summary>Of the Draft engine; the HelloMeme engine makes squares.</summary>
    public FilmShape Shape { get; init; }

    /// <summary>0..2; 1 = as it is.</summary>
    public double Strength { get; init; } = 1;

    public FilmPart Only { get; init; }

    /// <summary>0.5..2.</summary>
    public double Speed { get; init; } = 1;

    public FilmPlayback Playback { get; init; }

    public FilmSound Sound { get; init; }

    /// <summary>The clip whose sound replaces the driver's.</summary>
    public Guid? SoundFrom { get; init; }

    public string? CaptionTop { get; init; }

    public string? CaptionBottom { get; init; }

    /// <summary>What must be there until the film is made.</summary>
    [JsonIgnore]
    public IReadOnlyList<Guid> Assets => [.. new[] { Portrait, Motion.Driver, SoundFrom }.OfType<Guid>()];

    /// <summary>The settings that count.</summary>
    [JsonIgnore]
    public RenderSettings Rendered => Quick ? (Settings ?? new()).Quick() : Settings ?? new();

    /// <summary>Without what the chosen engine has no use for, as it is ordered.</summary>
    public RenderOrder ForItsEngine() => Engine is FilmEngine.Draft ? this with { Settings = null, Quick = false } : this with { Shape = FilmShape.Full };

    /// <summary>What a job of kind Render holds.</summary>
    public static RenderOrder Of(Job job) => JsonSerializer.Deserialize<RenderOrder>(job.Order, JsonSerializerOptions.Web)!;
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

    /// <summary>Of a track with its driver: seconds of the driver's part that editing cut off the start, where its sound begins.</summary>
    public double? Offset { get; init; }

    public JsonElement? Track { get; init; }

    /// <summary>A motion that the visitor keeps, as it is when the film is ordered.</summary>
    public Guid? Motion { get; init; }

    /// <summary>What has to be known of the driver before it can move a portrait; null unless the driver itself does.</summary>
    public AnalysisOrder? Look() => Track is null && Driver is { } driver ? new AnalysisOrder { Asset = driver, Face = Face, From = From, To = To } : null;
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
