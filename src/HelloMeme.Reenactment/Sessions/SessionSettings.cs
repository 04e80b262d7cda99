namespace HelloMeme.Reenactment.Sessions;

/// <summary>How networks are run. Threads: of one operator, 0 lets the runtime take every core. Spinning keeps idle threads awake:
/// quicker when alone on the machine, unkind when not.</summary>
public sealed record SessionSettings(ExecutionProvider Provider = ExecutionProvider.Cpu, int Threads = 0, bool Spinning = false)
{
    /// <summary>Counts only where <see cref="Provider"/> is CUDA, but for <see cref="CudaSettings.DisableCpuFallback"/>.</summary>
    public CudaSettings Cuda { get; init; } = new();

    internal bool UsesCudaGraph => Provider == ExecutionProvider.Cuda && Cuda.EnableCudaGraph;
}

/// <summary>Where networks run.</summary>
public enum ExecutionProvider
{
    Cpu,
    Cuda,
    TensorRt,
    DirectMl,
    CoreMl,
    WebGpu,
}
