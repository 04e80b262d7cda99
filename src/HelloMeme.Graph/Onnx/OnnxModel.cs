using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Graph.Onnx;

/// <summary>A finished graph: everything named, nodes in running order. <see cref="OnnxFile"/> writes it.</summary>
public sealed record OnnxModel(
    IReadOnlyList<NamedValue> Inputs,
    IReadOnlyList<NamedValue> Outputs,
    IReadOnlyList<Initializer> Initializers,
    IReadOnlyList<Weight> Weights,
    IReadOnlyList<OnnxNode> Nodes,
    IReadOnlyDictionary<string, string> Metadata);

/// <summary>An input or output of a graph.</summary>
public sealed record NamedValue(string Name, DType Type, Shape Shape);

/// <summary>A constant: little-endian elements, row-major.</summary>
public sealed record Initializer(string Name, DType Type, Shape Shape, ReadOnlyMemory<byte> Data);

/// <summary>A constant whose elements stay outside the graph's file and are given when a session opens.</summary>
public sealed record Weight(string Name, DType Type, Shape Shape, WeightSource Source);

/// <summary>One operator call; an empty input name is an operand left out.</summary>
public sealed record OnnxNode(string Name, string OpType, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<NodeAttribute> Attributes);

/// <summary>A named setting of a node: an integer, a number, a text or a list of integers.</summary>
public readonly record struct NodeAttribute
{
    public NodeAttribute(string name, long value) => (Name, Value) = (name, value);

    public NodeAttribute(string name, float value) => (Name, Value) = (name, value);

    public NodeAttribute(string name, string value) => (Name, Value) = (name, value);

    public NodeAttribute(string name, long[] value) => (Name, Value) = (name, value);

    public string Name { get; }

    internal object Value { get; }
}
