using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>One opened network: named tensors in, named tensors out. Several threads may run it at once, each with its own tensors.</summary>
public sealed class NetworkSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly GivenWeights? _weights;

    /// <summary>Opens a .onnx file.</summary>
    public NetworkSession(string path, SessionSettings settings)
    {
        using var options = Options(settings);
        _session = new InferenceSession(path, options);
    }

    /// <summary>Opens a .onnx file whose weights stay outside; the session owns them from here on. Passes that would read weights
    /// while the graph is optimised are off, since the file holds none.</summary>
    public NetworkSession(string path, GivenWeights weights, SessionSettings settings)
    {
        using var options = Options(settings);
        options.AddSessionConfigEntry("optimization.disable_specified_optimizers", PassesThatReadWeights(weights, settings));
        weights.AddTo(options);
        _weights = weights;
        _session = new InferenceSession(path, options);
    }

    /// <summary>Opens a model in memory.</summary>
    public NetworkSession(byte[] model, SessionSettings settings)
    {
        using var options = Options(settings);
        _session = new InferenceSession(model, options);
    }

    internal NetworkSession(byte[] model, SessionOptions options) => _session = new InferenceSession(model, options);

    /// <summary>Text the model file carries.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    public IReadOnlyList<string> Inputs => _session.InputNames;

    public IReadOnlyList<string> Outputs => _session.OutputNames;

    /// <summary>Reads the inputs and overwrites the outputs; only the outputs named are computed.</summary>
    public void Run(ReadOnlySpan<NamedTensor> inputs, ReadOnlySpan<NamedTensor> outputs)
    {
        var (inputNames, inputValues) = Split(inputs);
        var (outputNames, outputValues) = Split(outputs);
        _session.Run(_runOptions, inputNames, inputValues, outputNames, outputValues);
    }

    /// <summary>A tensor of an output's element type and shape, with the batch given where the shape leaves one dimension open.</summary>
    public NamedTensor NewOutput(string name, long batch = 1)
    {
        var shape = _session.OutputMetadata[name].Dimensions;
        return new NamedTensor(name, Tensor.OfFloats([.. shape.Select(d => d < 0 ? batch : d)]));
    }

    public void Dispose()
    {
        _runOptions.Dispose();
        _session.Dispose();
        _weights?.Dispose();
    }

    /// <summary>16-bit graphs run in 32 bits on the CPU, and two passes would widen the weights while the graph is opened.</summary>
    private static string PassesThatReadWeights(GivenWeights weights, SessionSettings settings) => weights.HasHalves && settings.Provider == ExecutionProvider.Cpu
        ? "NchwcTransformer;ConstantFolding;FuseFp16InitializerToFp32NodeTransformer"
        : "NchwcTransformer";

    private static SessionOptions Options(SessionSettings settings)
    {
        var options = new SessionOptions { IntraOpNumThreads = settings.Threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", settings.Spinning ? "1" : "0");
        ExecutionProviders.Append(options, settings.Provider);
        return options;
    }

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
