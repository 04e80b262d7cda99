using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Layers;

public sealed class PlainLayersTests
{
    [Theory]
    [InlineData(GraphForm.Published)]
    [InlineData(GraphForm.Fast)]
    [InlineData(GraphForm.Winograd)]
    public void Upsample_is_nearest_then_convolution(GraphForm form)
    {
        const int c = 3, height = 4, width = 5;
        var (w, values) = TinyWeights.Noise(1, ("conv.weight", [c, c, 3, 3]), ("conv.bias", [c]));
        var x = GraphRun.Noise(c * height * width);
        var large = new float[4 * x.Length];
        for (var i = 0; i < large.Length; i++) large[i] = x[(i / (4 * height * width) * height + i / (2 * width) % (2 * height) / 2) * width + i % (2 * width) / 2];
        var expected = NaiveConvolution.Conv(large, c, 2 * height, 2 * width, values("conv.weight"), c, 3, 3, values("conv.bias"), (1, 1), (1, 1), [1, 1, 1, 1], 1);
        var g = new GraphBuilder();
        g.Output("y", g.Upsample(w, g.Input("x", DType.Float, [1, c, height, width]), form));
        GraphRun.AssertClose(expected, NetworkRun.Run(g.Build(), One("x", x))["y"]);
    }

    [Fact]
    public void Group_norm_matches_definition()
    {
        const int c = 6, groups = 3, pixels = 8;
        var (w, values) = TinyWeights.Noise(1, ("weight", [c]), ("bias", [c]));
        var x = GraphRun.Noise(2 * c * pixels);
        var expected = new float[x.Length];
        foreach (var group in Enumerable.Range(0, 2 * groups))
        {
            var part = x.AsSpan(group * 2 * pixels, 2 * pixels).ToArray();
            double mean = part.Average(v => (double)v), variance = part.Average(v => (v - mean) * (v - mean));
            for (var i = group * 2 * pixels; i < (group + 1) * 2 * pixels; i++)
                expected[i] = (float)((x[i] - mean) / Math.Sqrt(variance + 1e-6) * values("weight")[i / pixels % c] + values("bias")[i / pixels % c]);
        }

        var g = new GraphBuilder();
        g.Output("y", g.GroupNorm(w, g.Input("x", DType.Float, [2, c, 2, 4]), groups, epsilon: 1e-6f));
        GraphRun.AssertClose(expected, NetworkRun.Run(g.Build(), One("x", x))["y"]);
    }

    // Numbers worked out by hand from the definitions.
    [Fact]
    public void Sinusoids_have_the_published_order()
    {
        var g = new GraphBuilder();
        g.Output("waves", g.Timesteps(g.Input("x", DType.Float, [1]), 1024));
        var waves = NetworkRun.Run(g.Build(), One("x", [2.5f]))["waves"];
        GraphRun.AssertClose([-0.801144f, -0.773683f, 1, 0.598472f, 0.633573f, 0.000255f], [waves[0], waves[1], waves[511], waves[512], waves[513], waves[1023]], 2e-6f);

        g = new GraphBuilder();
        g.Output("table", g.PositionTable(DType.Float, 3, 1, 640) + g.Input("x", DType.Float, [1]));
        var table = NetworkRun.Run(g.Build(), One("x", [0]))["table"];
        GraphRun.AssertClose([0.141120f, 0.224772f, -0.989992f, -0.974411f], [table[0], table[1], table[320], table[321]], 2e-6f);
    }

    [Fact]
    public void Linears_keep_their_weights_as_stored()
    {
        var (w, values) = TinyWeights.Noise(1, ("weight", [5, 4]), ("bias", [5]));
        var x = GraphRun.Noise(2 * 3 * 4);
        var g = new GraphBuilder();
        g.Output("y", g.Linear(w, g.Input("x", DType.Float, [2, 3, 4]), 5));
        var model = g.Build();
        Assert.All(model.Weights, weight => Assert.True(weight.Source.IsStoredAs(DType.Float)));
        var rows = new double[6, 4];
        Buffer.BlockCopy(x.Select(v => (double)v).ToArray(), 0, rows, 0, 6 * 4 * sizeof(double));
        GraphRun.AssertClose([.. NaiveAttention.Linear(rows, values("weight"), values("bias")).Cast<double>().Select(v => (float)v)], NetworkRun.Run(model, One("x", x))["y"]);
    }

    private static Dictionary<string, float[]> One(string name, float[] values) => new(StringComparer.Ordinal) { [name] = values };
}
