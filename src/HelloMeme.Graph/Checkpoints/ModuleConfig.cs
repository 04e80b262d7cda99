using System.Security.Cryptography;
using System.Text.Json;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>The numbers of a diffusers config.json; an absent file or field gives what the network has by default. Widths are not read from here but from the weights.</summary>
public sealed class ModuleConfig
{
    public static readonly ModuleConfig Default = new("", new Dictionary<string, JsonElement>(StringComparer.Ordinal), "");

    private const long LargestFile = 1 << 20;

    private readonly string _name;
    private readonly IReadOnlyDictionary<string, JsonElement> _fields;

    private ModuleConfig(string name, IReadOnlyDictionary<string, JsonElement> fields, string identity) => (_name, _fields, Identity) = (name, fields, identity);

    /// <summary>SHA-256 of the file; empty where there is none.</summary>
    public string Identity { get; }

    /// <param name="name">What messages call the file.</param>
    /// <exception cref="CheckpointException">Not a JSON object.</exception>
    public static ModuleConfig Read(string path, string name)
    {
        if (!File.Exists(path)) return Default;
        if (CheckpointFolder.SizeOf(path) > LargestFile) throw new CheckpointException($"{name} is larger than a config.json can be; download it again.");
        return Parse(File.ReadAllBytes(path), name);
    }

    /// <summary>As <see cref="Read"/>, from UTF-8 JSON.</summary>
    public static ModuleConfig Parse(ReadOnlyMemory<byte> text, string name)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException();
            var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var field in json.RootElement.EnumerateObject()) fields[field.Name] = field.Value.Clone();
            return new ModuleConfig(name, fields, Convert.ToHexStringLower(SHA256.HashData(text.Span)));
        }
        catch (JsonException)
        {
            throw new CheckpointException($"{name} is not a JSON object; download it again.");
        }
    }

    /// <summary>A whole number from 1 to a million.</summary>
    /// <exception cref="CheckpointException">The field holds something else.</exception>
    public int Count(string field, int otherwise)
    {
        if (!_fields.TryGetValue(field, out var value) || value.ValueKind == JsonValueKind.Null) return otherwise;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count is >= 1 and <= 1_000_000
            ? count
            : throw new CheckpointException($"{_name} gives {field} as {Short(value)}, where a whole number from 1 is expected.");
    }

    /// <exception cref="CheckpointException">The field holds no text.</exception>
    public string Text(string field, string otherwise)
    {
        if (!_fields.TryGetValue(field, out var value) || value.ValueKind == JsonValueKind.Null) return otherwise;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new CheckpointException($"{_name} gives {field} as {Short(value)}, where a text is expected.");
    }

    private static string Short(JsonElement value) => value.GetRawText() is { Length: <= 80 } text ? text : value.GetRawText()[..80] + "...";
}
