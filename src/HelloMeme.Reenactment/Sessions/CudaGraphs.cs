using HelloMeme.Media;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>What a network must be for its launches to be recorded and replayed: fixed shapes, and tensors at fixed addresses.</summary>
internal static class CudaGraphs
{
    /// <exception cref="UserFaultException">"cuda-graph-needs-shapes".</exception>
    public static void RequireFixedShapes(IEnumerable<(string Name, int[] Dimensions)> inputs)
    {
        foreach (var (name, dimensions) in inputs)
        {
            if (dimensions.Any(d => d < 0))
                throw new UserFaultException("cuda-graph-needs-shapes", $"CUDA graphs need fixed shapes, and '{name}' has an open one: switch Studio:Cuda:EnableCudaGraph off.");
        }
    }

    /// <exception cref="UserFaultException">"cuda-graph-needs-binding".</exception>
    public static void RefusePlainRun(SessionSettings settings)
    {
        if (settings.UsesCudaGraph)
            throw new UserFaultException("cuda-graph-needs-binding", "CUDA graphs need tensors that stay in place, and this network is run without: switch Studio:Cuda:EnableCudaGraph off.");
    }
}
