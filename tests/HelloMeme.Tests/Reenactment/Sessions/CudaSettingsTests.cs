using HelloMeme.Media;
using HelloMeme.Reenactment.Sessions;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

public sealed class CudaSettingsTests
{
    [Fact]
    public void Defaults_are_sound_and_become_options_of_the_provider()
    {
        var settings = new CudaSettings();
        Assert.Empty(settings.Faults());
        var options = settings.ToProviderOptions();
        Assert.Equal("HEURISTIC", options["cudnn_conv_algo_search"]);
        Assert.Equal("kSameAsRequested", options["arena_extend_strategy"]);
        Assert.False(options.ContainsKey("gpu_mem_limit"));
        Assert.True(settings.DisableCpuFallback);
    }

    [Fact]
    public void Every_setting_reaches_the_provider()
    {
        var options = new CudaSettings { DeviceId = 2, MemoryLimitMegabytes = 6000, ArenaExtendStrategy = "kNextPowerOfTwo", CudnnConvAlgoSearch = "EXHAUSTIVE", PreferNhwc = true, UseTf32 = false, EnableCudaGraph = true }.ToProviderOptions();
        Assert.Equal(
            ["arena_extend_strategy=kNextPowerOfTwo", "cudnn_conv_algo_search=EXHAUSTIVE", "device_id=2", "enable_cuda_graph=1", "gpu_mem_limit=6291456000", "prefer_nhwc=1", "use_tf32=0"],
            options.Select(o => $"{o.Key}={o.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Values_that_make_no_sense_are_told_with_what_does()
    {
        var faults = new CudaSettings { DeviceId = -1, MemoryLimitMegabytes = 6, ArenaExtendStrategy = "much", CudnnConvAlgoSearch = "heuristic" }.Faults();
        Assert.Equal(4, faults.Count);
        Assert.Contains("kSameAsRequested, kNextPowerOfTwo", faults[2], StringComparison.Ordinal);
        Assert.Contains("HEURISTIC", faults[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Cuda_graphs_are_refused_for_open_shapes_and_for_plain_runs()
    {
        CudaGraphs.RequireFixedShapes([("x", [1, 4])]);
        var open = Assert.Throws<UserFaultException>(() => CudaGraphs.RequireFixedShapes([("x", [1, 4]), ("latents", [-1, 4])]));
        Assert.Equal("cuda-graph-needs-shapes", open.Code);
        Assert.Contains("'latents'", open.Message, StringComparison.Ordinal);

        var cuda = new CudaSettings { EnableCudaGraph = true };
        CudaGraphs.RefusePlainRun(new SessionSettings { Cuda = cuda }); // on the CPU it means nothing
        Assert.Equal("cuda-graph-needs-binding", Assert.Throws<UserFaultException>(() => CudaGraphs.RefusePlainRun(new SessionSettings(ExecutionProvider.Cuda) { Cuda = cuda })).Code);
    }
}
