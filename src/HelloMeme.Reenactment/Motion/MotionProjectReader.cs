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
        var project = JsonFields.Of(document.RootElement, "the motion project", "version", "name", "track", "source", "muted", "solo", "locked", "strength", "colours");
        return new MotionProject(project.Text("name"), MotionTrackReader.Read(project.Element("track")))
        {
            Source = project.Has("source") ? ReadSource(project.Element("source")) : null,
            Muted = ReadChannels(project, "muted"),
            Solo = ReadChannels(project, "solo"),
            Locked = ReadChannels(project, "locked"),
            Strength = project.Has("strength") ? ReadStrength(project.Element("strength")) : ImmutableSortedDictionary<ChannelGroup, double>.Empty,
            Colours = project.Has("colours") ? ReadColours(project.Element("colours")) : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        };
    }

    private static ProjectSource ReadSource(JsonElement element)
    {
        var source = JsonFields.Of(element, "the motion's source", "driver", "face", "from", "to", "offset");
        var driver = source.Text("driver");
        if (driver.Length is 0 or > ProjectSource.MaxDriverLength) throw new FormatException($"The driver of the motion's source has {driver.Length} letters; it needs 1 to {ProjectSource.MaxDriverLength}.");
        int? face = source.Has("face") ? source.Integer("face") : null;
        if (face is < 1 or > 1000) throw new FormatException($"The face of the motion's source is {face}; faces are counted from 1.");
        double? from = source.Has("from") ? source.Number("from") : null, to = source.Has("to") ? source.Number("to") : null;
        if (from is not (null or >= 0 and <= MotionLimits.MaxFrame) || to is not (null or >= 0 and <= MotionLimits.MaxFrame) || to <= (from ?? 0))
            throw new FormatException($"The motion's source goes from second {from ?? 0} to {to}; it must not end before it begins.");
        double? offset = source.Has("offset") ? source.Number("offset") : null;
        if (offset is not (null or >= 0 and <= MotionLimits.MaxFrame)) throw new FormatException($"The motion begins {offset} seconds into its source; it must be 0 or more.");
        return new ProjectSource(driver, face, from, to, offset);
    }

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
