namespace HelloMeme.Graph.Onnx;

/// <summary>One dimension: fixed (a size) or named (known only when the graph runs, equal wherever the name is equal).</summary>
public readonly record struct Dim
{
    private Dim(long size, string? name) => (Size, Name) = (size, name);

    /// <summary>The size; -1 when the dimension is named.</summary>
    public long Size { get; }

    public string? Name { get; }

    public bool IsFixed => Name is null;

    public static implicit operator Dim(long size) =>
        size >= 0 ? new Dim(size, null) : throw new GraphException($"Dimension: expected a size of 0 or more, found {size}.");

    public static implicit operator Dim(int size) => (long)size;

    public static implicit operator Dim(string name) => new(-1, name);

    /// <summary>The size, for operators that compute with it.</summary>
    /// <exception cref="GraphException">The dimension is named.</exception>
    public long Fixed(string op) => IsFixed ? Size : throw GraphException.Mismatch(op, "a fixed dimension", this);

    public override string ToString() => Name ?? Size.ToString();
}
