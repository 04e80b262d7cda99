using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Onnx;

public sealed class OperatorsTests
{
    [Theory]
    [InlineData(3, 5, 7, 4, 3, 3, 1, 1, 1, new[] { 1, 1, 1, 1 }, 1)] // SAME
    [InlineData(3, 8, 8, 4, 3, 3, 2, 2, 1, new[] { 0, 0, 1, 1 }, 1)] // SAME at stride 2 pads after only
    [InlineData(4, 6, 5, 4, 5, 5, 2, 1, 1, new[] { 1, 2, 2, 2 }, 4)] // depthwise
    [InlineData(2, 9, 4, 6, 3, 2, 1, 1, 2, new[] { 2, 1, 2, 1 }, 2)] // dilated, two groups
    [InlineData(3, 1, 1, 5, 1, 1, 1, 1, 1, new[] { 0, 0, 0, 0 }, 1)] // one pixel
    public void Conv_matches_definition(int c, int h, int w, int m, int kh, int kw, int strideH, int strideW, int dilation, int[] pads, int groups)
    {
        float[] x = GraphRun.Noise(c * h * w), weight = GraphRun.Noise(m * (c / groups) * kh * kw, 2), bias = GraphRun.Noise(m, 3);
        var window = new Window(kh, kw)
        {
            StrideHeight = strideH,
            StrideWidth = strideW,
            DilationHeight = dilation,
            DilationWidth = dilation,
            Top = pads[0],
            Left = pads[1],
            Bottom = pads[2],
            Right = pads[3],
        };
        var g = new GraphBuilder();
        var y = g.Conv(g.Input("x", DType.Float, [1, c, h, w]), g.Constant(weight, [m, c / groups, kh, kw]), g.Constant(bias, [m]), window, groups);
        var expected = NaiveConvolution.Conv(x, c, h, w, weight, m, kh, kw, bias, (strideH, strideW), (dilation, dilation), pads, groups);
        Assert.Equal(expected.Length, y.Shape.ElementCount);
        GraphRun.AssertClose(expected, GraphRun.Run(g, y, ("x", x, [1, c, h, w])));
    }

    [Fact]
    public void Planes_are_convolved_one_by_one()
    {
        float[] x = GraphRun.Noise(2 * 3 * 6 * 5), weight = GraphRun.Noise(4 * 4 * 3, 2);
        var window = new Window(4, 3) { StrideHeight = 2, Top = 1, Bottom = 1, Left = 1, Right = 2 };
        var g = new GraphBuilder();
        var y = g.ConvEachPlane(g.Input("x", DType.Float, [2, 1, 3, 6, 5]), g.Constant(weight, [4, 1, 1, 4, 3]), window);
        Assert.Equal([2, 4, 3, 3, 6], y.Shape);
        var found = GraphRun.Run(g, y, ("x", x, [2, 1, 3, 6, 5]));
        for (var plane = 0; plane < 6; plane++)
        {
            var expected = NaiveConvolution.Conv(x[(plane * 30)..((plane + 1) * 30)], 1, 6, 5, weight, 4, 4, 3, null, (2, 1), (1, 1), [1, 1, 1, 2], 1);
            for (var m = 0; m < 4; m++)
            {
                var at = ((plane / 3 * 4 + m) * 3 + plane % 3) * 18;
                GraphRun.AssertClose(expected[(m * 18)..((m + 1) * 18)], found[at..(at + 18)]);
            }
        }

        var input = g.Input("picture", DType.Float, [1, 3, 6, 5]);
        Assert.Throws<GraphException>(() => g.ConvEachPlane(input, g.Constant(weight, [4, 1, 1, 4, 3]), window));
    }

    [Fact]
    public void ConvTranspose_matches_definition()
    {
        float[] x = GraphRun.Noise(3 * 4 * 5), weight = GraphRun.Noise(3 * 2 * 2 * 2, 2), bias = [0.5f, -1];
        var g = new GraphBuilder();
        var window = new Window(2, 2) { StrideHeight = 2, StrideWidth = 2 };
        var y = g.ConvTranspose(g.Input("x", DType.Float, ["n", 3, 4, 5]), g.Constant(weight, [3, 2, 2, 2]), g.Constant(bias, [2]), window);
        Assert.Equal(["n", 2, 8, 10], y.Shape);
        GraphRun.AssertClose(NaiveConvolution.ConvTranspose(x, 3, 4, 5, weight, 2, 2, bias), GraphRun.Run(g, y, ("x", x, [1, 3, 4, 5])));
    }

    [Theory]
    [InlineData(true, 2, 2, new[] { 0, 0, 0, 0 })]
    [InlineData(true, 3, 2, new[] { 0, 0, 1, 1 })]
    [InlineData(false, 3, 2, new[] { 1, 0, 1, 1 })]
    [InlineData(false, 6, 6, new[] { 0, 0, 0, 0 })]
    public void Pools_match_definition(bool max, int kernel, int stride, int[] pads)
    {
        var x = GraphRun.Noise(2 * 6 * 6);
        var g = new GraphBuilder();
        var window = new Window(kernel, kernel) { StrideHeight = stride, StrideWidth = stride, Top = pads[0], Left = pads[1], Bottom = pads[2], Right = pads[3] };
        var input = g.Input("x", DType.Float, [1, 2, 6, 6]);
        var y = max ? g.MaxPool(input, window) : g.AveragePool(input, window);
        GraphRun.AssertClose(NaiveConvolution.Pool(x, 2, 6, 6, kernel, stride, pads, max), GraphRun.Run(g, y, ("x", x, [1, 2, 6, 6])));
    }

    [Fact]
    public void Elementwise_operators_compute_their_formulas()
    {
        float[] x = [-4, -1, -0.25f, 0, 0.5f, 2, 3.5f, 7];
        Check((g, v) => g.Relu(v), a => Math.Max(a, 0));
        Check((g, v) => g.Sigmoid(v), a => 1 / (1 + MathF.Exp(-a)));
        Check((g, v) => g.HardSwish(v), a => a * Math.Clamp(a / 6 + 0.5f, 0, 1));
        Check((g, v) => g.Clip(v, -1, 6), a => Math.Clamp(a, -1, 6));
        Check((g, v) => g.Sqrt(v * v), Math.Abs);
        Check((g, v) => g.PRelu(v, g.Constant([0.25f], [1])), a => a < 0 ? a / 4 : a);
        Check((_, v) => (v + 3) * v - v / (v * v + 1) - 2, a => (a + 3) * a - a / (a * a + 1) - 2);
        Check((g, v) => g.Cast(g.Cast(v, DType.Half), DType.Float), a => (float)(Half)a);

        void Check(Func<GraphBuilder, Value, Value> op, Func<float, float> formula)
        {
            var g = new GraphBuilder();
            var y = op(g, g.Input("x", DType.Float, ["n"]));
            GraphRun.AssertClose(x.Select(formula).ToArray(), GraphRun.Run(g, y, ("x", x, [x.Length])), 1e-5f);
        }
    }

    [Fact]
    public void MatMul_broadcasts_a_constant_over_the_batch()
    {
        float[] a = GraphRun.Noise(2 * 3), b = GraphRun.Noise(4 * 3 * 2, 2);
        var g = new GraphBuilder();
        var y = g.MatMul(g.Constant(a, [1, 2, 3]), g.Input("x", DType.Float, ["n", 3, 2]));
        var expected = new float[4 * 2 * 2];
        for (var i = 0; i < expected.Length; i++)
            for (var k = 0; k < 3; k++) expected[i] += a[i / 2 % 2 * 3 + k] * b[(i / 4 * 3 + k) * 2 + i % 2];
        Assert.Equal(["n", 2, 2], y.Shape);
        GraphRun.AssertClose(expected, GraphRun.Run(g, y, ("x", b, [4, 3, 2])));
    }

    [Fact]
    public void Layout_operators_move_elements_where_they_say()
    {
        var x = Enumerable.Range(0, 24).Select(i => (float)i).ToArray(); // [2, 3, 4]
        Check((g, v) => g.Transpose(v, 2, 0, 1), [4, 2, 3], i => i / 6 + i % 6 / 3 * 12 + i % 3 * 4);
        Check((g, v) => g.Reshape(v, [4, 6]), [4, 6], i => i);
        Check((g, v) => g.Gather(v, 1, 2, 0), [2, 2, 4], i => i / 8 * 12 + (i / 4 % 2 == 0 ? 8 : 0) + i % 4);
        Check((g, v) => g.Concat([v, g.Gather(v, 2, 3)], 2), [2, 3, 5], i => i / 5 * 4 + Math.Min(i % 5, 3));
        Check((g, v) => g.ReduceMax(v, 2), [2, 3, 1], i => i * 4 + 3);
        Check((g, v) => g.ReduceMin(v, 1, 2), [2, 1, 1], i => i * 12);
        Check((g, v) => g.Pad(v, [0, 0, 1], [0, 0, 0]), [2, 3, 5], i => i % 5 == 0 ? 0 : i / 5 * 4 + i % 5 - 1);

        void Check(Func<GraphBuilder, Value, Value> op, Shape shape, Func<int, float> expected)
        {
            var g = new GraphBuilder();
            var y = op(g, g.Input("x", DType.Float, [2, 3, 4]));
            Assert.Equal(shape, y.Shape);
            GraphRun.AssertClose(Enumerable.Range(0, (int)shape.ElementCount).Select(expected).ToArray(), GraphRun.Run(g, y, ("x", x, [2, 3, 4])));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ResizeLinear_reads_at_the_stated_places(bool halfPixel)
    {
        float[] x = [0, 1, 4, 9];
        var g = new GraphBuilder();
        var y = GraphRun.Run(g, g.ResizeLinear(g.Input("x", DType.Float, [1, 1, 1, 4]), 1, 8, halfPixel), ("x", x, [1, 1, 1, 4]));
        for (var i = 0; i < 8; i++)
        {
            var at = Math.Clamp(halfPixel ? (i + 0.5f) / 2 - 0.5f : i / 2f, 0, 3);
            var left = Math.Min((int)at, 2);
            Assert.Equal(x[left] + (x[left + 1] - x[left]) * (at - left), y[i], 1e-5f);
        }
    }

    [Fact]
    public void GridSample_reads_between_pixels_and_zero_outside()
    {
        float[] x = [1, 2, 3, 4];
        float[] grid = [-1, -1, 1, 1, 0, 0, -3, 0, 1, 0]; // corners, middle, outside, right edge
        var g = new GraphBuilder();
        var y = g.GridSample(g.Input("x", DType.Float, [1, 1, 2, 2]), g.Constant(grid, [1, 1, 5, 2]));
        GraphRun.AssertClose([1, 4, 2.5f, 0, 3], GraphRun.Run(g, y, ("x", x, [1, 1, 2, 2])));
    }

    [Fact]
    public void Wrong_operands_are_told_where_they_are_given()
    {
        var g = new GraphBuilder();
        var (x, half) = (g.Input("x", DType.Float, ["n", 3, 4, 4]), g.Input("h", DType.Half, ["n", 3, 4, 4]));
        Throws("Add: expected Float, found Half [n, 3, 4, 4].", () => x + half);
        Throws("Add: expected shapes that broadcast, found [n, 3, 4, 4] and [5].", () => x + g.Constant(new float[5], [5]));
        Throws("MatMul: expected [.., m, k] and [.., k, n], found [n, 3, 4, 4] and [5, 2].", () => g.MatMul(x, g.Constant(new float[10], [5, 2])));
        Throws("Conv: expected 3 channels over 1 groups, found input [n, 3, 4, 4], weight [2, 5, 1, 1].",
            () => g.Conv(x, g.Constant(new float[10], [2, 5, 1, 1]), null, new Window(1, 1)));
        Throws("Reshape: expected as many elements as [n, 3, 4, 4], found [n, 47].", () => g.Reshape(x, ["n", 47]));
        Throws("Reshape: expected as many elements as [n, 3, 4, 4], found [m, 48].", () => g.Reshape(x, ["m", 48]));
        Throws("Concat: expected [n, 3, 4, 4] but for axis 1, found [n, 3, 2, 4].", () => g.Concat([x, g.MaxPool(x, new Window(2, 1) { StrideHeight = 2 })], 1));
        Throws("Sigmoid: expected a floating type, found Int64 [2].", () => g.Sigmoid(g.Integers([1, 2], [2])));
        Throws("Constant: expected 16 bytes for Float [2, 2], found 12.", () => g.Constant(new float[3], [2, 2]));

        static void Throws(string message, Func<object> call) => Assert.Equal(message, Assert.Throws<GraphException>(call).Message);
    }
}
