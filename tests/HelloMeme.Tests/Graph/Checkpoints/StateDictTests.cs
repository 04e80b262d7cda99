using System.Runtime.InteropServices;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Checkpoints;

public sealed class StateDictTests
{
    [Theory]
    [InlineData(StoredType.F32)]
    [InlineData(StoredType.F16)]
    [InlineData(StoredType.BF16)]
    public void Weights_reach_the_graph_from_outside_its_file(StoredType type)
    {
        var values = Enumerable.Range(0, 6 * 40).Select(i => (i % 7 - 3) / 4f).ToArray();
        var weights = new StateDict("net", Tensors(("part.proj.weight", type, [6, 40], values)), DType.Float);
        var g = new GraphBuilder();
        var x = g.Input("x", DType.Float, [2, 40]);
        g.Output("y", g.MatMul(x, weights["part"]["proj"].Weight(g, "weight", [6, 40], WeightForm.Transposed)));
        var model = g.Build();

        Assert.True(OnnxFile.ToBytes(model).Length < 600, "The graph holds its weights.");
        var input = GraphRun.Noise(80);
        using var folder = new ScratchFolder();
        using var session = TestSessions.Open(folder.Path, model);
        var y = session.NewOutput("y");
        var given = Tensor.OfFloats(2, 40);
        input.CopyTo(given.Floats);
        session.Run([new("x", given)], [y]);

        var expected = new float[12];
        for (var row = 0; row < 2; row++)
            for (var o = 0; o < 6; o++)
                for (var i = 0; i < 40; i++) expected[row * 6 + o] += input[row * 40 + i] * values[o * 40 + i];
        GraphRun.AssertClose(expected, y.Tensor.Floats.ToArray());
    }

    [Fact]
    public void All_missing_keys_and_wrong_shapes_are_told_at_once()
    {
        var weights = new StateDict("net", Tensors(("a.weight", StoredType.F32, [2, 3], new float[6])), DType.Float);
        var g = new GraphBuilder();
        weights["a"].Weight(g, "weight", [3, 3]);
        weights["a"].Weight(g, "bias", [3]);
        var fault = Assert.Throws<CheckpointException>(weights.ThrowIfFaulty);
        Assert.Contains("'a.weight' is [2, 3] (expected [3, 3])", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'a.bias' is missing (expected [3])", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_no_graph_asked_for_are_told()
    {
        var weights = new StateDict("net", Tensors(("a", StoredType.F32, [1], [1]), ("b", StoredType.F32, [1], [1]), ("c", StoredType.F32, [1], [1])), DType.Float);
        weights.Weight(new GraphBuilder(), "a", [1]);
        Assert.Equal(["c"], weights.Unused(key => key == "b"));
    }

    private static Dictionary<string, StoredTensor> Tensors(params (string Key, StoredType Type, long[] Shape, float[] Values)[] tensors) =>
        tensors.ToDictionary(t => t.Key, t => new StoredTensor("memory", t.Key, t.Type, t.Shape, Store(t.Type, t.Values)), StringComparer.Ordinal);

    private static byte[] Store(StoredType type, float[] values) => type switch
    {
        StoredType.F16 => MemoryMarshal.AsBytes(values.Select(v => (Half)v).ToArray().AsSpan()).ToArray(),
        StoredType.BF16 => MemoryMarshal.AsBytes(values.Select(v => (ushort)(BitConverter.SingleToUInt32Bits(v) >> 16)).ToArray().AsSpan()).ToArray(),
        _ => MemoryMarshal.AsBytes(values.AsSpan()).ToArray(),
    };
}
