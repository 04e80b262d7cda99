using System.Buffers.Binary;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.TfLite;

/// <summary>Convolutions and pools: windows, padding and weight order of TFLite as ONNX has them.</summary>
internal static class ConvolutionImport
{
    private const int Valid = 1;

    /// <summary>Weight OHWI. Options: 0 padding, 1 stride width, 2 stride height, 3 activation, 4 and 5 dilation width and height.</summary>
    public static Value Conv(this TfLiteGraph import, TfLiteOperator op)
    {
        var x = import.Input(op, 0);
        var shape = Rank4(import.WeightShape(op, 1));
        var window = Slide(op, x, shape[1], shape[2], strides: 1, dilations: 4);
        var weight = import.Weights(op, 1, shape, [0, 3, 1, 2]);
        return import.Activate(import.Builder.Conv(x, weight, Bias(import, op), window), op.SmallOption(3));
    }

    /// <summary>Weight 1HWC. Options: as Conv, but 3 multiplier, 4 activation, 5 and 6 dilation.</summary>
    public static Value DepthwiseConv(this TfLiteGraph import, TfLiteOperator op)
    {
        var x = import.Input(op, 0);
        var shape = Rank4(import.WeightShape(op, 1));
        var window = Slide(op, x, shape[1], shape[2], strides: 1, dilations: 5);
        var weight = import.Weights(op, 1, shape, [3, 0, 1, 2]);
        return import.Activate(import.Builder.Conv(x, weight, Bias(import, op), window, (int)x.Shape[1].Size), op.SmallOption(4));
    }

    /// <summary>Weight OHWI; twelve bytes of options: padding (1 same, 2 valid), stride width, stride height.</summary>
    public static Value ConvTranspose(this TfLiteGraph import, TfLiteOperator op)
    {
        var x = import.Input(op, 0);
        var shape = Rank4(import.WeightShape(op, 1));
        var options = op.CustomOptions.Span;
        if (options.Length < 12) throw new InvalidDataException($"TFLite import: {op.Name} has {options.Length} bytes of options, expected 12.");
        var (strideWidth, strideHeight) = (BinaryPrimitives.ReadInt32LittleEndian(options[4..]), BinaryPrimitives.ReadInt32LittleEndian(options[8..]));

        // Both paddings agree where the kernel is as wide as the stride; nothing else occurs in the face models.
        if (strideHeight != shape[1] || strideWidth != shape[2])
            throw new InvalidDataException($"TFLite import: {op.Name} with stride {strideWidth} x {strideHeight} and kernel {shape[2]} x {shape[1]}, expected equal.");
        var window = new Window(shape[1], shape[2]) { StrideHeight = strideHeight, StrideWidth = strideWidth };
        return import.Builder.ConvTranspose(x, import.Weights(op, 1, shape, [3, 0, 1, 2]), Bias(import, op), window);
    }

    public static Value MaxPool(this TfLiteGraph import, TfLiteOperator op) =>
        import.Activate(import.Builder.MaxPool(import.Input(op, 0), Pool(import, op)), op.SmallOption(5));

    public static Value AveragePool(this TfLiteGraph import, TfLiteOperator op) =>
        import.Activate(import.Builder.AveragePool(import.Input(op, 0), Pool(import, op)), op.SmallOption(5));

    /// <summary>Options: 0 padding, 1 stride width, 2 stride height, 3 width, 4 height, 5 activation.</summary>
    private static Window Pool(TfLiteGraph import, TfLiteOperator op) =>
        Slide(op, import.Input(op, 0), Positive(op.Option(4)), Positive(op.Option(3)), strides: 1, dilations: null);

    private static Window Slide(TfLiteOperator op, Value x, int kernelHeight, int kernelWidth, int strides, int? dilations)
    {
        if (x.Shape.Rank != 4) throw GraphException.Mismatch(op.Name, "rank 4", x.Shape);
        var window = new Window(Positive(kernelHeight), Positive(kernelWidth))
        {
            StrideWidth = Positive(op.Option(strides)),
            StrideHeight = Positive(op.Option(strides + 1)),
            DilationWidth = dilations is { } d ? Math.Max(op.Option(d), 1) : 1,
            DilationHeight = dilations is { } e ? Math.Max(op.Option(e + 1), 1) : 1,
        };
        if (op.SmallOption(0) == Valid) return window;
        var (top, bottom) = Same(x.Shape[2].Size, window.KernelHeight, window.StrideHeight, window.DilationHeight);
        var (left, right) = Same(x.Shape[3].Size, window.KernelWidth, window.StrideWidth, window.DilationWidth);
        return window with { Top = top, Bottom = bottom, Left = left, Right = right };
    }

    /// <summary>SAME: ceil(size / stride) outputs; an odd total puts the larger half after.</summary>
    private static (int Before, int After) Same(long size, int kernel, int stride, int dilation)
    {
        var outputs = (size + stride - 1) / stride;
        var total = (int)Math.Max((outputs - 1) * stride + (kernel - 1L) * dilation + 1 - size, 0);
        return (total / 2, total - total / 2);
    }

    private static Value? Bias(TfLiteGraph import, TfLiteOperator op) =>
        import.HasInput(op, 2) ? import.Weights(op, 2, import.WeightShape(op, 2), [0]) : null;

    private static int Positive(int size) => size is > 0 and < 1 << 16 ? size : throw GraphException.Mismatch("window", "a size above 0", size);

    private static int[] Rank4(int[] shape) => shape.Length == 4 ? shape : throw GraphException.Mismatch("weights", "rank 4", shape.Length);
}
