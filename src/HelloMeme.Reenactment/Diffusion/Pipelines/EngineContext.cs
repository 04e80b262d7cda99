using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>What every stage of a render needs: weights, where networks run, and sizes. Branches: 2 with guidance (negative first), 1 without.</summary>
public sealed record EngineContext(DiffusionWeights Weights, DeviceNetworks Networks, int Branches, int Height, int Width)
{
    public UNetSizes Sizes { get; } = new(UNetLayout.Read(Weights.UNet), Height, Width);

    /// <summary>Other runtimes than the CPU's choose between convolutions themselves.</summary>
    public GraphForm Form { get; init; } = Networks.Settings.Provider == ExecutionProvider.Cpu ? GraphForm.Winograd : GraphForm.Fast;

    /// <summary>Most that the maps of a level's chunks take on the device; chunks beyond it take turns. On the CPU a turn is a copy within the same memory, and more than a little would only make a film's memory grow with its length.</summary>
    public long ResidentBytes { get; init; } = Networks.Settings.Provider == ExecutionProvider.Cpu ? 1L << 24 : 3L << 30;

    /// <summary>For scratch files.</summary>
    public required string ScratchFolder { get; init; }

    public DType Type => Weights.UNet.Type;

    /// <summary>Distinguishes graphs of the same network.</summary>
    public string Shape => $"{Form}-{Branches}x{Height}x{Width}-{Type}".ToLowerInvariant();
}
