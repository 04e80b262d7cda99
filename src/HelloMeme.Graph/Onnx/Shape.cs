using System.Collections;
using System.Runtime.CompilerServices;

namespace HelloMeme.Graph.Onnx;

/// <summary>Dimensions of a value, outermost first. Written as a collection: <c>["n", 3, 192, 192]</c>; <c>[]</c> is a scalar.
/// The shape rules of the operators stand in <c>Shape.Rules.cs</c>.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed partial class Shape : IEquatable<Shape>, IReadOnlyList<Dim>
{
    private readonly Dim[] _dims;

    private Shape(Dim[] dims) => _dims = dims;

    public static Shape Create(ReadOnlySpan<Dim> dims) => new(dims.ToArray());

    public int Rank => _dims.Length;

    /// <summary>Product of the dimensions.</summary>
    /// <exception cref="GraphException">One of them is named.</exception>
    public long ElementCount => _dims.Aggregate(1L, (count, d) => checked(count * d.Fixed("ElementCount")));

    int IReadOnlyCollection<Dim>.Count => Rank;

    public Dim this[int axis] => _dims[axis];

    public Dim this[Index axis] => _dims[axis];

    /// <summary>A copy with one dimension replaced.</summary>
    public Shape With(int axis, Dim size)
    {
        var dims = (Dim[])_dims.Clone();
        dims[axis] = size;
        return new Shape(dims);
    }

    public bool Equals(Shape? other) => other is not null && _dims.AsSpan().SequenceEqual(other._dims);

    public override bool Equals(object? obj) => Equals(obj as Shape);

    public override int GetHashCode() => _dims.Aggregate(Rank, HashCode.Combine);

    public override string ToString() => $"[{string.Join(", ", _dims)}]";

    public IEnumerator<Dim> GetEnumerator() => ((IEnumerable<Dim>)_dims).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
