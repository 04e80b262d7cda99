using System.Text.Json;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>The JSON header of a safetensors file. Whatever does not describe bytes of that file is refused: unknown types, offsets out of range or
/// overlapping, shapes that do not fit their bytes, keys or fields given twice, text after the JSON.</summary>
/// <param name="Entries">In file order; offsets count from the end of the header.</param>
/// <param name="Metadata">Free texts of the file's maker.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    public const string MetadataKey = "__metadata__";

    /// <summary>The format's own limit.</summary>
    public const long LargestHeader = 100_000_000;

    private const int HighestRank = 8;
    private const int LongestKeyTold = 200;

    /// <exception cref="CheckpointException">With the key and the fault.</exception>
    public static SafetensorsHeader Read(string file, ReadOnlySpan<byte> json, long dataLength)
    {
        var entries = new List<Entry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyDictionary<string, string> metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = reader.GetString()!;
                if (!keys.Add(key)) throw Fault(file, $"names '{Short(key)}' twice");
                if (key == MetadataKey) metadata = ReadMetadata(ref reader);
                else entries.Add(ReadEntry(ref reader, file, key, dataLength));
            }

            if (reader.Read()) throw new FormatException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw Fault(file, "has a header that is not the JSON of a safetensors file");
        }

        RefuseOverlaps(file, entries);
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry ReadEntry(ref Utf8JsonReader reader, string file, string key, long dataLength)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        var told = Short(key);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            if ((name, type, shape, offsets) is ("dtype", not null, _, _) or ("shape", _, not null, _) or ("data_offsets", _, _, not null)) throw Fault(file, $"gives {name} of '{told}' twice");
            reader.Read();
            if (name == "dtype") type = reader.GetString();
            else if (name == "shape") shape = ReadLongs(ref reader);
            else if (name == "data_offsets") offsets = ReadLongs(ref reader);
            else reader.Skip();
        }

        if (type is null || shape is null || offsets is not [var begin, var end]) throw Fault(file, $"lacks type, shape or offsets of '{told}'");
        var stored = ParseType(type) ?? throw Fault(file, $"stores '{told}' as {Short(type)}, which is not supported");
        if (begin < 0 || end < begin || end > dataLength) throw Fault(file, $"places '{told}' at bytes {begin} to {end}, but holds only {dataLength}; download it again");
        if (ByteCount(shape, stored) != end - begin) throw Fault(file, $"gives '{told}' {end - begin} bytes, which is not what {type} [{string.Join(", ", shape)}] takes");
        if (end - begin > int.MaxValue) throw Fault(file, $"holds more than 2 GB in '{told}', which no network here has");
        return new Entry(key, stored, shape, begin, end);
    }

    private static Dictionary<string, string> ReadMetadata(ref Utf8JsonReader reader)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String);
            metadata[name] = reader.GetString()!;
        }

        return metadata;
    }

    /// <summary>-1 where a size is negative or over 2^31, or the product overflows.</summary>
    private static long ByteCount(long[] shape, StoredType type)
    {
        var bytes = (Int128)type.Size();
        foreach (var size in shape)
        {
            if (size is < 0 or > int.MaxValue) return -1;
            bytes *= size;
            if (bytes > long.MaxValue) return -1;
        }

        return (long)bytes;
    }

    private static void RefuseOverlaps(string file, List<Entry> entries)
    {
        Entry? before = null;
        foreach (var entry in entries.Where(e => e.End > e.Begin).OrderBy(e => e.Begin))
        {
            if (before is not null && entry.Begin < before.End) throw Fault(file, $"lets '{Short(entry.Key)}' overlap '{Short(before.Key)}'");
            before = entry;
        }
    }

    private static StoredType? ParseType(string type) => type switch
    {
        "F64" => StoredType.F64,
        "F32" => StoredType.F32,
        "F16" => StoredType.F16,
        "BF16" => StoredType.BF16,
        "I64" => StoredType.I64,
        "I32" => StoredType.I32,
        "I16" => StoredType.I16,
        "I8" => StoredType.I8,
        "U8" => StoredType.U8,
        "BOOL" => StoredType.Bool,
        _ => null,
    };

    private static long[] ReadLongs(ref Utf8JsonReader reader)
    {
        var values = new List<long>(4);
        if (reader.TokenType != JsonTokenType.StartArray) throw new FormatException();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (values.Count == HighestRank) throw new FormatException();
            values.Add(reader.GetInt64());
        }

        return [.. values];
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type) throw new FormatException();
    }

    private static string Short(string key) => key.Length <= LongestKeyTold ? key : key[..LongestKeyTold] + "...";

    private static CheckpointException Fault(string file, string what) => new($"{file} {what}.");

    public sealed record Entry(string Key, StoredType Type, long[] Shape, long Begin, long End);
}
