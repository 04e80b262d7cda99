using System.Collections.Immutable;
using System.Text.Json;

namespace HelloMeme.Reenactment.Motion;

/// <summary>Reads docs/motion-project.schema.json as strictly as <see cref="MotionTrackReader"/> reads its track.</summary>
internal static class MotionProjectReader
{
    public static MotionProject Read(string json)
    {
        using var document = MotionTrackReader.Parse(json);
        MotionTrackReader.CheckVersion(document.RootElement, MotionProject.Version);
        var project = JsonFields.Of(document.RootElement, "the motion project", "version", "name", "track", "source", "sound", "muted", "solo", "locked", "strength", "capture", "colours");
        var track = MotionTrackReader.Read(project.Element("track"));
        return new MotionProject(project.Text("name"), track)
        {
            Source = project.Has("source") ? ReadSource(project.Element("source"), track.Length) : null,
            Sound = project.Has("sound") ? ReadSound(project, track.Length) : [],
            Muted = ReadChannels(project, "muted"),
            Solo = ReadChannels(project, "solo"),
            Locked = ReadChannels(project, "locked"),
            Strength = project.Has("strength") ? ReadStrength(project.Element("strength")) : ImmutableSortedDictionary<ChannelGroup, double>.Empty,
            Capture = project.Has("capture") ? MotionTrackReader.Read(project.Element("capture")) : null,
            Colours = project.Has("colours") ? ReadColours(project.Element("colours")) : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        };
    }

    private static ProjectSource ReadSource(JsonElement element, int length)
    {
        var source = JsonFields.Of(element, "the motion's source", "driver", "face", "from", "to", "segments");
        var driver = source.Text("driver");
        if (driver.Length is 0 or > ProjectSource.MaxDriverLength) throw new FormatException($"The driver of the motion's source has {driver.Length} letters; it needs 1 to {ProjectSource.MaxDriverLength}.");
        int? face = source.Has("face") ? source.Integer("face") : null;
        if (face is < 1 or > 1000) throw new FormatException($"The face of the motion's source is {face}; faces are counted from 1.");
        double? from = source.Has("from") ? source.Number("from") : null, to = source.Has("to") ? source.Number("to") : null;
        if (from is not (null or >= 0 and <= MotionLimits.MaxFrame) || to is not (null or >= 0 and <= MotionLimits.MaxFrame) || to <= (from ?? 0))
            throw new FormatException($"The motion's source goes from second {from ?? 0} to {to}; it must not end before it begins.");
        return new ProjectSource(driver, face, from, to, source.Has("segments") ? ReadSegments(source, length) : null);
    }

    private static TimeSegment[] ReadSegments(JsonFields source, int length)
    {
        const string Where = "the motion's source";
        TimeSegment[] segments = [.. source.Array("segments").Select(e => ReadTime(JsonFields.Of(e, $"a piece of {Where}", "frame", "frames", "from", "to")))];
        TimeSegment.Check(segments, length, Where);
        return segments;
    }

    private static ImmutableArray<ProjectSound> ReadSound(JsonFields project, int length)
    {
        const string Where = "the motion's sound";
        var pieces = ImmutableArray.CreateBuilder<ProjectSound>();
        foreach (var element in project.Array("sound"))
        {
            var piece = JsonFields.Of(element, $"a piece of {Where}", "asset", "frame", "frames", "from", "to");
            var asset = piece.Text("asset");
            if (asset.Length is 0 or > ProjectSource.MaxDriverLength) throw new FormatException($"The asset of {Where} has {asset.Length} letters; it needs 1 to {ProjectSource.MaxDriverLength}.");
            pieces.Add(new ProjectSound(asset, ReadTime(piece)));
        }

        if (pieces.Count == 0) throw new FormatException($"There is no piece in {Where}; leave it out instead.");
        TimeSegment.Check([.. pieces.Select(p => p.Time)], length, Where);
        return pieces.ToImmutable();
    }

    private static TimeSegment ReadTime(JsonFields piece) => new(piece.Number("frame"), piece.Number("frames"), piece.Number("from"), piece.Number("to"));

    private static ImmutableArray<string> ReadChannels(JsonFields project, string name)
    {
        if (!project.Has(name)) return [];
        var named = new List<string>();
        foreach (var element in project.Array(name))
        {
            if (element.ValueKind != JsonValueKind.String || !Channels.TryIndexOf(element.GetString()!, out _))
                throw new FormatException($"In '{name}' there is {MotionTrackReader.Shown(element)}, but there is no such channel.");
            if (named.Contains(element.GetString()!)) throw new FormatException($"In '{name}' the channel '{element.GetString()}' stands twice.");
            named.Add(element.GetString()!);
        }

        return [.. named];
    }

    private static ImmutableSortedDictionary<ChannelGroup, double> ReadStrength(JsonElement element)
    {
        var groups = Enum.GetValues<ChannelGroup>();
        var strength = JsonFields.Of(element, "the strength of the groups", [.. groups.Select(g => g.ToString())]);
        var read = ImmutableSortedDictionary.CreateBuilder<ChannelGroup, double>();
        foreach (var group in groups.Where(g => strength.Has(g.ToString())))
        {
            var value = strength.Number(group.ToString());
            if (value is not (>= 0 and <= MotionProject.MaxStrength)) throw new FormatException($"The strength of {group} is {value}; it must be within 0 and {MotionProject.MaxStrength}.");
            read[group] = value;
        }

        return read.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> ReadColours(JsonElement element)
    {
        var colours = JsonFields.Of(element, "the colours of the channels", [.. Channels.All.Select(c => c.Name)]);
        var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in element.EnumerateObject().Select(member => member.Name))
        {
            read[name] = colours.Text(name);
            if (read[name] is not ['#', .. { Length: 6 } digits] || !digits.All(char.IsAsciiHexDigit)) throw new FormatException($"The colour of {name} is '{read[name]}'; it must be # and six hexadecimal digits, such as #3fa7d6.");
        }

        return read.ToImmutable();
    }
}
