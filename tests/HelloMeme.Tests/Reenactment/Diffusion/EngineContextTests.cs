using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

public sealed class EngineContextTests
{
    [Theory]
    [InlineData(ExecutionProvider.Cpu, GraphForm.Winograd)]
    [InlineData(ExecutionProvider.Cuda, GraphForm.Fast)] // cuDNN chooses between convolutions itself
    [InlineData(ExecutionProvider.DirectMl, GraphForm.Fast)]
    public void Only_the_cpu_is_given_convolutions_by_products(ExecutionProvider provider, GraphForm form)
    {
        using var folder = new ScratchFolder();
        using var store = new ModelStore(folder.Path, TestSessions.Settings);
        using var pool = new SessionPool(store, budgetBytes: 1);
        var w = new StateDict("sd15_unet", KeyList.Load("sd15_unet"), DType.Float);
        var weights = new DiffusionWeights("keys", w, w, Heads: 8, Groups: 32, w, w, ModuleConfig.Default, w, w, w, null, PortraitControl: false);
        var networks = new DeviceNetworks(pool, store.Device, new SessionSettings(provider), weights.Identity, SessionMode.Shared);
        var context = new EngineContext(weights, networks, Branches: 1, Height: 64, Width: 64) { ScratchFolder = folder.Path };
        Assert.Equal(form, context.Form);
        Assert.StartsWith($"{form}-".ToLowerInvariant(), context.Shape, StringComparison.Ordinal);
    }
}
