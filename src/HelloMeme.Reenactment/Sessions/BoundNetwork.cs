using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>A network tied to tensors on the device: each run reads and overwrites them where they lie, and nothing crosses to the host.
/// Its session and tensors must outlive it. One thread at a time.</summary>
public sealed class BoundNetwork : IDisposable
{
    private const string Unrecorded = "-1"; // the runtime's word for a run that is not to be captured

    private static int s_lastGraph;

    private readonly InferenceSession _session;
    private readonly SessionSettings _settings;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _run = new();

    internal BoundNetwork(InferenceSession session, SessionSettings settings, ReadOnlySpan<NamedTensor> inputs, ReadOnlySpan<NamedTensor> outputs, bool once)
    {
        (_session, _settings) = (session, settings);
        if (settings.UsesCudaGraph) _run.AddRunConfigEntry("gpu_graph_id", once ? Unrecorded : $"{Interlocked.Increment(ref s_lastGraph)}"); // a captured graph keeps these addresses
        _binding = session.CreateIoBinding();
        foreach (var (name, tensor) in inputs) _binding.BindInput(name, OnDevice(name, tensor));
        foreach (var (name, tensor) in outputs) _binding.BindOutput(name, OnDevice(name, tensor));
        _binding.SynchronizeBoundInputs();
    }

    /// <exception cref="Media.UserFaultException">"out-of-memory".</exception>
    public void Run() => SessionFaults.Tell(_settings, () =>
    {
        _session.RunWithBinding(_run, _binding);
        _binding.SynchronizeBoundOutputs();
        return 0;
    });

    public void Dispose()
    {
        _binding.Dispose();
        _run.Dispose();
    }

    /// <summary>The runtime would copy a host tensor once, when it is bound, and never see later changes.</summary>
    private static OrtValue OnDevice(string name, Tensor tensor) =>
        tensor.OnDevice ? tensor.Value : throw new ArgumentException($"'{name}' lies on the host: upload it before it is bound.", nameof(tensor));
}
