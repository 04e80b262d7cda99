using HelloMeme.Graph.Checkpoints;
using static TorchSharp.torch;

namespace HelloMeme.Benchmarks.Torch;

/// <summary>The same weights as tensors of libtorch, by key under a path; each widened once.</summary>
internal sealed class TorchWeights(IReadOnlyDictionary<string, StoredTensor> stored, string path, Dictionary<string, Tensor> tensors) : IDisposable
{
    public TorchWeights(IReadOnlyDictionary<string, StoredTensor> stored, string path)
        : this(stored, path, new Dictionary<string, Tensor>(StringComparer.Ordinal))
    {
    }

    /// <summary>One level down.</summary>
    public TorchWeights At(string name) => new(stored, $"{path}.{name}", tensors);

    public bool Has(string key) => stored.ContainsKey($"{path}.{key}");

    public Tensor this[string key]
    {
        get
        {
            var full = $"{path}.{key}";
            if (!tensors.TryGetValue(full, out var tensor)) tensors.Add(full, tensor = Of(new WeightSource(stored[full], WeightForm.AsStored).ToFloats(), [.. stored[full].Shape]));
            return tensor;
        }
    }

    /// <summary>Kept outside the scope that a run cleans up.</summary>
    public static Tensor Of(float[] values, params long[] shape) => tensor(values, shape).DetachFromDisposeScope();

    /// <summary>A tensor made of no weights, kept under a name.</summary>
    public Tensor Constant(string name, Func<(float[] Values, long[] Shape)> make)
    {
        if (tensors.TryGetValue(name, out var known)) return known;
        var (values, shape) = make();
        return tensors[name] = Of(values, shape);
    }

    public void Dispose()
    {
        foreach (var tensor in tensors.Values) tensor.Dispose();
        tensors.Clear();
    }
}
