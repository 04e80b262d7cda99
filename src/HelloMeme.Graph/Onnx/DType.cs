namespace HelloMeme.Graph.Onnx;

/// <summary>Element types, numbered as in ONNX TensorProto.DataType.</summary>
public enum DType
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
    Half = 10,
}

/// <summary>What is known of each <see cref="DType"/>.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this DType type) => type switch
    {
        DType.Float or DType.Int32 => 4,
        DType.Int64 => 8,
        DType.Half => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not an element type of this builder."),
    };

    public static bool IsFloating(this DType type) => type is DType.Float or DType.Half;
}
