using HelloMeme.Graph.Onnx;
using HelloMeme.Media;
using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>One opened network: named tensors in, named tensors out. Several threads may run it at once, each with its own tensors.</summary>
public sealed class NetworkSession : IDisposable
{
    private readonly SessionSettings _settings;
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly IDisposable[] _owned;

    /// <summary>Opens a .onnx file.</summary>
    /// <exception cref="UserFaultException">"out-of-memory", "cuda-graph-needs-shapes".</exception>
    public NetworkSession(string path, SessionSettings settings)
        : this(settings, options => new InferenceSession(path, options))
    {
    }

    /// <summary>Opens a model in memory.</summary>
    /// <exception cref="UserFaultException">As for a file.</exception>
    public NetworkSession(byte[] model, SessionSettings settings)
        : this(settings, options => new InferenceSession(model, options))
    {
    }

    /// <summary>Opens a .onnx file whose weights stay outside; the session owns them and its hold on packed ones from here on.</summary>
    internal NetworkSession(string path, GivenWeights weights, PackedWeights.Hold packed, SessionSettings settings)
        : this(settings, options =>
        {
            if (weights.Mode == SessionMode.Fast) options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL; // the layout pass is part of this level
            options.AddSessionConfigEntry("optimization.disable_specified_optimizers", string.Join(';', PassesThatReadWeights(weights, settings)));
            weights.AddTo(options);
            // The CPU's 16-bit norms cannot share what they pack.
            return WidensHalves(weights, settings) ? new InferenceSession(path, options) : new InferenceSession(path, options, packed.Container);
        })
    {
        (Weights, _owned) = (weights, [weights, packed]);
    }

    private NetworkSession(SessionSettings settings, Func<SessionOptions, InferenceSession> open)
    {
        (_settings, _owned) = (settings, []);
        _session = SessionFaults.Tell(settings, () =>
        {
            using var options = Options(settings);
            return open(options);
        });
        try
        {
            if (settings.UsesCudaGraph) CudaGraphs.RequireFixedShapes(_session.InputMetadata.Select(i => (i.Key, i.Value.Dimensions)));
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Text the model file carries.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    public IReadOnlyList<string> Inputs => _session.InputNames;

    public IReadOnlyList<string> Outputs => _session.OutputNames;

    /// <summary>Null where the weights are inside the graph.</summary>
    internal GivenWeights? Weights { get; }

    /// <summary>Reads the inputs and overwrites the outputs; only the outputs named are computed.</summary>
    /// <exception cref="UserFaultException">"out-of-memory", "cuda-graph-needs-binding".</exception>
    public void Run(ReadOnlySpan<NamedTensor> inputs, ReadOnlySpan<NamedTensor> outputs)
    {
        CudaGraphs.RefusePlainRun(_settings);
        var (inputNames, inputValues) = Split(inputs);
        var (outputNames, outputValues) = Split(outputs);
        SessionFaults.Tell(_settings, () =>
        {
            _session.Run(_runOptions, inputNames, inputValues, outputNames, outputValues);
            return 0;
        });
    }

    /// <summary>Ties tensors on the device to it; each run of the result overwrites the outputs where they lie.</summary>
    /// <param name="once">It is run once: recording its launches would cost more than it saves.</param>
    public BoundNetwork Bind(ReadOnlySpan<NamedTensor> inputs, ReadOnlySpan<NamedTensor> outputs, bool once = false) => new(_session, _settings, inputs, outputs, once);

    /// <summary>A tensor of an output's element type and shape, with the batch given where the shape leaves one dimension open;
    /// on the device where one is given, else on the host.</summary>
    public NamedTensor NewOutput(string name, long batch = 1, DeviceMemory? device = null)
    {
        var output = _session.OutputMetadata[name];
        var type = (DType)(int)output.ElementDataType;
        long[] shape = [.. output.Dimensions.Select(d => d < 0 ? batch : d)];
        return new NamedTensor(name, device is null ? Tensor.Of(type, shape) : device.New(type, shape));
    }

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
        foreach (var owned in _owned) owned.Dispose();
    }

    internal static SessionOptions Options(SessionSettings settings)
    {
        var options = new SessionOptions { IntraOpNumThreads = settings.Threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.EnableMemoryPattern = settings.Provider != ExecutionProvider.Cpu; // one block beside the first run's pieces: memory twice over, and no faster
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", settings.Spinning ? "1" : "0");
        SharedArena.AddTo(options);
        ExecutionProviders.Append(options, settings);
        return options;
    }

    /// <summary>Optimiser passes that want the elements of weights that the graph's file does not hold: the blocked layout of convolutions, and on
    /// the CPU, which widens 16-bit weights, both ways of folding that widening.</summary>
    private static IEnumerable<string> PassesThatReadWeights(GivenWeights weights, SessionSettings settings)
    {
        if (weights.Mode == SessionMode.Shared) yield return "NchwcTransformer";
        if (!WidensHalves(weights, settings)) yield break;
        yield return "ConstantFolding";
        yield return "FuseFp16InitializerToFp32NodeTransformer";
    }

    private static bool WidensHalves(GivenWeights weights, SessionSettings settings) => weights.HasHalves && settings.Provider == ExecutionProvider.Cpu;

    private static (string[] Names, OrtValue[] Values) Split(ReadOnlySpan<NamedTensor> tensors)
    {
        var names = new string[tensors.Length];
        var values = new OrtValue[tensors.Length];
        for (var i = 0; i < names.Length; i++) (names[i], values[i]) = (tensors[i].Name, tensors[i].Tensor.Value);
        return (names, values);
    }
}

/// <summary>A tensor and the network's name for it.</summary>
public readonly record struct NamedTensor(string Name, Tensor Tensor);
