namespace HelloMeme.Graph.Onnx;

/// <summary>What shape an operator gives for the shapes it takes; wrong shapes are told with the operator's name.</summary>
public sealed partial class Shape
{
    /// <summary>NumPy broadcasting, aligned at the last axis: equal, or one of them 1.</summary>
    public static Shape Broadcast(string op, Shape a, Shape b)
    {
        var dims = new Dim[Math.Max(a.Rank, b.Rank)];
        for (var i = 1; i <= dims.Length; i++)
        {
            Dim x = i <= a.Rank ? a[^i] : 1, y = i <= b.Rank ? b[^i] : 1;
            dims[^i] = x == y || y == (Dim)1 ? x : x == (Dim)1 ? y : throw GraphException.Mismatch(op, "shapes that broadcast", $"{a} and {b}");
        }

        return new Shape(dims);
    }

    /// <summary>[.., m, k] x [.., k, n] -> [.., m, n].</summary>
    public static Shape MatMul(Shape a, Shape b)
    {
        if (a.Rank < 2 || b.Rank < 2 || a[^1] != b[^2]) throw GraphException.Mismatch("MatMul", "[.., m, k] and [.., k, n]", $"{a} and {b}");
        return new Shape([.. Broadcast("MatMul", new Shape(a._dims[..^2]), new Shape(b._dims[..^2])), a[^2], b[^1]]);
    }

    /// <summary>[m, k] with [n, k] -> [m, n].</summary>
    public static Shape Gemm(Shape a, Shape b, Shape? bias)
    {
        if (a.Rank != 2 || b.Rank != 2 || a[1] != b[1]) throw GraphException.Mismatch("Gemm", "[m, k] and [n, k]", $"{a} and {b}");
        RequireBias("Gemm", b[0], bias);
        return [a[0], b[0]];
    }

    /// <summary>[n, q, c] with keys [n, k, c] and values [n, k, c'] -> [n, q, c'].</summary>
    public static Shape Attention(Shape query, Shape keys, Shape values, int heads)
    {
        var fit = query.Rank == 3 && keys.Rank == 3 && values.Rank == 3 && query[0] == keys[0] && keys[0] == values[0] && query[2] == keys[2] && keys[1] == values[1];
        if (!fit || query[2].Fixed("Attention") % heads != 0 || values[2].Fixed("Attention") % heads != 0)
            throw GraphException.Mismatch("Attention", $"[n, q, c], [n, k, c], [n, k, c'] of {heads} heads", $"{query}, {keys}, {values}");
        return query.With(2, values[2]);
    }

    public static Shape Slice(Shape x, int axis, int start, int length)
    {
        if ((uint)axis >= (uint)x.Rank || start < 0 || length < 1 || start + length > x[axis].Fixed("Slice"))
            throw GraphException.Mismatch("Slice", $"places {start} to {start + length} of axis {axis}", x);
        return x.With(axis, length);
    }

    /// <summary>[n, 4 c, h, w] -> [n, c, 2 h, 2 w].</summary>
    public static Shape DepthToSpace(Shape x)
    {
        Require4("DepthToSpace", x);
        if (x[1].Fixed("DepthToSpace") % 4 != 0) throw GraphException.Mismatch("DepthToSpace", "a multiple of 4 channels", x);
        return [x[0], x[1].Size / 4, x[2].Fixed("DepthToSpace") * 2, x[3].Fixed("DepthToSpace") * 2];
    }

    /// <summary>[n, c, h, w] with weight [m, c / groups, kh, kw] -> [n, m, h', w'].</summary>
    public static Shape Conv(Shape x, Shape weight, Shape? bias, Window window, int groups)
    {
        Require4("Conv", x, weight);
        if (x[1].Fixed("Conv") != weight[1].Fixed("Conv") * groups || weight[0].Fixed("Conv") % groups != 0)
            throw GraphException.Mismatch("Conv", $"{x[1].Size} channels over {groups} groups", $"input {x}, weight {weight}");
        RequireKernel("Conv", weight, window);
        RequireBias("Conv", weight[0], bias);
        return [x[0], weight[0], window.OutputHeight(x[2].Fixed("Conv")), window.OutputWidth(x[3].Fixed("Conv"))];
    }

    /// <summary>[n, 1, c, h, w] with weight [m, 1, 1, kh, kw] -> [n, m, c, h', w'].</summary>
    public static Shape ConvEachPlane(Shape x, Shape weight, Window window)
    {
        Shape kernels = [weight[0], 1, 1, window.KernelHeight, window.KernelWidth];
        if (x.Rank != 5 || x[1] != (Dim)1) throw GraphException.Mismatch("Conv", "planes [n, 1, c, h, w]", x);
        if (!weight.Equals(kernels)) throw GraphException.Mismatch("Conv", $"kernels {kernels}", weight);
        return [x[0], weight[0], x[2], window.OutputHeight(x[3].Fixed("Conv")), window.OutputWidth(x[4].Fixed("Conv"))];
    }

    /// <summary>[n, c, h, w] with weight [c, m, kh, kw] -> [n, m, (h - 1) * stride + kh - pads, ..].</summary>
    public static Shape ConvTranspose(Shape x, Shape weight, Shape? bias, Window window)
    {
        Require4("ConvTranspose", x, weight);
        if (x[1] != weight[0]) throw GraphException.Mismatch("ConvTranspose", $"a weight of {x[1]} input channels", weight);
        RequireKernel("ConvTranspose", weight, window);
        RequireBias("ConvTranspose", weight[1], bias);
        var height = (x[2].Fixed("ConvTranspose") - 1) * window.StrideHeight + window.KernelHeight - window.Top - window.Bottom;
        var width = (x[3].Fixed("ConvTranspose") - 1) * window.StrideWidth + window.KernelWidth - window.Left - window.Right;
        return [x[0], weight[1], height, width];
    }

    public static Shape Pool(string op, Shape x, Window window)
    {
        Require4(op, x);
        return [x[0], x[1], window.OutputHeight(x[2].Fixed(op)), window.OutputWidth(x[3].Fixed(op))];
    }

    /// <summary>Adds before[i] + after[i] to axis i; a padded axis must be fixed.</summary>
    public static Shape Pad(Shape x, ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        if (before.Length != x.Rank || after.Length != x.Rank) throw GraphException.Mismatch("Pad", $"{x.Rank} pairs for {x}", before.Length);
        var dims = (Dim[])x._dims.Clone();
        for (var i = 0; i < dims.Length; i++)
            if (before[i] + after[i] != 0) dims[i] = dims[i].Fixed("Pad") + before[i] + after[i];
        return new Shape(dims);
    }

    public static Shape Transpose(Shape x, ReadOnlySpan<int> order)
    {
        if (order.Length != x.Rank) throw GraphException.Mismatch("Transpose", $"an order of {x.Rank} axes for {x}", order.Length);
        var dims = new Dim[order.Length];
        for (var i = 0; i < dims.Length; i++) dims[i] = x._dims[order[i]];
        return new Shape(dims);
    }

    public static Shape Concat(ReadOnlySpan<Value> values, int axis)
    {
        var first = values[0].Shape;
        if (axis >= first.Rank) throw GraphException.Mismatch("Concat", $"an axis under {first.Rank}", axis);
        long total = 0;
        foreach (var value in values)
        {
            if (value.Shape.Rank != first.Rank || !value.Shape.With(axis, 1).Equals(first.With(axis, 1)))
                throw GraphException.Mismatch("Concat", $"{first} but for axis {axis}", value.Shape);
            total += value.Shape[axis].Fixed("Concat");
        }

        return first.With(axis, total);
    }

    /// <summary>Reduced axes stay, with size 1.</summary>
    public static Shape Reduce(string op, Shape x, ReadOnlySpan<int> axes)
    {
        foreach (var axis in axes)
            x = (uint)axis < (uint)x.Rank ? x.With(axis, 1) : throw GraphException.Mismatch(op, $"axes of {x}", axis);
        return x;
    }

    /// <summary>[n, c, h, w] read at grid [n, h', w', 2] -> [n, c, h', w'].</summary>
    public static Shape GridSample(Shape x, Shape grid)
    {
        Require4("GridSample", x, grid);
        if (grid[0] != x[0] || grid[3] != (Dim)2) throw GraphException.Mismatch("GridSample", $"a grid [{x[0]}, h, w, 2]", grid);
        return [x[0], x[1], grid[1], grid[2]];
    }

    /// <summary>The int64 shape operand of Reshape: 0 keeps the input's dimension, -1 stands for a named one that moved.</summary>
    internal static long[] ReshapeOperand(Shape from, Shape to)
    {
        var operand = new long[to.Rank];
        for (var i = 0; i < operand.Length; i++)
            operand[i] = to[i].IsFixed ? to[i].Size : i < from.Rank && from[i] == to[i] ? 0 : -1;
        if (FixedProduct(from) != FixedProduct(to) || !Names(from).SequenceEqual(Names(to), StringComparer.Ordinal) || operand.Count(d => d == -1) > 1)
            throw GraphException.Mismatch("Reshape", $"as many elements as {from}", to);
        return operand;
    }

    private static long FixedProduct(Shape shape) => shape.Where(d => d.IsFixed).Aggregate(1L, (count, d) => checked(count * d.Size));

    private static IEnumerable<string> Names(Shape shape) => shape.Where(d => !d.IsFixed).Select(d => d.Name!).Order(StringComparer.Ordinal);

    private static void Require4(string op, params ReadOnlySpan<Shape> shapes)
    {
        foreach (var shape in shapes)
            if (shape.Rank != 4) throw GraphException.Mismatch(op, "rank 4", shape);
    }

    private static void RequireKernel(string op, Shape weight, Window window)
    {
        if (weight[2] != (Dim)window.KernelHeight || weight[3] != (Dim)window.KernelWidth)
            throw GraphException.Mismatch(op, $"a {window.KernelHeight} x {window.KernelWidth} kernel", weight);
    }

    private static void RequireBias(string op, Dim channels, Shape? bias)
    {
        if (bias is not null && !bias.Equals([channels])) throw GraphException.Mismatch(op, $"a bias of [{channels}]", bias);
    }
}
