using System.Runtime.InteropServices;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

/// <summary>Between pictures and the sequences that attention reads.</summary>
public static partial class Layers
{
    /// <summary>[n, c, h, w] -> [n, h w, c].</summary>
    public static Value ToTokens(this GraphBuilder g, Value x) => g.Transpose(g.Reshape(x, [x.Batch, x.Channels, x.Height * x.Width]), 0, 2, 1);

    /// <summary>[n, h w, c] -> [n, c, h, w].</summary>
    public static Value ToPicture(this GraphBuilder g, Value tokens, int height, int width) =>
        g.Reshape(g.Transpose(tokens, 0, 2, 1), [tokens.Batch, tokens.Size(2), height, width]);

    /// <summary>[n, c, h, w] -> [n h, w, c]: every row is a sequence.</summary>
    public static Value ToRows(this GraphBuilder g, Value x) => g.Reshape(g.Transpose(x, 0, 2, 3, 1), [x.Batch * x.Height, x.Width, x.Channels]);

    /// <summary>[n h, w, c] -> [n, c, h, w].</summary>
    public static Value FromRows(this GraphBuilder g, Value rows, int batch) =>
        g.Transpose(g.Reshape(rows, [batch, rows.Batch / batch, rows.Size(1), rows.Size(2)]), 0, 3, 1, 2);

    /// <summary>[n, c, h, w] -> [n w, h, c]: every column is a sequence.</summary>
    public static Value ToColumns(this GraphBuilder g, Value x) => g.Reshape(g.Transpose(x, 0, 3, 2, 1), [x.Batch * x.Width, x.Height, x.Channels]);

    /// <summary>[n w, h, c] -> [n, c, h, w].</summary>
    public static Value FromColumns(this GraphBuilder g, Value columns, int batch) =>
        g.Transpose(g.Reshape(columns, [batch, columns.Batch / batch, columns.Size(1), columns.Size(2)]), 0, 3, 2, 1);

    /// <summary>[b, ..] -> [b count, ..]: each entry count times in a row, as for the frames of a branch.</summary>
    public static Value RepeatEach(this GraphBuilder g, Value x, int count)
    {
        if (count == 1) return x;
        Dim[] rest = [.. x.Shape.Skip(1)];
        return g.Reshape(g.Expand(g.Reshape(x, [x.Batch, 1, .. rest]), [x.Batch, count, .. rest]), [x.Batch * count, .. rest]);
    }

    /// <summary>[b, c, f, h, w] -> [b f, c, h, w].</summary>
    public static Value ToFrames(this GraphBuilder g, Value x) => g.Reshape(g.Transpose(x, 0, 2, 1, 3, 4), [x.Batch * x.Size(2), x.Channels, x.Size(3), x.Size(4)]);

    /// <summary>[b f, c, h, w] -> [b, c, f, h, w].</summary>
    public static Value FromFrames(this GraphBuilder g, Value frames, int batch) =>
        g.Transpose(g.Reshape(frames, [batch, frames.Batch / batch, frames.Channels, frames.Height, frames.Width]), 0, 2, 1, 3, 4);

    /// <summary>A constant computed in 32 bits, kept in the graph's type.</summary>
    private static Value Numbers(this GraphBuilder g, DType type, float[] values, Shape shape) => type == DType.Half
        ? g.Constant(type, shape, MemoryMarshal.AsBytes(Array.ConvertAll(values, v => (Half)v).AsSpan()).ToArray())
        : g.Constant(values, shape);
}
