using System.Text.Json;
using System.Text.Json.Serialization;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Jobs;

namespace HelloMeme.Studio.Motions;

/// <summary>What a new motion is made of: exactly one of a whole project, a preset by name, a driving picture or clip by asset id, a motion track. A driver comes
/// with its face and trim as in an order; a track may name the driver that it was captured from.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MotionWish
{
    /// <summary>As docs/motion-project.schema.json has it.</summary>
    public JsonElement? Project { get; init; }

    public string? Preset { get; init; }

    public Guid? Driver { get; init; }

    public int? Face { get; init; }

    public double? From { get; init; }

    public double? To { get; init; }

    /// <summary>As docs/motion-track.schema.json has it.</summary>
    public JsonElement? Track { get; init; }

    /// <summary>Of a track with its driver, as in an order.</summary>
    public IReadOnlyList<TimeSegment>? Segments { get; init; }

    /// <summary>Of a track, as in an order.</summary>
    public IReadOnlyList<SoundPiece>? Sound { get; init; }

    /// <summary>Null for one after what it is made of.</summary>
    public string? Name { get; init; }

    public static MotionWish Of(MotionChoice choice) => new()
    {
        Preset = choice.Preset,
        Driver = choice.Driver,
        Face = choice.Face,
        From = choice.From,
        To = choice.To,
        Track = choice.Track,
        Segments = choice.Segments,
        Sound = choice.Sound,
    };

    internal ProjectSource? Source => Driver is { } id ? new ProjectSource(id.ToString(), Face, From, To, Segments) : null;

    internal AnalysisOrder Look => new() { Asset = Driver!.Value, Face = Face, From = From, To = To };
}

/// <summary>Makes motions to be edited. A driver that was not analysed yet is analysed now, which is waited for.</summary>
public sealed class MotionMaker(MotionStore motions, AssetStore assets, AnalysisDesk desk, AnalysisStore analyses)
{
    private const string Nameless = "My motion";

    /// <exception cref="UserFaultException">"bad-motion", "no-such-motion", "not-here", "too-large", "too-many-motions", and the faults of the analysis.</exception>
    public Task<Motion> MakeAsync(string owner, MotionWish wish, CancellationToken token) => MakeAsync(owner, wish, again: false, token);

    /// <summary>The motion that was made of the same before, if nobody edited it since; else a new one.</summary>
    /// <exception cref="UserFaultException">As <see cref="MakeAsync(string, MotionWish, CancellationToken)"/>.</exception>
    public Task<Motion> OpenAsync(string owner, MotionWish wish, CancellationToken token) => MakeAsync(owner, wish, again: true, token);

    private async Task<Motion> MakeAsync(string owner, MotionWish wish, bool again, CancellationToken token)
    {
        Check(wish);
        try
        {
            var project = await ProjectAsync(owner, wish, token);
            return (again ? await motions.FindUntouchedAsync(owner, project, token) : null) ?? await motions.AddAsync(owner, project, token);
        }
        catch (FormatException fault)
        {
            throw MotionFaults.BadMotion(fault);
        }
    }

    /// <summary>The motion of its driver once more, as analysed: what the captured layer is to hold.</summary>
    /// <exception cref="UserFaultException">"not-here", "no-driver", and the faults of the analysis.</exception>
    public async Task<MotionTrack> CaptureAgainAsync(string owner, Guid id, CancellationToken token)
    {
        var (motion, project) = await motions.OpenAsync(owner, id, token);
        if (motion.DriverId is not { } driver || project.Source is not { } source) throw MotionFaults.NoDriver();
        return await CaptureAsync(owner, new AnalysisOrder { Asset = driver, Face = source.Face, From = source.From, To = source.To }, token);
    }

    private static void Check(MotionWish wish)
    {
        var (project, preset, track, driver) = (wish.Project is not null, wish.Preset is not null, wish.Track is not null, wish.Driver is not null);
        var one = (project ? 1 : 0) + (preset ? 1 : 0) + (track || driver ? 1 : 0) == 1;
        if (!one || (!driver && (wish.Face is not null || wish.From is not null || wish.To is not null)) || (wish.Segments is not null && !(track && driver)) || (wish.Sound is not null && !track)) throw MotionFaults.BadWish();
    }

    private async Task<string> ProjectAsync(string owner, MotionWish wish, CancellationToken token)
    {
        if (wish.Project is { } given) return wish.Name is null ? given.GetRawText() : (MotionProject.FromJson(given.GetRawText()) with { Name = wish.Name }).ToJson();
        if (wish.Preset is { } name)
        {
            var preset = Presets.Find(name) ?? throw new UserFaultException("no-such-motion", $"There is no motion named '{name}': choose one of the list.");
            return new MotionProject(wish.Name ?? preset.Title, preset.Track).ToJson();
        }

        var driver = wish.Driver is { } id ? await assets.FindAsync(owner, id, token) : null;
        var track = wish.Track is { } json ? MotionTrack.FromJson(json.GetRawText()) : await CaptureAsync(owner, wish.Look, token);
        return new MotionProject(wish.Name ?? NameOf(driver), track) { Source = wish.Source, Sound = [.. (wish.Sound ?? []).Select(s => new ProjectSound(s.Asset.ToString(), s.Time))] }.ToJson();
    }

    private async Task<MotionTrack> CaptureAsync(string owner, AnalysisOrder order, CancellationToken token)
    {
        if (await analyses.FindMotionAsync(owner, order, token) is { } known) return known.Track;
        await desk.LookAsync(owner, order, _ => { }, token);
        return (await analyses.FindMotionAsync(owner, order, token))?.Track
            ?? throw new UserFaultException("several-faces", "There are several faces in this picture: say which one is meant.");
    }

    private static string NameOf(Asset? driver)
    {
        var name = Path.GetFileNameWithoutExtension(driver?.Name ?? "").Trim();
        return name.Length == 0 ? Nameless : name[..Math.Min(name.Length, MotionLimits.MaxNameLength)];
    }
}
