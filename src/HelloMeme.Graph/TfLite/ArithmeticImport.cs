using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.TfLite;

/// <summary>Element by element: sums, products and activations.</summary>
internal static class ArithmeticImport
{
    public static Value Add(this TfLiteGraph import, TfLiteOperator op)
    {
        var (a, b) = Operands(import, op);
        return import.Activate(a + b, op.SmallOption(0));
    }

    public static Value Mul(this TfLiteGraph import, TfLiteOperator op)
    {
        var (a, b) = Operands(import, op);
        return import.Activate(a * b, op.SmallOption(0));
    }

    /// <summary>Slope [1, 1, c] beside pictures becomes [1, c, 1, 1].</summary>
    public static Value PRelu(this TfLiteGraph import, TfLiteOperator op)
    {
        var x = import.Input(op, 0);
        return import.Builder.PRelu(x, import.Operand(op, 1, x.Shape.Rank));
    }

    /// <summary>The activation fused into an operator: 0 none, 1 relu, 3 relu6.</summary>
    public static Value Activate(this TfLiteGraph import, Value x, int activation) => activation switch
    {
        0 => x,
        1 => import.Builder.Relu(x),
        3 => import.Builder.Clip(x, 0, 6),
        _ => throw new InvalidDataException($"TFLite import: fused activation {activation} is not known."),
    };

    private static (Value A, Value B) Operands(TfLiteGraph import, TfLiteOperator op)
    {
        var rank = import.OutputShape(op).Length;
        return (import.Operand(op, 0, rank), import.Operand(op, 1, rank));
    }
}
