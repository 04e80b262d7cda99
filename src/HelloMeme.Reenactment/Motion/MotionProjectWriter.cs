using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace HelloMeme.Reenactment.Motion;

/// <summary>Writes docs/motion-project.schema.json: same project, same text. What is empty is left out.</summary>
internal static class MotionProjectWriter
{
    public static string Write(MotionProject project)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", MotionProject.Version);
            json.WriteString("name", project.Name);
            json.WritePropertyName("track");
            MotionTrackWriter.Write(json, project.Track);
            if (project.Source is { } source) WriteSource(json, source);
            if (!project.Sound.IsEmpty)
            {
                json.WriteStartArray("sound");
                foreach (var (asset, time) in project.Sound) WriteSegment(json, time, asset);
                json.WriteEndArray();
            }

            WriteChannels(json, "muted", project.Muted);
            WriteChannels(json, "solo", project.Solo);
            WriteChannels(json, "locked", project.Locked);
            if (!project.Strength.IsEmpty)
            {
                json.WriteStartObject("strength");
                foreach (var (group, value) in project.Strength) json.WriteNumber(group.ToString(), value);
                json.WriteEndObject();
            }

            if (project.Capture is { } capture)
            {
                json.WritePropertyName("capture");
                MotionTrackWriter.Write(json, capture);
            }

            if (!project.Colours.IsEmpty)
            {
                json.WriteStartObject("colours");
                foreach (var (channel, colour) in project.Colours) json.WriteString(channel, colour);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteSource(Utf8JsonWriter json, ProjectSource source)
    {
        json.WriteStartObject("source");
        json.WriteString("driver", source.Driver);
        if (source.Face is { } face) json.WriteNumber("face", face);
        if (source.From is { } from) json.WriteNumber("from", from);
        if (source.To is { } to) json.WriteNumber("to", to);
        if (source.Segments is { } segments)
        {
            json.WriteStartArray("segments");
            foreach (var segment in segments) WriteSegment(json, segment);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteSegment(Utf8JsonWriter json, TimeSegment segment, string? asset = null)
    {
        json.WriteStartObject();
        if (asset is not null) json.WriteString("asset", asset);
        json.WriteNumber("frame", segment.Frame);
        json.WriteNumber("frames", segment.Frames);
        json.WriteNumber("from", segment.From);
        json.WriteNumber("to", segment.To);
        json.WriteEndObject();
    }

    private static void WriteChannels(Utf8JsonWriter json, string name, ImmutableArray<string> channels)
    {
        if (channels.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var channel in channels) json.WriteStringValue(channel);
        json.WriteEndArray();
    }
}
