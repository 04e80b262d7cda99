using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

/// <summary>After all others, with nothing beside it: networks of other tests work in the same memory, and the process is what can be measured.</summary>
[CollectionDefinition(Tests, DisableParallelization = true)]
[Collection(Tests)]
public sealed class SharedMemoryTests
{
    private const string Tests = "shared memory";

    [Fact]
    public void Memory_that_networks_worked_in_is_given_back()
    {
        const long count = 200_000_000;
        Assert.SkipUnless(TestSessions.Settings.Provider == ExecutionProvider.Cpu, "Elsewhere memory goes with its session.");
        var g = new GraphBuilder();
        g.Output("y", g.ReduceMax(g.Node("Expand", [g.Input("x", DType.Float, [1]), g.Integers([count], [1])], [count]), 0));
        using var session = new NetworkSession(OnnxFile.ToBytes(g.Build()), TestSessions.Settings);
        using var device = new DeviceMemory(TestSessions.Settings);
        using Tensor x = device.New(DType.Float, 1), y = device.New(DType.Float, 1);
        using (var bound = session.Bind([new("x", x)], [new("y", y)])) bound.Run();
        var before = Environment.WorkingSet;
        device.Shrink();
        Assert.True(before - Environment.WorkingSet > count * sizeof(float) / 2, $"{before:n0} bytes before, {Environment.WorkingSet:n0} after");
    }
}
