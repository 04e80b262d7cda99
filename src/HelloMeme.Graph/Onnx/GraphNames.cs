namespace HelloMeme.Graph.Onnx;

/// <summary>The one name of every value; two values never share one.</summary>
internal sealed class GraphNames
{
    private readonly Dictionary<Value, string> _names = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _counters = new(StringComparer.Ordinal);

    public string this[Value value] => _names[value];

    /// <summary>Takes a name for good.</summary>
    /// <exception cref="GraphException">It is taken.</exception>
    public string Reserve(string name) => _taken.Add(name) ? name : throw new GraphException($"Two inputs or outputs are called '{name}'.");

    public void Give(Value value, string name) => _names.Add(value, Reserve(name));

    /// <summary>False when the value has a name already: the name stays free.</summary>
    public bool TryGive(Value value, string name)
    {
        if (_names.ContainsKey(value)) return false;
        Give(value, name);
        return true;
    }

    /// <summary>stem_0, stem_1, ... for values without a name.</summary>
    public void Number(Value value, string stem)
    {
        if (_names.ContainsKey(value)) return;
        var number = _counters.GetValueOrDefault(stem);
        while (!_taken.Add($"{stem}_{number}")) number++;
        _names.Add(value, $"{stem}_{number}");
        _counters[stem] = number + 1;
    }
}
