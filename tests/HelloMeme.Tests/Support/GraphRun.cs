using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;
using Xunit;

namespace HelloMeme.Tests.Support;

/// <summary>Builds a graph, runs it in ONNX Runtime and gives its one output "y".</summary>
internal static class GraphRun
{
    public static float[] Run(GraphBuilder g, Value y, params (string Name, float[] Values, long[] Shape)[] inputs)
    {
        g.Output("y", y);
        return Run(g.Build(), "y", inputs);
    }

    public static float[] Run(OnnxModel model, string output, params (string Name, float[] Values, long[] Shape)[] inputs)
    {
        using var session = new NetworkSession(OnnxFile.ToBytes(model), TestSessions.Settings);
        var tensors = inputs.Select(i => new NamedTensor(i.Name, Fill(i.Values, i.Shape))).ToArray();
        var result = session.NewOutput(output, inputs.Length > 0 ? inputs[0].Shape[0] : 1);
        session.Run(tensors, [result]);
        return result.Tensor.Floats.ToArray();
    }

    /// <summary>Numbers from -1 to 1, the same for the same seed.</summary>
    public static float[] Noise(int count, int seed = 1)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => random.NextSingle() * 2 - 1).ToArray();
    }

    public static void AssertClose(float[] expected, float[] actual, float tolerance = 1e-5f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"element {i}: expected {expected[i]}, found {actual[i]}");
    }

    private static Tensor Fill(float[] values, long[] shape)
    {
        var tensor = Tensor.OfFloats(shape);
        values.CopyTo(tensor.Floats);
        return tensor;
    }
}
