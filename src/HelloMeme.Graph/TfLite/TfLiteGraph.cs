using System.Buffers.Binary;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.TfLite;

/// <summary>The graph under construction: TFLite tensors by place, as values. Rank-4 values are NCHW.</summary>
internal sealed class TfLiteGraph
{
    private static readonly int[] ToNchw = [0, 3, 1, 2];

    private readonly TfLiteFile _file;
    private readonly Value?[] _values;
    private readonly int[] _sources;

    public TfLiteGraph(TfLiteFile file)
    {
        _file = file;
        _values = new Value?[file.Tensors.Count];
        _sources = Enumerable.Range(0, file.Tensors.Count).ToArray();
        foreach (var place in file.Inputs)
        {
            var tensor = file.Tensors[place];
            if (tensor.Type != TfLiteType.Float || tensor.Shape.Length != 4)
                throw new InvalidDataException($"TFLite import: input '{tensor.Name}' is not a picture of numbers, [n, h, w, c].");
            _values[place] = Builder.Input(tensor.Name, DType.Float, ["n", tensor.Shape[3], tensor.Shape[1], tensor.Shape[2]]);
        }
    }

    public GraphBuilder Builder { get; } = new();

    /// <summary>A DEQUANTIZE of a constant: its output is read as the constant itself.</summary>
    public void Alias(TfLiteOperator op)
    {
        if (!IsConstant(Place(op, 0))) throw new InvalidDataException("TFLite import: Dequantize of something that is not a constant.");
        _sources[op.Outputs[0]] = _sources[Place(op, 0)];
    }

    /// <summary>Keeps an operator's result after comparing it with the shape the file declares.</summary>
    public void Set(int place, Value value)
    {
        var declared = _file.Tensors[place].Shape;
        Shape expected = [value.Shape.Rank == 0 ? 1 : value.Shape[0], .. Nchw(declared).Skip(1).Select(d => (Dim)d)];
        if (!expected.Equals(value.Shape)) throw GraphException.Mismatch("result", expected.ToString(), value.Shape);
        _values[place] = value;
    }

    public OnnxModel Finish()
    {
        foreach (var place in _file.Outputs)
        {
            var value = Computed(place);
            Builder.Output(_file.Tensors[place].Name, value.Shape.Rank == 4 ? Builder.Transpose(value, 0, 2, 3, 1) : value);
        }

        return Builder.Build();
    }

    /// <summary>A computed operand.</summary>
    public Value Input(TfLiteOperator op, int index) => Computed(Place(op, index));

    public int[] OutputShape(TfLiteOperator op) => _file.Tensors[op.Outputs[0]].Shape;

    /// <summary>Computed or constant, ready to be combined with a value of the given rank.</summary>
    public Value Operand(TfLiteOperator op, int index, int rank)
    {
        var place = Place(op, index);
        if (!IsConstant(place)) return Computed(place);
        var shape = Constant(place).Shape;
        int[] padded = [.. Enumerable.Repeat(1, Math.Max(rank - shape.Length, 0)), .. shape];
        return padded.Length == 4 ? Weights(op, index, padded, ToNchw) : Weights(op, index, padded, Enumerable.Range(0, padded.Length).ToArray());
    }

    public bool HasInput(TfLiteOperator op, int index) => index < op.Inputs.Count && op.Inputs[index] >= 0;

    public int[] WeightShape(TfLiteOperator op, int index) => Constant(Place(op, index)).Shape;

    /// <summary>A constant as float: read with the given shape, axes reordered. Half stays half in the file.</summary>
    public Value Weights(TfLiteOperator op, int index, int[] shape, int[] order)
    {
        var tensor = Constant(Place(op, index));
        var type = tensor.Type switch
        {
            TfLiteType.Float => DType.Float,
            TfLiteType.Half => DType.Half,
            _ => throw new InvalidDataException($"TFLite import: weights '{tensor.Name}' of type {tensor.Type}."),
        };
        if (shape.Length != order.Length) throw GraphException.Mismatch(tensor.Name, $"rank {order.Length}", shape.Length);
        Shape ordered = [.. order.Select(axis => (Dim)shape[axis])];
        if (tensor.Data.Length != ordered.ElementCount * type.Size())
            throw new InvalidDataException($"TFLite import: weights '{tensor.Name}' hold {tensor.Data.Length} bytes, expected {type} {ordered}.");
        var value = Builder.Constant(type, ordered, Permute(tensor.Data.Span, shape, order, type.Size()));
        return type == DType.Float ? value : Builder.Cast(value, DType.Float);
    }

    /// <summary>A constant list of 32-bit integers, row-major.</summary>
    public int[] Integers(TfLiteOperator op, int index)
    {
        var tensor = Constant(Place(op, index));
        var count = tensor.Shape.Aggregate(1L, (n, d) => n * d);
        if (tensor.Type != TfLiteType.Int32 || tensor.Data.Length != 4 * count)
            throw new InvalidDataException($"TFLite import: '{tensor.Name}' is not a list of {count} integers.");
        var values = new int[count];
        for (var i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt32LittleEndian(tensor.Data.Span[(4 * i)..]);
        return values;
    }

    private Value Computed(int place) =>
        _values[place] ?? throw new InvalidDataException($"TFLite import: tensor '{_file.Tensors[place].Name}' is used before it is computed.");

    private TfLiteTensor Constant(int place) =>
        IsConstant(place) ? _file.Tensors[_sources[place]] : throw new InvalidDataException($"TFLite import: '{_file.Tensors[place].Name}' is not a constant.");

    private bool IsConstant(int place) => !_file.Tensors[_sources[place]].Data.IsEmpty;

    private static int Place(TfLiteOperator op, int index) =>
        index < op.Inputs.Count && op.Inputs[index] >= 0 ? op.Inputs[index] : throw new InvalidDataException($"TFLite import: {op.Name} lacks operand {index}.");

    private static int[] Nchw(int[] shape) => shape.Length == 4 ? [shape[0], shape[3], shape[1], shape[2]] : shape;

    private static byte[] Permute(ReadOnlySpan<byte> from, int[] shape, int[] order, int elementSize)
    {
        var strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = elementSize; axis >= 0; stride *= shape[axis--]) strides[axis] = stride;
        var to = new byte[from.Length];
        var index = new int[shape.Length];
        for (var written = 0; written < to.Length; written += elementSize)
        {
            var read = 0;
            for (var i = 0; i < order.Length; i++) read += index[i] * strides[order[i]];
            from.Slice(read, elementSize).CopyTo(to.AsSpan(written));
            for (var i = order.Length - 1; i >= 0 && ++index[i] == shape[order[i]]; i--) index[i] = 0;
        }

        return to;
    }
}
