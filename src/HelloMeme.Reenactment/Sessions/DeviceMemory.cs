using HelloMeme.Graph.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>The memory that a provider computes in: places for tensors that stay between runs, and the only way into it and out of it.
/// On the CPU it is ordinary memory, but crossings are made and counted all the same, so that a pipeline's copies can be tested anywhere.
/// Must outlive its tensors.</summary>
public sealed class DeviceMemory : IDisposable
{
    private readonly SessionSettings _settings;
    private readonly Dictionary<(DType From, DType To, int Rank), InferenceSession> _copies = [];
    private readonly RunOptions _run = new();
    private readonly Lock _gate = new();
    private readonly OrtAllocator _allocator;

    /// <exception cref="Media.UserFaultException">"out-of-memory".</exception>
    public DeviceMemory(SessionSettings settings)
    {
        _settings = settings with { Cuda = settings.Cuda with { EnableCudaGraph = false } }; // copies have any shape
        var session = Copier(DType.Float, DType.Float, 1);
        using var places = session.GetMemoryInfosForInputs();
        _allocator = new OrtAllocator(session, places[0]);
    }

    /// <summary>Tensors that went from the host to the device so far.</summary>
    public long Uploads { get; private set; }

    /// <summary>Tensors that came from the device to the host so far.</summary>
    public long Downloads { get; private set; }

    /// <summary>A place on the device; its elements are undefined until a network or an upload writes them.</summary>
    /// <exception cref="Media.UserFaultException">"out-of-memory".</exception>
    public Tensor New(DType type, params long[] shape) => SessionFaults.Tell(_settings, () => Tensor.Allocate(_allocator, type, shape));

    /// <summary>The host's elements in a new place on the device, converted to the type where one is told.</summary>
    public Tensor Upload(Tensor host, DType? type = null)
    {
        var device = New(type ?? host.Type, [.. host.Shape]);
        Upload(host, device);
        return device;
    }

    /// <summary>Overwrites a tensor on the device, converted to its type.</summary>
    public void Upload(Tensor host, Tensor device)
    {
        if (host.OnDevice || !device.OnDevice) throw new ArgumentException("An upload goes from the host to the device.", nameof(host));
        Copy(host, device);
        lock (_gate) Uploads++;
    }

    /// <summary>Overwrites a tensor on the host, converted to its type.</summary>
    public void Download(Tensor device, Tensor host)
    {
        if (host.OnDevice || !device.OnDevice) throw new ArgumentException("A download goes from the device to the host.", nameof(device));
        Copy(device, host);
        lock (_gate) Downloads++;
    }

    public void Dispose()
    {
        _allocator.Dispose();
        _run.Dispose();
        foreach (var session in _copies.Values) session.Dispose();
    }

    /// <summary>Within the device; crosses nothing and is not counted.</summary>
    public void CopyOnDevice(Tensor from, Tensor to)
    {
        if (!from.OnDevice || !to.OnDevice) throw new ArgumentException("Both tensors lie on the device.", nameof(from));
        Copy(from, to);
    }

    /// <summary>Gives memory back that networks computed in and nobody holds any more. Only on the CPU, where all networks share one; elsewhere it goes with their sessions.</summary>
    public void Shrink()
    {
        if (_settings.Provider != ExecutionProvider.Cpu) return;
        using var run = new RunOptions();
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using Tensor from = New(DType.Float, 1), to = New(DType.Float, 1);
        lock (_gate) Copy(from, to, run);
    }

    /// <summary>By a graph of one node, which the runtime brings its operands to: this works alike on every provider.</summary>
    private void Copy(Tensor from, Tensor to)
    {
        if (!from.Shape.SequenceEqual(to.Shape))
            throw new ArgumentException($"A copy keeps the shape: [{string.Join(", ", from.Shape)}] does not fit [{string.Join(", ", to.Shape)}].", nameof(to));
        lock (_gate) Copy(from, to, _run);
    }

    private void Copy(Tensor from, Tensor to, RunOptions run)
    {
        var session = Copier(from.Type, to.Type, from.Shape.Count);
        SessionFaults.Tell(_settings, () =>
        {
            using var binding = session.CreateIoBinding();
            binding.BindInput("x", from.Value);
            binding.BindOutput("y", to.Value);
            binding.SynchronizeBoundInputs();
            session.RunWithBinding(run, binding);
            binding.SynchronizeBoundOutputs();
            return 0;
        });
    }

    private InferenceSession Copier(DType from, DType to, int rank)
    {
        if (_copies.TryGetValue((from, to, rank), out var session)) return session;
        var g = new GraphBuilder();
        var x = g.Input("x", from, [.. Enumerable.Range(0, rank).Select(i => (Dim)$"d{i}")]);
        g.Output("y", from == to ? x : g.Cast(x, to));
        session = SessionFaults.Tell(_settings, () =>
        {
            using var options = NetworkSession.Options(_settings);
            return new InferenceSession(OnnxFile.ToBytes(g.Build()), options);
        });
        _copies.Add((from, to, rank), session);
        return session;
    }
}
