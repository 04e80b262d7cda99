using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>Writes weights, as graphs run them, into one safetensors file, whose header is the index.</summary>
internal static class WeightPack
{
    /// <summary>Metadata of every pack.</summary>
    public const string VersionKey = "hellomeme.conversion";

    /// <summary>Raised when a conversion changes, so that older files are not taken for new ones.</summary>
    public const string Version = "1";

    /// <summary>Two processes that do it at once make the same bytes.</summary>
    /// <returns>Path; the name says what is inside.</returns>
    /// <exception cref="Media.UserFaultException">"disk-full".</exception>
    public static string Write(string folder, IReadOnlyList<Weight> weights, CancellationToken token)
    {
        var names = weights.Select(ConvertedSet.NameOf).ToArray();
        var path = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\n{string.Join('\n', names)}")))[..16]}.safetensors");
        TensorToWrite[] tensors = [.. weights.Select((w, i) => ToWrite(w, names[i], token))];
        DiskSpace.Require(folder, tensors.Sum(t => t.ByteCount), "Converting the weights takes");
        try
        {
            SafetensorsWriter.Write(path, tensors, new Dictionary<string, string>(StringComparer.Ordinal) { [VersionKey] = Version });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(path))
        {
            // Windows: the other process finished first and has its file open. The name says what is inside, so it is the same.
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

    private static TensorToWrite ToWrite(Weight weight, string name, CancellationToken token) => new(name, TypeOf(weight.Type), [.. weight.Shape.Select(d => d.Size)], bytes =>
    {
        token.ThrowIfCancellationRequested();
        Elements(weight).CopyTo(bytes);
    });

    private static StoredType TypeOf(DType type) => type switch
    {
        DType.Float => StoredType.F32,
        DType.Half => StoredType.F16,
        DType.Int64 => StoredType.I64,
        _ => StoredType.I32,
    };
}
