using System.Text.Json;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>Reads the JSON header of a safetensors file and refuses whatever does not describe bytes of that file:
/// unknown types, offsets out of range or overlapping, shapes that do not fit their bytes, keys given twice.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    public const long LargestHeader = 100_000_000;

    /// <summary>Entries in file order; offsets count from the end of the header.</summary>
    /// <exception cref="CheckpointException">With the key and the fault.</exception>
    public static IReadOnlyList<Entry> Read(string file, ReadOnlySpan<byte> json, long dataLength)
    {
        var entries = new List<Entry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                if (!keys.Add(key)) throw Fault(file, $"names '{key}' twice");
                reader.Read();
                if (key == "__metadata__") reader.Skip();
                else entries.Add(ReadEntry(ref reader, file, key, dataLength));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Fault(file, "has a header that is not the JSON of a safetensors file");
        }

        RefuseOverlaps(file, entries);
        return entries;
    }

    private static Entry ReadEntry(ref Utf8JsonReader reader, string file, string key, long dataLength)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        if (reader.TokenType != JsonTokenType.StartObject) throw Fault(file, $"does not describe '{key}'");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            if (name == "dtype") type = reader.GetString();
            else if (name == "shape") shape = ReadLongs(ref reader);
            else if (name == "data_offsets") offsets = ReadLongs(ref reader);
            else reader.Skip();
        }

        if (type is null || shape is null || offsets is not [var begin, var end]) throw Fault(file, $"lacks type, shape or offsets of '{key}'");
        var stored = ParseType(type) ?? throw Fault(file, $"stores '{key}' as {type}, which is not supported");
        if (begin < 0 || end < begin || end > dataLength) throw Fault(file, $"places '{key}' at bytes {begin} to {end}, but holds only {dataLength}; download it again");
        if (ByteCount(shape, stored) != end - begin) throw Fault(file, $"gives '{key}' {end - begin} bytes, which is not what {type} [{string.Join(", ", shape)}] takes");
        if (end - begin > int.MaxValue) throw Fault(file, $"holds more than 2 GB in '{key}', which no network here has");
        return new Entry(key, stored, shape, begin, end);
    }

    /// <summary>-1 where the shape is negative or overflows.</summary>
    private static long ByteCount(long[] shape, StoredType type)
    {
        var bytes = (UInt128)(ulong)type.Size();
        foreach (var size in shape)
        {
            if (size < 0) return -1;
            bytes *= (ulong)size;
            if (bytes > long.MaxValue) return -1;
        }

        return (long)bytes;
    }

    private static void RefuseOverlaps(string file, List<Entry> entries)
    {
        Entry? before = null;
        foreach (var entry in entries.Where(e => e.End > e.Begin).OrderBy(e => e.Begin))
        {
            if (before is not null && entry.Begin < before.End) throw Fault(file, $"lets '{entry.Key}' overlap '{before.Key}'");
            before = entry;
        }
    }

    private static StoredType? ParseType(string type) => type switch
    {
        "BOOL" => StoredType.Bool,
        _ when type.Length > 0 && char.IsLetter(type[0]) && Enum.TryParse<StoredType>(type, out var parsed) => parsed,
        _ => null,
    };

    private static long[] ReadLongs(ref Utf8JsonReader reader)
    {
        var values = new List<long>();
        if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) values.Add(reader.GetInt64());
        return [.. values];
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type) throw new FormatException();
    }

    private static CheckpointException Fault(string file, string what) => new($"{file} {what}.");

    public sealed record Entry(string Key, StoredType Type, long[] Shape, long Begin, long End);
}
