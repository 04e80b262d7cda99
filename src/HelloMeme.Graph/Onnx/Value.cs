namespace HelloMeme.Graph.Onnx;

/// <summary>Handle of something a graph computes: its element type and shape, known as soon as the operator is called.
/// Nothing runs until the built model is opened in a runtime. Names are given by <see cref="GraphBuilder.Build"/>.</summary>
public sealed class Value
{
    internal Value(GraphBuilder graph, DType type, Shape shape) => (Graph, Type, Shape) = (graph, type, shape);

    public DType Type { get; }

    public Shape Shape { get; }

    /// <summary>First size of [n, c, h, w].</summary>
    public int Batch => Size(0);

    public int Channels => Size(1);

    public int Height => Size(2);

    public int Width => Size(3);

    internal GraphBuilder Graph { get; }

    /// <summary>A fixed size; axes count from the end with ^.</summary>
    public int Size(Index axis) => (int)Shape[axis].Fixed("Size");

    public static Value operator +(Value a, Value b) => a.Graph.Add(a, b);

    public static Value operator -(Value a, Value b) => a.Graph.Sub(a, b);

    public static Value operator *(Value a, Value b) => a.Graph.Mul(a, b);

    public static Value operator /(Value a, Value b) => a.Graph.Div(a, b);

    public static Value operator +(Value a, float b) => a + a.Graph.Scalar(a.Type, b);

    public static Value operator -(Value a, float b) => a - a.Graph.Scalar(a.Type, b);

    public static Value operator *(Value a, float b) => a * a.Graph.Scalar(a.Type, b);

    public override string ToString() => $"{Type} {Shape}";
}
