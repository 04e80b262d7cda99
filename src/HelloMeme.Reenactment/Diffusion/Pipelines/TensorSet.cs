using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>Tensors on the device by the name a network gives or takes them. Owns them.</summary>
public sealed class TensorSet : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    public Tensor this[string name] => _tensors[name];

    public IEnumerable<NamedTensor> All => _tensors.Select(t => new NamedTensor(t.Key, t.Value));

    public Tensor Add(string name, Tensor tensor)
    {
        _tensors.Add(name, tensor);
        return tensor;
    }

    /// <summary>Takes over all tensors of another set, which ends empty.</summary>
    public void TakeAll(TensorSet other)
    {
        foreach (var (name, tensor) in other._tensors) _tensors.Add(name, tensor);
        other._tensors.Clear();
    }

    /// <summary>All tensors as a set of its own; this one ends empty. Whoever makes a set disposes it unless it gets so far.</summary>
    public TensorSet Release()
    {
        var all = new TensorSet();
        all.TakeAll(this);
        return all;
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values) tensor.Dispose();
    }
}
