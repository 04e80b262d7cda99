using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Graph.Networks;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Layers;

/// <summary>Convolutions by Winograd's products, at widths where the form uses them.</summary>
public sealed class WinogradTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(1, 320, 320, 8, 8, WeightForm.WinogradSmall)]
    [InlineData(2, 331, 123, 6, 10, WeightForm.WinogradSmall)] // two pictures, channels that are multiples of nothing
    [InlineData(8, 320, 130, 2, 4, WeightForm.WinogradSmall)] // one row of tiles
    [InlineData(7, 320, 130, 2, 4, WeightForm.AsStored)] // fewer than 64 pixels in all
    [InlineData(1, 320, 100, 32, 32, WeightForm.WinogradLarge)]
    [InlineData(2, 131, 67, 28, 40, WeightForm.WinogradLarge)]
    [InlineData(1, 67, 65, 34, 40, WeightForm.WinogradSmall)] // a side that four pixels do not divide
    [InlineData(1, 320, 320, 7, 8, WeightForm.AsStored)] // an odd height stays a plain convolution
    [InlineData(1, 320, 320, 8, 7, WeightForm.AsStored)]
    [InlineData(1, 4, 320, 8, 8, WeightForm.AsStored)] // so do few channels
    [InlineData(1, 320, 4, 8, 8, WeightForm.AsStored)]
    public void Convolution_matches_definition(int n, int inputs, int outputs, int height, int width, WeightForm kernels)
    {
        var (w, values) = TinyWeights.Noise(0.05f, ("weight", [outputs, inputs, 3, 3]), ("bias", [outputs]));
        var x = GraphRun.Noise(n * inputs * height * width);
        var expected = Pictures(x, n, picture => NaiveConvolution.Conv(picture, inputs, height, width, values("weight"), outputs, 3, 3, values("bias"), (1, 1), (1, 1), [1, 1, 1, 1], 1));
        var model = Model([n, inputs, height, width], (g, v) => g.Conv2d(w, v, outputs, form: GraphForm.Winograd));
        Assert.Equal(kernels, model.Weights.Single(weight => weight.Source.Tensor.Key == "weight").Source.Form);
        var plain = Error(expected, Model([n, inputs, height, width], (g, v) => g.Conv2d(w, v, outputs)), x);
        var error = Error(expected, model, x);
        output.WriteLine($"{n} x {inputs} -> {outputs}, {height} x {width}: {error:e1} of the largest number, plain {plain:e1}");
        Assert.InRange(error, 0, Tolerance);
    }

    [Theory]
    [InlineData(1, 320, 5, 4)] // odd sides are enlarged as others
    [InlineData(2, 323, 3, 3)]
    public void Enlarging_convolution_matches_definition(int n, int c, int height, int width)
    {
        var (w, values) = TinyWeights.Noise(0.05f, ("conv.weight", [c, c, 3, 3]), ("conv.bias", [c]));
        var x = GraphRun.Noise(n * c * height * width);
        var expected = Pictures(x, n, picture => NaiveConvolution.Conv(Enlarged(picture, height, width), c, 2 * height, 2 * width, values("conv.weight"), c, 3, 3, values("conv.bias"), (1, 1), (1, 1), [1, 1, 1, 1], 1));
        var model = Model([n, c, height, width], (g, v) => g.Upsample(w, v, GraphForm.Winograd));
        Assert.Contains(model.Weights, weight => weight.Source.Form == WeightForm.WinogradEnlarged);
        Assert.InRange(Error(expected, model, x), 0, Tolerance);
    }

    [Fact]
    public void Resnet_blocks_agree()
    {
        const int inputs = 320, outputs = 640, time = 20, n = 2, side = 8;
        var (w, _) = TinyWeights.Noise(0.1f,
            ("norm1.weight", [inputs]), ("norm1.bias", [inputs]), ("conv1.weight", [outputs, inputs, 3, 3]), ("conv1.bias", [outputs]), ("time_emb_proj.weight", [outputs, time]), ("time_emb_proj.bias", [outputs]),
            ("norm2.weight", [outputs]), ("norm2.bias", [outputs]), ("conv2.weight", [outputs, outputs, 3, 3]), ("conv2.bias", [outputs]), ("conv_shortcut.weight", [outputs, inputs, 1, 1]), ("conv_shortcut.bias", [outputs]));
        var results = Enum.GetValues<GraphForm>().Select(form =>
        {
            var model = Model([n, inputs, side, side], (g, v) => g.ResnetBlock(w, v, outputs, g.Input("time", DType.Float, [1, time]), form));
            return NetworkRun.Run(model, NetworkInputs.Noise(model))["y"];
        }).ToArray();
        foreach (var result in results) Assert.InRange(NetworkInputs.RelativeError(results[0], result), 0, Tolerance);
    }

    [Fact]
    public void Graphs_of_16_bits_keep_plain_convolutions()
    {
        var (w, _) = TinyWeights.Noise(1, DType.Half, ("conv.weight", [320, 320, 3, 3]), ("conv.bias", [320]));
        var g = new GraphBuilder();
        var x = g.Input("x", DType.Half, [1, 320, 8, 8]);
        g.Output("y", g.Upsample(w, g.Conv2d(w["conv"], x, form: GraphForm.Winograd), GraphForm.Winograd));
        Assert.DoesNotContain(g.Build().Weights, weight => weight.Source.Form is WeightForm.WinogradSmall or WeightForm.WinogradLarge or WeightForm.WinogradEnlarged);
    }

    /// <summary>Tiles of the VAE's outermost layers would take more memory than all the rest.</summary>
    [Fact]
    public void Very_large_pictures_keep_plain_convolutions()
    {
        var (w, _) = TinyWeights.Noise(1, ("conv.weight", [256, 256, 3, 3]), ("conv.bias", [256]));
        var g = new GraphBuilder();
        var x = g.Input("x", DType.Float, [1, 256, 256, 256]);
        var large = g.Upsample(w, x, GraphForm.Winograd);
        g.Output("y", g.Conv2d(w["conv"], large, form: GraphForm.Winograd));
        Assert.DoesNotContain(g.Build().Weights, weight => weight.Source.Form is WeightForm.WinogradSmall or WeightForm.WinogradLarge or WeightForm.WinogradEnlarged);
    }

    private static OnnxModel Model(Shape shape, Func<GraphBuilder, Value, Value> layer)
    {
        var g = new GraphBuilder();
        g.Output("y", layer(g, g.Input("x", DType.Float, shape)));
        return g.Build();
    }

    private static double Error(float[] expected, OnnxModel model, float[] x) =>
        NetworkInputs.RelativeError(expected, NetworkRun.Run(model, new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = x })["y"]);

    private static float[] Pictures(float[] x, int n, Func<float[], float[]> each) => [.. x.Chunk(x.Length / n).SelectMany(each)];

    /// <summary>Each pixel of [.., h, w] as a 2 x 2 block.</summary>
    private static float[] Enlarged(float[] x, int height, int width)
    {
        var large = new float[4 * x.Length];
        for (var i = 0; i < large.Length; i++) large[i] = x[(i / (4 * height * width) * height + i / (2 * width) % (2 * height) / 2) * width + i % (2 * width) / 2];
        return large;
    }
}
