using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Benchmarks.Networks;

/// <summary>Values for the inputs of networks, by name: random numbers from -1 to 1, the same for the same name and size, or what was set.</summary>
internal sealed class InputValues : IDisposable
{
    private readonly Dictionary<string, Tensor> _values = new(StringComparer.Ordinal);

    public Tensor this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    public IReadOnlyList<NamedTensor> For(OnnxModel model) => [.. model.Inputs.Select(i => new NamedTensor(i.Name, Value(i.Name, [.. i.Shape.Select(d => d.Size)])))];

    public Tensor Value(string name, params long[] shape)
    {
        if (_values.TryGetValue(name, out var known)) return known;
        var random = new Random(name.Aggregate(17, (hash, letter) => unchecked(hash * 31 + letter)));
        var tensor = Tensor.OfFloats(shape);
        foreach (ref var value in tensor.Floats) value = 2 * random.NextSingle() - 1;
        return _values[name] = tensor;
    }

    public void Dispose()
    {
        foreach (var value in _values.Values.Distinct()) value.Dispose();
    }
}
