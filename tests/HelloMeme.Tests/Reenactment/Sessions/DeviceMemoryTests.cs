using HelloMeme.Graph.Onnx;
using HelloMeme.Media;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Sessions;

public sealed class DeviceMemoryTests
{
    [Theory]
    [InlineData(DType.Float)]
    [InlineData(DType.Half)]
    public void What_is_uploaded_comes_back_and_both_ways_are_counted(DType type)
    {
        using var device = new DeviceMemory(TestSessions.Settings);
        using var host = Tensor.OfFloats(2, 3);
        for (var i = 0; i < 6; i++) host.Floats[i] = i / 4f;
        using var there = device.Upload(host, type);
        using var back = Tensor.OfFloats(2, 3);
        device.Download(there, back);
        Assert.Equal(type, there.Type);
        Assert.Equal(host.Floats.ToArray(), back.Floats.ToArray());
        Assert.Equal((1L, 1L), (device.Uploads, device.Downloads));
    }

    [Fact]
    public void Sixteen_bit_tensors_are_seen_as_halves()
    {
        using var device = new DeviceMemory(TestSessions.Settings);
        using var host = Tensor.OfHalves(4);
        host.Halves.Fill((Half)0.5f);
        using var there = device.Upload(host);
        using var copy = device.New(DType.Half, 4);
        device.CopyOnDevice(there, copy);
        using var back = Tensor.OfHalves(4);
        device.Download(copy, back);
        Assert.Equal(host.Halves.ToArray(), back.Halves.ToArray());
        Assert.Equal((1L, 1L), (device.Uploads, device.Downloads));
    }

    [Fact]
    public void Elements_on_the_device_are_not_read_by_the_host()
    {
        using var device = new DeviceMemory(TestSessions.Settings);
        using var there = device.New(DType.Float, 2);
        using var host = Tensor.OfFloats(2);
        using var other = Tensor.OfFloats(3);
        Assert.Throws<InvalidOperationException>(() => there.Floats[0]);
        Assert.Throws<ArgumentException>(() => device.Upload(other, there));
        Assert.Throws<ArgumentException>(() => device.Upload(there, there));
        Assert.Throws<ArgumentException>(() => device.Download(host, host));
        Assert.Throws<ArgumentException>(() => device.CopyOnDevice(host, there));
    }

    [Fact]
    public void Bound_runs_compute_where_tensors_lie_and_nothing_crosses()
    {
        using var session = new NetworkSession(OnnxFile.ToBytes(PlusTwice()), TestSessions.Settings);
        using var device = new DeviceMemory(TestSessions.Settings);
        using var start = Tensor.OfFloats(3);
        start.Floats[1] = 1;
        using var latents = device.Upload(start);
        var next = session.NewOutput("y", device: device);
        using var bound = session.Bind([new("x", latents)], [next]);
        for (var step = 0; step < 4; step++)
        {
            bound.Run();
            device.CopyOnDevice(next.Tensor, latents);
        }

        Assert.Equal((1L, 0L), (device.Uploads, device.Downloads));
        device.Download(latents, start);
        Assert.Equal([15, 31, 15], start.Floats.ToArray()); // x -> 2x + 1, four times
        next.Tensor.Dispose();
    }

    [Fact]
    public void Host_tensors_are_not_bound()
    {
        using var session = new NetworkSession(OnnxFile.ToBytes(PlusTwice()), TestSessions.Settings);
        using var x = Tensor.OfFloats(3);
        var fault = Assert.Throws<ArgumentException>(() => session.Bind([new("x", x)], []));
        Assert.Contains("'x' lies on the host", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_memory_than_there_is_is_a_fault_that_says_what_helps()
    {
        using var device = new DeviceMemory(TestSessions.Settings);
        var fault = Assert.Throws<UserFaultException>(() => device.New(DType.Float, 1L << 44));
        Assert.Equal("out-of-memory", fault.Code);
        Assert.Contains("smaller picture", fault.Message, StringComparison.Ordinal);

        var g = new GraphBuilder();
        g.Output("y", g.ReduceMax(g.Node("Expand", [g.Input("x", DType.Float, [1]), g.Integers([1L << 44], [1])], [1L << 44]), 0));
        using var session = new NetworkSession(OnnxFile.ToBytes(g.Build()), TestSessions.Settings);
        using var x = device.New(DType.Float, 1);
        using var y = device.New(DType.Float, 1);
        Assert.Equal("out-of-memory", Assert.Throws<UserFaultException>(() =>
        {
            using var bound = session.Bind([new("x", x)], [new("y", y)]);
            bound.Run();
        }).Code);
    }

    [Theory]
    [InlineData("BFCArena::AllocateRawInternal Available memory of 12 is smaller than requested bytes of 4096")]
    [InlineData("CUDA failure 2: out of memory ; GPU=0")]
    [InlineData("CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED")]
    [InlineData("std::bad_alloc")]
    public void The_runtimes_words_for_no_memory_are_known(string words)
    {
        Assert.True(SessionFaults.IsOutOfMemory(words));
        Assert.False(SessionFaults.IsOutOfMemory("Got invalid dimensions for input: x"));
    }

    private static OnnxModel PlusTwice()
    {
        var g = new GraphBuilder();
        var x = g.Input("x", DType.Float, [3]);
        g.Output("y", x + x + 1);
        return g.Build();
    }
}
