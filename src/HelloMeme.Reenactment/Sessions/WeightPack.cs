using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>Writes weights, as graphs run them, into one safetensors file: its header is the index, every tensor starts at a multiple of 64 bytes.</summary>
internal static class WeightPack
{
    /// <summary>Raised when a conversion changes, so that older files are not taken for new ones.</summary>
    private const int Version = 1;

    private const int Alignment = 64;

    /// <summary>Writes beside the place and moves there whole. Two processes that do it at once make the same bytes.</summary>
    /// <returns>Path; the name says what is inside.</returns>
    /// <exception cref="UserFaultException">"disk-full".</exception>
    public static string Write(string folder, IReadOnlyList<Weight> weights, CancellationToken token)
    {
        // 1. Places
        var names = weights.Select(ConvertedSet.NameOf).ToArray();
        var header = Header(weights, names, out var length);
        var path = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\n{string.Join('\n', names)}")))[..16]}.safetensors");
        RequireSpace(folder, header.Length + length);

        // 2. Bytes
        var part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(header);
                foreach (var weight in weights)
                {
                    token.ThrowIfCancellationRequested();
                    var elements = Elements(weight);
                    stream.Write(elements);
                    stream.Write(new byte[Aligned(elements.Length) - elements.Length]);
                }

                stream.Flush(flushToDisk: true);
            }

            // 3. In place
            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(path))
        {
            // Windows: the other process finished first and has its file open. The name says what is inside, so it is the same.
        }
        finally
        {
            File.Delete(part);
        }

        return path;
    }

    /// <summary>Little-endian elements in the type and order that the graph wants.</summary>
    public static ReadOnlySpan<byte> Elements(Weight weight)
    {
        if (weight.Source.IsStoredAs(weight.Type)) return weight.Source.Tensor.Data.Span;
        var floats = weight.Source.ToFloats();
        if (weight.Type == DType.Float) return MemoryMarshal.AsBytes(floats.AsSpan());
        if (weight.Type != DType.Half) throw new CheckpointException($"'{weight.Source.Tensor.Key}' is stored as {weight.Source.Tensor.Type} and cannot become {weight.Type}.");
        var halves = new Half[floats.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertToHalf(floats, halves);
        return MemoryMarshal.AsBytes(halves.AsSpan());
    }

    /// <summary>Length and JSON, padded with spaces so that the tensors behind it are aligned.</summary>
    private static byte[] Header(IReadOnlyList<Weight> weights, string[] names, out long length)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        length = 0;
        for (var i = 0; i < names.Length; i++)
        {
            var bytes = weights[i].Shape.ElementCount * weights[i].Type.Size();
            var type = weights[i].Type switch { DType.Float => "F32", DType.Half => "F16", DType.Int64 => "I64", _ => "I32" };
            entries.Add(names[i], new Entry(type, [.. weights[i].Shape.Select(d => d.Size)], [length, length + bytes]));
            length += Aligned(bytes);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(entries);
        var header = new byte[Aligned(8 + json.Length)];
        Array.Fill(header, (byte)' ');
        BitConverter.TryWriteBytes(header, header.Length - 8L);
        json.CopyTo(header, 8);
        return header;
    }

    private static void RequireSpace(string folder, long bytes)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < bytes)
            throw new UserFaultException("disk-full", $"Converting the weights takes {bytes / 1e9:0.0} GB and the disk of {folder} has {free / 1e9:0.0} GB left: make room there.");
    }

    private static long Aligned(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    private sealed record Entry(string dtype, long[] shape, long[] data_offsets);
}
