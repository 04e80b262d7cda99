using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>Weights of one checkpoint under a key prefix; <c>w["attn1"]</c> goes one level down. It remembers over all graphs which keys were used,
/// and collects missing keys and wrong shapes so that <see cref="ThrowIfFaulty"/> can tell all at once.</summary>
public sealed class StateDict
{
    // Of a vocabulary, a position table or a layer's width; graphs allocate by such sizes.
    private const int LargestSize = 1 << 20;

    private readonly Root _root;
    private readonly string _prefix;

    /// <param name="name">Of the checkpoint, unique among those that meet in one graph: weights are called name/key there.</param>
    /// <param name="type">Floating type that weights have in graphs unless one is asked for.</param>
    public StateDict(string name, IReadOnlyDictionary<string, StoredTensor> tensors, DType type)
        : this(new Root(name, tensors, type), "")
    {
    }

    private StateDict(Root root, string prefix) => (_root, _prefix) = (root, prefix);

    /// <summary>Of the checkpoint.</summary>
    public string Name => _root.Name;

    /// <summary>Floating type that weights have in graphs.</summary>
    public DType Type => _root.Type;

    public StateDict this[string name] => new(_root, $"{_prefix}{name}.");

    public StateDict this[int index] => new(_root, $"{_prefix}{index}.");

    public bool Has(string key) => _root.Tensors.ContainsKey(_prefix + key);

    /// <summary>Some key starts with this level's prefix and the name.</summary>
    public bool HasPart(string name) => _root.Tensors.Keys.Any(k => k.StartsWith($"{_prefix}{name}.", StringComparison.Ordinal));

    /// <summary>How many of name.0, name.1, ... there are.</summary>
    public int Count(string name)
    {
        var count = 0;
        while (HasPart($"{name}.{count}")) count++;
        return count;
    }

    /// <summary>A stored size, to read a network's widths from its checkpoint; 1 where the key or axis is missing, which the layer that asks for the weight reports,
    /// and where no network has such a size, which is noted here.</summary>
    public int SizeOf(string key, int axis)
    {
        if (!_root.Tensors.TryGetValue(_prefix + key, out var tensor) || axis >= tensor.Shape.Count) return 1;
        if (tensor.Shape[axis] is >= 1 and <= LargestSize) return (int)tensor.Shape[axis];
        _root.Faults.Add($"'{_prefix}{key}' is {tensor.ShapeText} (expected sizes from 1 to {LargestSize})");
        return 1;
    }

    /// <summary>The weight as a constant of the graph, in <see cref="Type"/> unless told. Trailing axes of size 1 may differ from what is stored (1x1 convolutions used as linears).</summary>
    /// <param name="shape">As stored, before the form is applied.</param>
    public Value Weight(GraphBuilder g, string key, Shape shape, WeightForm form = WeightForm.AsStored, DType? type = null)
    {
        var tensor = Find(key, shape);
        return g.Weight($"{_root.Name}/{_prefix}{key}{(form == WeightForm.AsStored ? "" : "." + form)}", type ?? _root.Type, FormOf(shape, form), new WeightSource(tensor, form));
    }

    /// <summary>[1, rows, channels]: the first rows of a stored table, as a constant of their own. Cutting them off in the graph would be a sum of constants,
    /// which runtimes do when they open a graph, before they have the weights.</summary>
    public Value FirstRows(GraphBuilder g, string key, int rows, int channels)
    {
        var table = Find(key, [1, Math.Max(rows, SizeOf(key, 1)), channels]);
        var bytes = Math.Min(table.Data.Length, rows * channels * table.Type.Size());
        var first = table with { Key = $"{table.Key}[..{rows}]", Shape = [1, rows, channels], Data = table.Data[..bytes] };
        return g.Weight($"{_root.Name}/{_prefix}{key}[..{rows}]", _root.Type, [1, rows, channels], new WeightSource(first, WeightForm.AsStored));
    }

    /// <summary>Keys of the whole checkpoint that no graph asked for, without those that <paramref name="ignored"/> knows.</summary>
    public IReadOnlyList<string> Unused(Func<string, bool> ignored) => [.. _root.Tensors.Keys.Where(k => !_root.Used.Contains(k) && !ignored(k)).Order(StringComparer.Ordinal)];

    /// <summary>Each missing key and wrong shape once, as "'key' is missing (expected [2, 3])" or "'key' is [3, 2] (expected [2, 3])".</summary>
    public IReadOnlyList<string> Faults => [.. _root.Faults.Distinct(StringComparer.Ordinal)];

    /// <exception cref="CheckpointException">Keys were missing or had other shapes; all are named.</exception>
    public void ThrowIfFaulty()
    {
        if (Faults is { Count: > 0 } faults) throw new CheckpointException($"The checkpoint {_root.Name} does not fit its network, {faults.Count} keys: {string.Join("; ", faults)}.");
    }

    /// <summary>The tensor under a key, marked as used; what is wrong with it is noted, and a tensor of no elements stands for a missing one.</summary>
    private StoredTensor Find(string key, Shape shape)
    {
        var full = _prefix + key;
        if (!_root.Tensors.TryGetValue(full, out var tensor))
        {
            _root.Faults.Add($"'{full}' is missing (expected {Told(shape)})");
            return new StoredTensor("", full, StoredType.F32, [.. shape.Select(d => d.Size)], default);
        }

        _root.Used.Add(full);
        if (!Trimmed(tensor.Shape).SequenceEqual(Trimmed([.. shape.Select(d => d.Size)]))) _root.Faults.Add($"'{full}' is {tensor.ShapeText} (expected {Told(shape)})");
        return tensor;
    }

    private static Shape FormOf(Shape shape, WeightForm form) => form switch
    {
        WeightForm.Transposed => [shape[1], shape[0]],
        WeightForm.UpsampleEvenEven or WeightForm.UpsampleEvenOdd or WeightForm.UpsampleOddEven or WeightForm.UpsampleOddOdd => shape.With(2, 2).With(3, 2),
        WeightForm.WinogradSmall => [16, shape[0], shape[1]],
        WeightForm.WinogradLarge => [36, shape[0], shape[1]],
        WeightForm.WinogradEnlarged => [9, shape[0], shape[1]],
        _ => shape,
    };

    /// <summary>Without trailing axes of size 1, which graphs may add.</summary>
    private static string Told(Shape shape) => $"[{string.Join(", ", Trimmed([.. shape.Select(d => d.Size)]))}]";

    private static IEnumerable<long> Trimmed(IReadOnlyList<long> shape) => shape.Reverse().SkipWhile(d => d == 1).Reverse();

    private sealed record Root(string Name, IReadOnlyDictionary<string, StoredTensor> Tensors, DType Type)
    {
        public HashSet<string> Used { get; } = new(StringComparer.Ordinal);

        public List<string> Faults { get; } = [];
    }
}
