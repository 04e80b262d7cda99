using HelloMeme.Graph.Onnx;
using HelloMeme.Media;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Microsoft.ML.OnnxRuntime;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

public sealed class ExecutionProvidersTests
{
    /// <summary>A provider of another operating system: never usable here.</summary>
    private static readonly ExecutionProvider Foreign = OperatingSystem.IsWindows() ? ExecutionProvider.CoreMl : ExecutionProvider.DirectMl;

    [Fact]
    public void Probe_lists_every_provider_and_the_processor_works()
    {
        var found = ExecutionProviders.Probe();
        Assert.Equal(Enum.GetValues<ExecutionProvider>(), found.Select(p => p.Provider));
        Assert.True(found[0].Usable);
        Assert.False(string.IsNullOrWhiteSpace(found.Single(p => p.Provider == Foreign).Fault));
    }

    [Fact]
    public void A_wanted_provider_that_fails_is_a_fault_not_a_run_on_the_processor()
    {
        using var folder = new ScratchFolder();
        var fault = Assert.Throws<UserFaultException>(() => new ModelStore(folder.Path, new SessionSettings(Foreign)));
        Assert.Equal("provider-unusable", fault.Code);
        Assert.Contains(Foreign.ToString(), fault.Message, StringComparison.Ordinal);
    }

    /// <summary>The processor stands for a provider that lacks operators: with the ban on, the runtime refuses all that is left to it.</summary>
    [Fact]
    public void Operators_left_to_the_processor_are_a_fault_that_says_what_helps()
    {
        var g = new GraphBuilder();
        g.Output("y", g.Input("x", DType.Float, [1]) + 1);
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        options.AddSessionConfigEntry(ExecutionProviders.NoCpuFallback, "1");
        var fault = Assert.Throws<UserFaultException>(() => SessionFaults.Tell(new SessionSettings(Foreign), () => new InferenceSession(OnnxFile.ToBytes(g.Build()), options)));
        Assert.Equal("provider-lacks-operators", fault.Code);
        Assert.Contains($"{Foreign} cannot run all operators", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_knows_the_names_and_tells_them()
    {
        Assert.Equal(ExecutionProvider.Cuda, ExecutionProviders.Parse("cuda"));
        Assert.Equal(ExecutionProvider.WebGpu, ExecutionProviders.Parse("WebGPU"));
        foreach (var name in new[] { "gpu", "1", "", "cpu,cuda" })
        {
            var fault = Assert.Throws<UserFaultException>(() => ExecutionProviders.Parse(name));
            Assert.Equal("provider-unknown", fault.Code);
            Assert.Contains("cpu, cuda, tensorrt, directml, coreml, webgpu", fault.Message, StringComparison.Ordinal);
        }
    }
}
