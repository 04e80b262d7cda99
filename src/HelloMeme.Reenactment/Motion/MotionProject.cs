using System.Collections.Immutable;

namespace HelloMeme.Reenactment.Motion;

/// <summary>What a person edits and keeps: a track, what it was captured from, and what of it is played. Immutable. js/curve-editor/project.js has the same.</summary>
public sealed record MotionProject(string Name, MotionTrack Track)
{
    /// <summary>Version of the file format.</summary>
    public const int Version = 1;

    public const double MaxStrength = 2;

    /// <exception cref="FormatException">Empty or longer than <see cref="MotionLimits.MaxNameLength"/>.</exception>
    public string Name { get; init => field = CheckName(value); } = CheckName(Name);

    public ProjectSource? Source { get; init; }

    /// <summary>Recordings that are heard in place of the driver's sound, in order of frame.</summary>
    public ImmutableArray<ProjectSound> Sound { get; init; } = [];

    /// <summary>Channels, by name.</summary>
    public ImmutableArray<string> Muted { get; init; } = [];

    /// <summary>When any is named here, only these play.</summary>
    public ImmutableArray<string> Solo { get; init; } = [];

    /// <summary>They refuse edits in the editor.</summary>
    public ImmutableArray<string> Locked { get; init; } = [];

    /// <summary>0..2 of the groups where it is not 1.</summary>
    public ImmutableSortedDictionary<ChannelGroup, double> Strength { get; init; } = ImmutableSortedDictionary<ChannelGroup, double>.Empty;

    /// <summary>The captured track as it came, where an edit has changed it since. Never played.</summary>
    public MotionTrack? Capture { get; init; }

    /// <summary>"#rrggbb" of curves in the editor, by channel, where they are not the usual ones.</summary>
    public ImmutableSortedDictionary<string, string> Colours { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The track that every engine plays: the project's own where nothing is muted, solo or strengthened, so that untouched frames stay bit-identical.
    /// The same as <c>played</c> in project.js.</summary>
    public MotionTrack Played()
    {
        var kept = Enumerable.Range(0, Channels.Count).Where(Plays).ToHashSet();
        if (kept.Count == Channels.Count && Strength.Values.All(s => s == 1)) return Track;
        return Track with { Layers = [.. Track.Layers.Select(layer => layer with { Curves = layer.Curves.Where(kept.Contains).Select(Strengthened) })] };
    }

    private bool Plays(int channel)
    {
        var name = Channels.All[channel].Name;
        return !Muted.Contains(name) && (Solo.IsEmpty || Solo.Contains(name));
    }

    private Curve Strengthened(int channel, Curve curve) =>
        Strength.TryGetValue(Channels.All[channel].Group, out var strength) && strength != 1 ? curve.Scaled(Channels.All[channel].Default, strength) : curve;

    /// <summary>The file format, docs/motion-project.schema.json.</summary>
    public string ToJson() => MotionProjectWriter.Write(this);

    /// <exception cref="FormatException">One sentence that names what is wrong, as <see cref="MotionTrack.FromJson"/>.</exception>
    public static MotionProject FromJson(string json) => MotionProjectReader.Read(json);

    private static string CheckName(string name) => name.Length is > 0 and <= MotionLimits.MaxNameLength
        ? name
        : throw new FormatException($"The motion's name has {name.Length} letters; it needs 1 to {MotionLimits.MaxNameLength}.");
}

/// <summary>What the captured layer was read from: a driving picture or clip by its id in the studio, its face counted from 1, trim in seconds.
/// Segments: which seconds of it each frame is, once time was edited; null for frame by frame from its start.</summary>
public sealed record ProjectSource(string Driver, int? Face, double? From, double? To, IReadOnlyList<TimeSegment>? Segments = null)
{
    public const int MaxDriverLength = 80;
}

/// <summary>A piece of a recording, by its id in the studio, under some frames.</summary>
public sealed record ProjectSound(string Asset, TimeSegment Time);
