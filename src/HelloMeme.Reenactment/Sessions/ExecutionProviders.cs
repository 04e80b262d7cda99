using HelloMeme.Graph.Onnx;
using HelloMeme.Media;
using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>Which execution providers really work here: compiled in is not enough, so each is tried with a tiny session.</summary>
public static class ExecutionProviders
{
    internal const string NoCpuFallback = "session.disable_cpu_ep_fallback";

    /// <summary>Every provider, with the reason where it cannot be used.</summary>
    public static IReadOnlyList<ProviderStatus> Probe(CudaSettings? cuda = null) =>
        Enum.GetValues<ExecutionProvider>().Select(p => Probe(new SessionSettings(p) { Cuda = cuda ?? new() })).ToArray();

    /// <summary>Runs 1 + 1 on the provider alone: no operator may fall to the CPU.</summary>
    public static ProviderStatus Probe(SessionSettings settings)
    {
        var provider = settings.Provider;
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            Append(options, settings with { Cuda = settings.Cuda with { DisableCpuFallback = true, EnableCudaGraph = false } });
            using var session = new InferenceSession(TinyModel(), options);
            using var run = new RunOptions();
            using var x = Tensor.OfFloats(1);
            using var y = Tensor.OfFloats(1);
            x.Floats[0] = 1;
            session.Run(run, ["x"], [x.Value], ["y"], [y.Value]);
            return new ProviderStatus(provider, y.Floats[0] == 2 ? null : $"1 + 1 came back as {y.Floats[0]}");
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException or NotSupportedException)
        {
            return new ProviderStatus(provider, e.Message.ReplaceLineEndings(" ").Trim());
        }
    }

    /// <summary>By name as written in settings: cpu, cuda, tensorrt, directml, coreml, webgpu.</summary>
    /// <exception cref="UserFaultException">"provider-unknown".</exception>
    public static ExecutionProvider Parse(string name)
    {
        foreach (var provider in Enum.GetValues<ExecutionProvider>())
            if (string.Equals(provider.ToString(), name, StringComparison.OrdinalIgnoreCase)) return provider;
        var names = string.Join(", ", Enum.GetNames<ExecutionProvider>().Select(n => n.ToLowerInvariant()));
        throw new UserFaultException("provider-unknown", $"There is no execution provider \"{name}\": use one of {names}.");
    }

    /// <exception cref="UserFaultException">"provider-unusable": it was wanted and does not work, and nothing else is taken in its place.</exception>
    public static void Require(SessionSettings settings)
    {
        if (Probe(settings).Fault is { } fault)
            throw new UserFaultException("provider-unusable",
                $"The execution provider {settings.Provider} cannot be used here ({fault}): install what it needs or choose cpu.");
    }

    internal static void Append(SessionOptions options, SessionSettings settings)
    {
        if (settings.Provider != ExecutionProvider.Cpu && settings.Cuda.DisableCpuFallback) options.AddSessionConfigEntry(NoCpuFallback, "1");
        switch (settings.Provider)
        {
            case ExecutionProvider.Cpu:
                break;
            case ExecutionProvider.Cuda:
                using (var cuda = new OrtCUDAProviderOptions())
                {
                    cuda.UpdateOptions(settings.Cuda.ToProviderOptions());
                    options.AppendExecutionProvider_CUDA(cuda);
                }

                break;
            case ExecutionProvider.TensorRt:
                using (var tensorRt = new OrtTensorRTProviderOptions()) options.AppendExecutionProvider_Tensorrt(tensorRt);
                break;
            case ExecutionProvider.DirectMl:
                options.EnableMemoryPattern = false;
                options.ExecutionMode = ExecutionMode.ORT_SEQUENTIAL;
                options.AppendExecutionProvider("DML");
                break;
            default:
                options.AppendExecutionProvider(settings.Provider == ExecutionProvider.CoreMl ? "CoreML" : "WebGPU");
                break;
        }
    }

    private static byte[] TinyModel()
    {
        var g = new GraphBuilder();
        g.Output("y", g.Input("x", DType.Float, [1]) + 1);
        return OnnxFile.ToBytes(g.Build());
    }
}

/// <summary>Fault is null where the provider works, else the runtime's own words.</summary>
public sealed record ProviderStatus(ExecutionProvider Provider, string? Fault)
{
    public bool Usable => Fault is null;
}
