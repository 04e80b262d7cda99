using System.Buffers.Binary;
using System.Text.Json;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>A tensor to be written; its bytes are made when their turn comes, so that a file of any size needs the memory of one tensor.</summary>
/// <param name="Fill">Fills little-endian elements, row-major.</param>
public sealed record TensorToWrite(string Key, StoredType Type, IReadOnlyList<long> Shape, Action<Span<byte>> Fill)
{
    public long ByteCount => Shape.Aggregate((long)Type.Size(), (bytes, size) => checked(bytes * size));
}

/// <summary>Writes safetensors files: beside the place first, then moved there whole.</summary>
public static class SafetensorsWriter
{
    private const int Alignment = 64;

    /// <summary>Tensors go in the order of falling element size and then as given, so that each is aligned; data starts at a multiple of 64 bytes.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<TensorToWrite> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var ordered = tensors.OrderByDescending(t => t.Type.Size()).ToArray();
        var part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                WriteHeader(file, ordered, metadata);
                foreach (var tensor in ordered)
                {
                    var bytes = new byte[tensor.ByteCount];
                    tensor.Fill(bytes);
                    file.Write(bytes);
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static void WriteHeader(FileStream file, TensorToWrite[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var header = Header(tensors, metadata);
        var padded = (8 + header.Length + Alignment - 1) / Alignment * Alignment - 8;
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, padded);
        file.Write(length);
        file.Write(header);
        for (var i = header.Length; i < padded; i++) file.WriteByte((byte)' ');
    }

    private static byte[] Header(TensorToWrite[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(SafetensorsHeader.MetadataKey);
                foreach (var (key, text) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal)) json.WriteString(key, text);
                json.WriteEndObject();
            }

            long begin = 0;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Key);
                json.WriteString("dtype", tensor.Type == StoredType.Bool ? "BOOL" : tensor.Type.ToString());
                json.WriteStartArray("shape");
                foreach (var size in tensor.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(begin);
                json.WriteNumberValue(begin += tensor.ByteCount);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
