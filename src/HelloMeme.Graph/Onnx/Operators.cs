namespace HelloMeme.Graph.Onnx;

/// <summary>One method per ONNX operator (opset <see cref="OnnxFile.Opset"/>), names as in ONNX; wrong types or shapes throw <see cref="GraphException"/>.
/// Pictures are [n, c, h, w].</summary>
public static class Operators
{
    public static Value Add(this GraphBuilder g, Value a, Value b) => g.Binary("Add", a, b);

    public static Value Sub(this GraphBuilder g, Value a, Value b) => g.Binary("Sub", a, b);

    public static Value Mul(this GraphBuilder g, Value a, Value b) => g.Binary("Mul", a, b);

    public static Value Div(this GraphBuilder g, Value a, Value b) => g.Binary("Div", a, b);

    public static Value MatMul(this GraphBuilder g, Value a, Value b) => g.Node("MatMul", Same("MatMul", a, b), Shape.MatMul(a.Shape, b.Shape));

    /// <summary>a [m, k] x transposed b [n, k] + bias [n] -> [m, n]; both matrices as PyTorch stores them.</summary>
    public static Value Gemm(this GraphBuilder g, Value a, Value b, Value? bias) =>
        g.Node("Gemm", Same("Gemm", a, b, bias), Shape.Gemm(a.Shape, b.Shape, bias?.Shape), [new("transB", 1)]);

    /// <summary>softmax(query keys' / sqrt(width / heads)) values by heads, without transposes: [n, q, c], [n, k, c], [n, k, c'] -> [n, q, c'].
    /// Causal: a query sees the keys up to its own place. The softmax is computed in 32 bits whatever the type.</summary>
    public static Value Attention(this GraphBuilder g, Value query, Value keys, Value values, int heads, bool causal = false)
    {
        var shape = Shape.Attention(query.Shape, keys.Shape, values.Shape, heads);
        NodeAttribute[] attributes = [new("q_num_heads", heads), new("kv_num_heads", heads), new("is_causal", causal ? 1 : 0)];
        return g.Node("Attention", Same("Attention", query, keys, values), shape, query.Type == DType.Float ? attributes : [.. attributes, new("softmax_precision", (long)DType.Float)]);
    }

    /// <summary>As <see cref="Attention(GraphBuilder, Value, Value, Value, int, bool)"/> without causality, by the runtime's own operator, which on the CPU goes
    /// through long sequences in blocks instead of storing their scores.</summary>
    public static Value MultiHeadAttention(this GraphBuilder g, Value query, Value keys, Value values, int heads)
    {
        var shape = Shape.Attention(query.Shape, keys.Shape, values.Shape, heads);
        return g.Node("MultiHeadAttention", Same("MultiHeadAttention", query, keys, values), shape, [new("num_heads", heads)]);
    }

    /// <summary>Over the last axis; statistics in 32 bits whatever the type.</summary>
    public static Value LayerNormalization(this GraphBuilder g, Value x, Value scale, Value? bias, float epsilon)
    {
        if (!scale.Shape.Equals([x.Shape[^1]])) throw GraphException.Mismatch("LayerNormalization", $"a scale of [{x.Shape[^1]}]", scale.Shape);
        return g.Node("LayerNormalization", Same("LayerNormalization", x, scale, bias), x.Shape, [new("axis", -1), new("epsilon", epsilon)]);
    }

    /// <summary>Over all axes after the second, then scale and bias [c].</summary>
    public static Value InstanceNormalization(this GraphBuilder g, Value x, Value scale, Value bias, float epsilon)
    {
        if (x.Shape.Rank < 3 || !scale.Shape.Equals([x.Shape[1]])) throw GraphException.Mismatch("InstanceNormalization", $"[n, c, ..] and a scale of [c]", $"{x.Shape} and {scale.Shape}");
        return g.Node("InstanceNormalization", Same("InstanceNormalization", x, scale, bias), x.Shape, [new("epsilon", epsilon)]);
    }

    public static Value Relu(this GraphBuilder g, Value x) => g.Unary("Relu", x);

    public static Value Sin(this GraphBuilder g, Value x) => g.Unary("Sin", x);

    public static Value Cos(this GraphBuilder g, Value x) => g.Unary("Cos", x);

    /// <summary>x times the normal distribution's share below x (exact, by erf).</summary>
    public static Value Gelu(this GraphBuilder g, Value x) => g.Unary("Gelu", x);

    public static Value Sigmoid(this GraphBuilder g, Value x) => g.Unary("Sigmoid", x);

    public static Value HardSwish(this GraphBuilder g, Value x) => g.Unary("HardSwish", x);

    public static Value Sqrt(this GraphBuilder g, Value x) => g.Unary("Sqrt", x);

    /// <summary>Each element held within low and high.</summary>
    public static Value Clip(this GraphBuilder g, Value x, float low, float high) =>
        g.Node("Clip", [Floating("Clip", x), g.Scalar(x.Type, low), g.Scalar(x.Type, high)], x.Shape);

    /// <summary>x where positive, slope * x elsewhere; the slope broadcasts to x.</summary>
    public static Value PRelu(this GraphBuilder g, Value x, Value slope) =>
        Shape.Broadcast("PRelu", x.Shape, slope.Shape).Equals(x.Shape)
            ? g.Node("PRelu", Same("PRelu", x, slope), x.Shape)
            : throw GraphException.Mismatch("PRelu", $"a slope that broadcasts to {x.Shape}", slope.Shape);

    public static Value Cast(this GraphBuilder g, Value x, DType to) => g.Node("Cast", [x], x.Shape, [new("to", (long)to)], to);

    public static Value Conv(this GraphBuilder g, Value x, Value weight, Value? bias, Window window, int groups = 1) =>
        g.Node("Conv", [.. Same("Conv", x, weight, bias)], Shape.Conv(x.Shape, weight.Shape, bias?.Shape, window, groups), [.. window.Attributes(), new("group", groups)]);

    /// <summary>The same kernels over each of c planes by itself: [n, 1, c, h, w] with weight [m, 1, 1, kh, kw] -> [n, m, c, h', w'].</summary>
    public static Value ConvEachPlane(this GraphBuilder g, Value x, Value weight, Window window) =>
        g.Node("Conv", Same("Conv", x, weight), Shape.ConvEachPlane(x.Shape, weight.Shape, window), window.AttributesOfPlanes());

    public static Value ConvTranspose(this GraphBuilder g, Value x, Value weight, Value? bias, Window window) =>
        g.Node("ConvTranspose", Same("ConvTranspose", x, weight, bias), Shape.ConvTranspose(x.Shape, weight.Shape, bias?.Shape, window), window.Attributes());

    public static Value MaxPool(this GraphBuilder g, Value x, Window window) =>
        g.Node("MaxPool", [Floating("MaxPool", x)], Shape.Pool("MaxPool", x.Shape, window), window.Attributes(dilations: false));

    /// <summary>Mean over the window; padding does not count.</summary>
    public static Value AveragePool(this GraphBuilder g, Value x, Window window) =>
        g.Node("AveragePool", [Floating("AveragePool", x)], Shape.Pool("AveragePool", x.Shape, window), window.Attributes(dilations: false));

    /// <summary>Zeros before and after each axis.</summary>
    public static Value Pad(this GraphBuilder g, Value x, ReadOnlySpan<int> before, ReadOnlySpan<int> after) =>
        g.Node("Pad", [x, g.Integers([.. before, .. after])], Shape.Pad(x.Shape, before, after));

    /// <summary>Bilinear, to height x width. Source row of output row y: y * h / height, or with half pixels (y + .5) * h / height - .5.</summary>
    public static Value ResizeLinear(this GraphBuilder g, Value x, int height, int width, bool halfPixel)
    {
        if (x.Shape.Rank != 4) throw GraphException.Mismatch("Resize", "rank 4", x.Shape);
        var shape = x.Shape.With(2, height).With(3, width);
        NodeAttribute[] attributes = [new("mode", "linear"), new("coordinate_transformation_mode", halfPixel ? "half_pixel" : "asymmetric")];
        if (shape.All(d => d.IsFixed)) return g.Node("Resize", [Floating("Resize", x), null, null, g.Integers([.. shape.Select(d => d.Size)])], shape, attributes);
        float[] scales = [1, 1, (float)height / x.Shape[2].Fixed("Resize"), (float)width / x.Shape[3].Fixed("Resize")];
        return g.Node("Resize", [Floating("Resize", x), null, g.Constant(scales, [4])], shape, attributes);
    }

    /// <summary>Bilinear reads of x at grid [n, h', w', 2], where (-1, -1) and (1, 1) are the centres of the corner pixels; zero outside.</summary>
    public static Value GridSample(this GraphBuilder g, Value x, Value grid) =>
        g.Node("GridSample", Same("GridSample", x, grid), Shape.GridSample(x.Shape, grid.Shape), [new("mode", "linear"), new("padding_mode", "zeros"), new("align_corners", 1)]);

    /// <summary>Axis i of the result is axis order[i] of x.</summary>
    public static Value Transpose(this GraphBuilder g, Value x, params ReadOnlySpan<int> order) =>
        g.Node("Transpose", [x], Shape.Transpose(x.Shape, order), [new("perm", Longs(order))]);

    /// <summary>Same elements, row-major; a named dimension must appear in both shapes.</summary>
    public static Value Reshape(this GraphBuilder g, Value x, Shape shape) => g.Node("Reshape", [x, g.Integers(Shape.ReshapeOperand(x.Shape, shape))], shape);

    public static Value Concat(this GraphBuilder g, ReadOnlySpan<Value> values, int axis) =>
        g.Node("Concat", Same("Concat", values.ToArray()), Shape.Concat(values, axis), [new("axis", axis)]);

    /// <summary>length places of one axis from start on.</summary>
    public static Value Slice(this GraphBuilder g, Value x, int axis, int start, int length) =>
        g.Node("Slice", [x, g.Integers([start]), g.Integers([start + length]), g.Integers([axis])], Shape.Slice(x.Shape, axis, start, length));

    /// <summary>Repeats along axes of size 1 until x has this shape.</summary>
    public static Value Expand(this GraphBuilder g, Value x, Shape shape) =>
        Shape.Broadcast("Expand", x.Shape, shape).Equals(shape)
            ? g.Node("Expand", [x, g.Integers([.. shape.Select(d => d.Fixed("Expand"))])], shape)
            : throw GraphException.Mismatch("Expand", $"a shape that broadcasts to {shape}", x.Shape);

    /// <summary>[n, 4 c, h, w] -> [n, c, 2 h, 2 w]: channel group 2 a + b becomes the pixels of odd (1) or even (0) row a and column b.</summary>
    public static Value DepthToSpace(this GraphBuilder g, Value x) =>
        g.Node("DepthToSpace", [x], Shape.DepthToSpace(x.Shape), [new("blocksize", 2), new("mode", "DCR")]);

    /// <summary>Each pixel becomes a 2 x 2 block.</summary>
    public static Value ResizeNearest2x(this GraphBuilder g, Value x)
    {
        NodeAttribute[] attributes = [new("mode", "nearest"), new("coordinate_transformation_mode", "asymmetric"), new("nearest_mode", "floor")];
        return g.Node("Resize", [Floating("Resize", x), null, g.Constant([1, 1, 2, 2], [4])], x.Shape.With(2, x.Height * 2).With(3, x.Width * 2), attributes);
    }

    /// <summary>The slices of x at the given places of one axis.</summary>
    public static Value Gather(this GraphBuilder g, Value x, int axis, params ReadOnlySpan<int> places) =>
        g.Node("Gather", [x, g.Integers(Longs(places))], Shape.Reduce("Gather", x.Shape, [axis]).With(axis, places.Length), [new("axis", axis)]);

    /// <summary>The slice of x at a place [1] that the graph computes; the axis keeps size 1.</summary>
    public static Value GatherAt(this GraphBuilder g, Value x, Value place, int axis) =>
        g.Node("Gather", [x, place], Shape.Reduce("Gather", x.Shape, [axis]), [new("axis", axis)]);

    /// <summary>Rows of a table [rows, c] at places of any shape [..] -> [.., c].</summary>
    public static Value GatherRows(this GraphBuilder g, Value table, Value places)
    {
        if (table.Shape.Rank != 2 || places.Type.IsFloating()) throw GraphException.Mismatch("Gather", "a table [rows, c] and whole numbers", $"{table} and {places}");
        return g.Node("Gather", [table, places], [.. places.Shape, table.Shape[1]], [new("axis", 0L)]);
    }

    /// <summary>(x - mean) / sqrt(variance + epsilon) * scale + bias, each [c], along the second axis.</summary>
    public static Value BatchNormalization(this GraphBuilder g, Value x, Value scale, Value bias, Value mean, Value variance, float epsilon)
    {
        foreach (var each in (Value[])[scale, bias, mean, variance])
            if (!each.Shape.Equals([x.Shape[1]])) throw GraphException.Mismatch("BatchNormalization", $"[{x.Shape[1]}]", each.Shape);
        return g.Node("BatchNormalization", Same("BatchNormalization", x, scale, bias, mean, variance), x.Shape, [new("epsilon", epsilon)]);
    }

    public static Value ReduceMax(this GraphBuilder g, Value x, params ReadOnlySpan<int> axes) => g.Reduce("ReduceMax", x, axes);

    public static Value ReduceMin(this GraphBuilder g, Value x, params ReadOnlySpan<int> axes) => g.Reduce("ReduceMin", x, axes);

    private static Value Unary(this GraphBuilder g, string op, Value x) => g.Node(op, [Floating(op, x)], x.Shape);

    private static Value Binary(this GraphBuilder g, string op, Value a, Value b) => g.Node(op, Same(op, a, b), Shape.Broadcast(op, a.Shape, b.Shape));

    private static Value Reduce(this GraphBuilder g, string op, Value x, ReadOnlySpan<int> axes) =>
        g.Node(op, [x, g.Integers(Longs(axes))], Shape.Reduce(op, x.Shape, axes));

    private static Value Integers(this GraphBuilder g, long[] values) => g.Integers(values, [values.Length]);

    private static long[] Longs(ReadOnlySpan<int> values)
    {
        var longs = new long[values.Length];
        for (var i = 0; i < longs.Length; i++) longs[i] = values[i];
        return longs;
    }

    private static Value Floating(string op, Value x) => x.Type.IsFloating() ? x : throw GraphException.Mismatch(op, "a floating type", x);

    /// <summary>Operands, all of the first one's type.</summary>
    private static Value?[] Same(string op, params Value?[] values)
    {
        foreach (var value in values)
            if (value is not null && value.Type != values[0]!.Type) throw GraphException.Mismatch(op, values[0]!.Type.ToString(), value);
        return values;
    }
}
