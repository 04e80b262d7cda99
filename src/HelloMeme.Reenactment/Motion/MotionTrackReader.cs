using System.Collections.Immutable;
using System.Text.Json;

namespace HelloMeme.Reenactment.Motion;

/// <summary>Reads docs/motion-track.schema.json strictly: whatever is unknown, missing or out of bounds is named in one sentence.</summary>
internal static class MotionTrackReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static MotionTrack Read(string json)
    {
        using var document = Parse(json);
        return Read(document.RootElement);
    }

    public static MotionTrack Read(JsonElement root)
    {
        CheckVersion(root, MotionTrack.Version);
        var track = JsonFields.Of(root, "the motion", "version", "rate", "length", "loop", "neutral", "layers");
        return new MotionTrack(track.Number("rate"), track.Integer("length"), [.. track.Array("layers").Select(ReadLayer)])
        {
            Loop = track.FlagOr("loop", false),
            Neutral = track.Has("neutral") ? ReadNeutral(track.Element("neutral")) : NeutralPose.Frontal,
        };
    }

    public static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Strict);
        }
        catch (JsonException fault)
        {
            throw new FormatException($"The motion is not readable JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}.", fault);
        }
    }

    // Before anything else: fields of a later version must not be called unknown.
    public static void CheckVersion(JsonElement root, int read)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("version", out var version))
            throw new FormatException("This is no motion: it has no 'version'.");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != read)
            throw new FormatException($"The motion has version {Shown(version)}; this program reads version {read}.");
    }

    private static NeutralPose ReadNeutral(JsonElement element)
    {
        var neutral = JsonFields.Of(element, "the neutral pose", "yaw", "pitch", "roll", "x", "y", "scale");
        return new NeutralPose(neutral.Number("yaw"), neutral.Number("pitch"), neutral.Number("roll"), neutral.Number("x"), neutral.Number("y"), neutral.Number("scale"));
    }

    private static MotionLayer ReadLayer(JsonElement element, int index)
    {
        var layer = JsonFields.Of(element, $"layer {index + 1}", "name", "kind", "mode", "weight", "mute", "range", "curves");
        var name = layer.Text("name");
        var curves = layer.Element("curves");
        if (curves.ValueKind != JsonValueKind.Object) throw new FormatException($"In layer {index + 1} 'curves' must be an object.");
        return new MotionLayer(name, Choice<LayerKind>(layer, "kind"), Choice<LayerMode>(layer, "mode"), new ChannelCurves(curves.EnumerateObject().Select(c => ReadCurve(c, name))))
        {
            Weight = layer.Has("weight") ? layer.Number("weight") : 1,
            Mute = layer.FlagOr("mute", false),
            Range = layer.Has("range") ? ReadRange(layer.Element("range"), name) : null,
        };
    }

    private static LayerRange ReadRange(JsonElement element, string layer)
    {
        var range = JsonFields.Of(element, $"the range of layer '{layer}'", "from", "to", "fadeIn", "fadeOut");
        return new LayerRange(range.Number("from"), range.Number("to"), range.Number("fadeIn"), range.Number("fadeOut"));
    }

    private static KeyValuePair<int, Curve> ReadCurve(JsonProperty property, string layer)
    {
        if (!Channels.TryIndexOf(property.Name, out var channel))
            throw new FormatException($"Layer '{layer}' moves '{property.Name}', but there is no such channel.");
        var where = $"curve '{property.Name}' of layer '{layer}'";
        var curve = JsonFields.Of(property.Value, where, "keys", "samples");
        if (curve.Has("keys") == curve.Has("samples")) throw new FormatException($"In {where} there must be either 'keys' or 'samples'.");
        return new(channel, curve.Has("keys") ? ReadKeys(curve, where) : ReadSamples(curve, where));
    }

    private static Curve ReadSamples(JsonFields curve, string where)
    {
        var samples = curve.Array("samples").Select(sample => sample.ValueKind == JsonValueKind.Number
            ? sample.GetSingle()
            : throw new FormatException($"In {where} a sample is {Shown(sample)}, which is no number."));
        return Curve.FromSamples(samples.ToArray());
    }

    private static Curve ReadKeys(JsonFields curve, string where)
    {
        var keys = curve.Array("keys").Select((key, index) => ReadKey(key, $"key {index + 1} of {where}")).ToImmutableArray();
        for (var i = 1; i < keys.Length; i++)
            if (keys[i].Frame < keys[i - 1].Frame) throw new FormatException($"Key {i + 1} of {where} comes before the key that precedes it; keys must be in order of frame.");
        return Curve.FromKeys(keys);
    }

    private static Keyframe ReadKey(JsonElement element, string where)
    {
        var key = JsonFields.Of(element, where, "frame", "value", "kind", "handles", "in", "out");
        return new Keyframe(
            key.Number("frame"), key.Number("value"),
            key.Has("kind") ? Choice<KeyKind>(key, "kind") : KeyKind.Bezier,
            key.Has("handles") ? Choice<HandleMode>(key, "handles") : HandleMode.Auto,
            ReadHandle(key, "in"), ReadHandle(key, "out"));
    }

    private static Handle ReadHandle(JsonFields key, string name)
    {
        if (!key.Has(name)) return default;
        var pair = key.Array(name).ToArray();
        return pair is [{ ValueKind: JsonValueKind.Number }, { ValueKind: JsonValueKind.Number }]
            ? new Handle(pair[0].GetDouble(), pair[1].GetDouble())
            : throw new FormatException($"In {key.Where} '{name}' must be two numbers: frames and value.");
    }

    private static T Choice<T>(JsonFields fields, string name) where T : struct, Enum
    {
        var text = fields.Text(name);
        foreach (var value in Enum.GetValues<T>())
            if (text == MotionTrackWriter.NameOf(value)) return value;
        throw new FormatException($"In {fields.Where} '{name}' is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
    }

    public static string Shown(JsonElement element) => element.GetRawText() is { Length: <= 20 } text ? text : element.ValueKind.ToString();
}
