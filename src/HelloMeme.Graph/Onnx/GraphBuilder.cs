using System.Runtime.InteropServices;
using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Graph.Onnx;

/// <summary>Collects values and nodes into one graph. Operators are the extension methods of <see cref="Operators"/>;
/// each checks types and shapes where it is called. <see cref="Build"/> drops what no output needs and gives the names.</summary>
public sealed class GraphBuilder
{
    private readonly List<(string Name, Value Value)> _inputs = [];
    private readonly List<(string Name, Value Value)> _outputs = [];
    private readonly List<(Value Value, ReadOnlyMemory<byte> Data)> _constants = [];
    private readonly Dictionary<string, (Value Value, WeightSource Source)> _weights = new(StringComparer.Ordinal);
    private readonly List<Call> _calls = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private string _scope = "";

    public Value Input(string name, DType type, Shape shape)
    {
        var value = new Value(this, type, shape);
        _inputs.Add((name, value));
        return value;
    }

    public void Output(string name, Value value) => _outputs.Add((name, Own("Output", value)));

    /// <summary>Text that travels inside the model file.</summary>
    public void Metadata(string key, string text) => _metadata[key] = text;

    /// <summary>Until disposed, nodes get names that start with this one and those around it.</summary>
    public IDisposable Scope(string name)
    {
        var outer = _scope;
        _scope = outer + name + "/";
        return new ScopeEnd(() => _scope = outer);
    }

    public Value Constant(ReadOnlySpan<float> values, Shape shape) => Constant(DType.Float, shape, MemoryMarshal.AsBytes(values).ToArray());

    public Value Integers(ReadOnlySpan<long> values, Shape shape) => Constant(DType.Int64, shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>A number of a floating type, to compute with.</summary>
    public Value Scalar(DType type, float value) => type switch
    {
        DType.Float => Constant([value], []),
        DType.Half => Constant(type, [], MemoryMarshal.AsBytes<Half>([(Half)value]).ToArray()),
        _ => throw GraphException.Mismatch("Scalar", "a floating type", type),
    };

    /// <summary>A constant from little-endian elements; the bytes are kept, not copied.</summary>
    public Value Constant(DType type, Shape shape, ReadOnlyMemory<byte> data)
    {
        var expected = checked(shape.ElementCount * type.Size());
        if (data.Length != expected) throw GraphException.Mismatch("Constant", $"{expected} bytes for {type} {shape}", data.Length);
        var value = new Value(this, type, shape);
        _constants.Add((value, data));
        return value;
    }

    /// <summary>A constant of a checkpoint, which the graph only names; asked for again under the same name it is the same value.</summary>
    /// <exception cref="GraphException">The name stands for another type or shape already.</exception>
    public Value Weight(string name, DType type, Shape shape, WeightSource source)
    {
        if (!_weights.TryGetValue(name, out var weight)) _weights.Add(name, weight = (new Value(this, type, shape), source));
        return weight.Value.Type == type && weight.Value.Shape.Equals(shape) ? weight.Value : throw GraphException.Mismatch("Weight", $"{name} as {weight.Value}", $"{type} {shape}");
    }

    /// <summary>Adds one operator call; null operands are left out. The result has the type of the first operand unless told.</summary>
    public Value Node(string op, ReadOnlySpan<Value?> inputs, Shape shape, ReadOnlySpan<NodeAttribute> attributes = default, DType? type = null)
    {
        foreach (var input in inputs)
            if (input is not null) Own(op, input);
        var output = new Value(this, type ?? inputs[0]!.Type, shape);
        _calls.Add(new Call(op, _scope, inputs.ToArray(), output, attributes.ToArray()));
        return output;
    }

    public OnnxModel Build()
    {
        // 1. What the outputs need, walking back
        var needed = new HashSet<Value>(_outputs.Select(o => o.Value));
        foreach (var call in Enumerable.Reverse(_calls))
            if (needed.Contains(call.Output)) needed.UnionWith(call.Inputs.OfType<Value>());

        // 2. Names: inputs and outputs as given, the rest by scope and operator
        var names = new GraphNames();
        foreach (var (name, value) in _inputs) names.Give(value, name);
        var copied = _outputs.Where(o => !names.TryGive(o.Value, o.Name)).ToList();
        foreach (var (name, weight) in _weights) names.Give(weight.Value, name);
        foreach (var (value, _) in _constants.Where(c => needed.Contains(c.Value))) names.Number(value, "constant");
        var nodes = new List<OnnxNode>();
        foreach (var call in _calls.Where(c => needed.Contains(c.Output)))
        {
            names.Number(call.Output, call.Scope + call.Op);
            var operands = call.Inputs.Reverse().SkipWhile(i => i is null).Reverse(); // a last one left out is not written: runtimes take an empty name for a bias that they do not know
            nodes.Add(new OnnxNode(names[call.Output], call.Op, [.. operands.Select(i => i is null ? "" : names[i])], names[call.Output], call.Attributes));
        }

        // 3. A value that is already an input or another output is copied out
        foreach (var (name, value) in copied) nodes.Add(new OnnxNode(names.Reserve(name), "Identity", [names[value]], name, []));

        return new OnnxModel(
            [.. _inputs.Select(i => new NamedValue(i.Name, i.Value.Type, i.Value.Shape))],
            [.. _outputs.Select(o => new NamedValue(o.Name, o.Value.Type, o.Value.Shape))],
            [.. _constants.Where(c => needed.Contains(c.Value)).Select(c => new Initializer(names[c.Value], c.Value.Type, c.Value.Shape, c.Data))],
            [.. _weights.Where(w => needed.Contains(w.Value.Value)).Select(w => new Weight(w.Key, w.Value.Value.Type, w.Value.Value.Shape, w.Value.Source))],
            nodes,
            _metadata);
    }

    private Value Own(string op, Value value) => ReferenceEquals(value.Graph, this) ? value : throw new GraphException($"{op}: a value of another graph.");

    private sealed record Call(string Op, string Scope, Value?[] Inputs, Value Output, NodeAttribute[] Attributes);

    private sealed class ScopeEnd(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
