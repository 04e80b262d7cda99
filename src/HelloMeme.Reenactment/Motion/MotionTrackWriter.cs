using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HelloMeme.Reenactment.Motion;

/// <summary>Writes docs/motion-track.schema.json: same track, same text. What equals its default is left out.</summary>
internal static class MotionTrackWriter
{
    public static string Write(MotionTrack track)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, track);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter json, MotionTrack track)
    {
        json.WriteStartObject();
        json.WriteNumber("version", MotionTrack.Version);
        json.WriteNumber("rate", track.Rate);
        json.WriteNumber("length", track.Length);
        json.WriteBoolean("loop", track.Loop);
        WriteNeutral(json, track.Neutral);
        json.WriteStartArray("layers");
        foreach (var layer in track.Layers) WriteLayer(json, layer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteNeutral(Utf8JsonWriter json, NeutralPose neutral)
    {
        json.WriteStartObject("neutral");
        json.WriteNumber("yaw", neutral.Yaw);
        json.WriteNumber("pitch", neutral.Pitch);
        json.WriteNumber("roll", neutral.Roll);
        json.WriteNumber("x", neutral.X);
        json.WriteNumber("y", neutral.Y);
        json.WriteNumber("scale", neutral.Scale);
        json.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter json, MotionLayer layer)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("kind", NameOf(layer.Kind));
        json.WriteString("mode", NameOf(layer.Mode));
        if (layer.Weight != 1) json.WriteNumber("weight", layer.Weight);
        if (layer.Mute) json.WriteBoolean("mute", true);
        if (layer.Range is { } range)
        {
            json.WriteStartObject("range");
            json.WriteNumber("from", range.From);
            json.WriteNumber("to", range.To);
            json.WriteNumber("fadeIn", range.FadeIn);
            json.WriteNumber("fadeOut", range.FadeOut);
            json.WriteEndObject();
        }
        json.WriteStartObject("curves");
        foreach (var (channel, curve) in layer.Curves)
        {
            json.WritePropertyName(Channels.All[channel].Name);
            WriteCurve(json, curve);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCurve(Utf8JsonWriter json, Curve curve)
    {
        json.WriteStartObject();
        json.WriteStartArray(curve.IsSampled ? "samples" : "keys");
        foreach (var sample in curve.Samples) json.WriteNumberValue(sample);
        foreach (var key in curve.Keys) WriteKey(json, key);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteKey(Utf8JsonWriter json, Keyframe key)
    {
        json.WriteStartObject();
        json.WriteNumber("frame", key.Frame);
        json.WriteNumber("value", key.Value);
        if (key.Kind != KeyKind.Bezier) json.WriteString("kind", NameOf(key.Kind));
        if (key.Handles != HandleMode.Auto) json.WriteString("handles", NameOf(key.Handles));
        WriteHandle(json, "in", key.In);
        WriteHandle(json, "out", key.Out);
        json.WriteEndObject();
    }

    private static void WriteHandle(Utf8JsonWriter json, string name, Handle handle)
    {
        if (handle == default) return;
        json.WriteStartArray(name);
        json.WriteNumberValue(handle.Frames);
        json.WriteNumberValue(handle.Value);
        json.WriteEndArray();
    }

    /// <summary>An enum value as the file spells it: lower case.</summary>
    public static string NameOf<T>(T value) where T : struct, Enum => Enum.GetName(value)!.ToLowerInvariant();
}
