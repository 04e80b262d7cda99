using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>Networks of one engine on one device, opened when first needed. Names are unique within the engine's weights.</summary>
public sealed class DeviceNetworks(SessionPool pool, DeviceMemory device, SessionSettings settings, string identity, SessionMode mode)
{
    public DeviceMemory Device => device;

    public SessionSettings Settings => settings;

    public SessionLease Rent(string name, Func<OnnxModel> build, CancellationToken token) => pool.Rent($"{name}-{identity}", mode, build, token);

    /// <summary>Runs a network once; its outputs stay on the device.</summary>
    public TensorSet Run(string name, Func<OnnxModel> build, IEnumerable<NamedTensor> inputs, CancellationToken token)
    {
        token.ThrowIfCancellationRequested();
        using var lease = Rent(name, build, token);
        using var outputs = new TensorSet();
        foreach (var output in lease.Session.Outputs) outputs.Add(output, lease.Session.NewOutput(output, device: device).Tensor);
        var wanted = lease.Session.Inputs.ToHashSet(StringComparer.Ordinal);
        using var bound = lease.Session.Bind([.. inputs.Where(i => wanted.Contains(i.Name))], [.. outputs.All], once: true);
        bound.Run();
        return outputs.Release();
    }

    /// <summary>Host numbers in a new tensor on the device.</summary>
    public Tensor Upload(ReadOnlySpan<float> values, DType type, params long[] shape)
    {
        using var host = Tensor.OfFloats(shape);
        values.CopyTo(host.Floats);
        return device.Upload(host, type);
    }

    /// <summary>A second tensor with the same elements.</summary>
    public Tensor Copy(Tensor tensor)
    {
        var copy = device.New(tensor.Type, [.. tensor.Shape]);
        device.CopyOnDevice(tensor, copy);
        return copy;
    }

    public float[] Download(Tensor tensor)
    {
        using var host = Tensor.OfFloats([.. tensor.Shape]);
        device.Download(tensor, host);
        return host.Floats.ToArray();
    }
}
