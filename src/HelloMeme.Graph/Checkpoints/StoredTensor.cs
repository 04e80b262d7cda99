namespace HelloMeme.Graph.Checkpoints;

/// <summary>Element types of safetensors files that weights come in.</summary>
public enum StoredType
{
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U8,
    Bool,
}

/// <summary>One tensor of a checkpoint as it is stored: row-major little-endian bytes, owned by the file it came from.</summary>
/// <param name="File">SHA-256 or another lasting name of the file, so that what is derived from the tensor can be kept.</param>
/// <param name="Key">Name inside the file.</param>
public sealed record StoredTensor(string File, string Key, StoredType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data)
{
    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}

/// <summary>What is known of each <see cref="StoredType"/>.</summary>
public static class StoredTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this StoredType type) => type switch
    {
        StoredType.F64 or StoredType.I64 => 8,
        StoredType.F32 or StoredType.I32 => 4,
        StoredType.F16 or StoredType.BF16 or StoredType.I16 => 2,
        _ => 1,
    };
}
