namespace HelloMeme.Graph.TfLite;

/// <summary>A .tflite model: its first subgraph. Slots are those of the TFLite schema, version 3 (runtime-and-models section 5).</summary>
public sealed class TfLiteFile
{
    private TfLiteFile(IReadOnlyList<TfLiteTensor> tensors, int[] inputs, int[] outputs, IReadOnlyList<TfLiteOperator> operators) =>
        (Tensors, Inputs, Outputs, Operators) = (tensors, inputs, outputs, operators);

    public IReadOnlyList<TfLiteTensor> Tensors { get; }

    /// <summary>Places in <see cref="Tensors"/>.</summary>
    public IReadOnlyList<int> Inputs { get; }

    public IReadOnlyList<int> Outputs { get; }

    /// <summary>In running order.</summary>
    public IReadOnlyList<TfLiteOperator> Operators { get; }

    /// <summary>The bytes are kept: weights are slices of them.</summary>
    /// <exception cref="InvalidDataException">Not a TFLite model, cut short, or with a place outside its lists.</exception>
    public static TfLiteFile Read(ReadOnlyMemory<byte> bytes)
    {
        var file = new FlatBuffer(bytes);
        if (!file.Slice(4, 4, "file id").Span.SequenceEqual("TFL3"u8)) throw new InvalidDataException("TFLite file: the id TFL3 is missing at byte 4.");
        var model = file.Root;
        var codes = model.Tables(1, "operator codes").Select(ReadCode).ToArray();
        var buffers = model.Tables(4, "buffers");
        var subgraphs = model.Tables(2, "subgraphs");
        if (subgraphs.Length == 0) throw new InvalidDataException("TFLite file: no subgraph.");

        var tensors = subgraphs[0].Tables(0, "tensors").Select(t => ReadTensor(t, buffers)).ToArray();
        var inputs = Places(subgraphs[0].Int32s(1, "graph inputs"), tensors.Length, 0, "graph input");
        var outputs = Places(subgraphs[0].Int32s(2, "graph outputs"), tensors.Length, 0, "graph output");
        var operators = subgraphs[0].Tables(3, "operators").Select(o => ReadOperator(o, codes, tensors.Length)).ToArray();
        return new TfLiteFile(tensors, inputs, outputs, operators);
    }

    /// <summary>Old files keep the code in a byte, newer ones in an int as well: the larger counts.</summary>
    private static OperatorCode ReadCode(FlatTable table) => new(
        (TfLiteOp)Math.Max(table.Byte(0, "operator code"), table.Int32(3, "operator code")), table.Text(1, "custom operator name"));

    private static TfLiteTensor ReadTensor(FlatTable table, FlatTable[] buffers)
    {
        var name = table.Text(3, "tensor name");
        var place = Places([table.Int32(2, "tensor buffer")], buffers.Length, 0, $"buffer of tensor '{name}'")[0];
        var shape = table.Int32s(0, "tensor shape");
        if (shape.Any(d => d < 0)) throw new InvalidDataException($"TFLite file: tensor '{name}' has a negative dimension.");
        return new TfLiteTensor(name, shape, (TfLiteType)table.Byte(1, "tensor type"), buffers[place].Bytes(0, $"data of tensor '{name}'"));
    }

    private static TfLiteOperator ReadOperator(FlatTable table, OperatorCode[] codes, int tensors)
    {
        var code = codes[Places([table.Int32(0, "operator code index")], codes.Length, 0, "operator code")[0]];
        return new TfLiteOperator(code.Op, code.Custom,
            Places(table.Int32s(1, "operator inputs"), tensors, -1, "operator input"),
            Places(table.Int32s(2, "operator outputs"), tensors, 0, "operator output"),
            table.Table(4, "operator options"),
            table.Bytes(5, "custom options"));
    }

    /// <summary>-1 marks an operand left out where lowest allows it.</summary>
    private static int[] Places(int[] places, int count, int lowest, string what)
    {
        foreach (var place in places)
            if (place < lowest || place >= count) throw new InvalidDataException($"TFLite file: {what} {place} is outside the list of {count}.");
        return places;
    }

    private sealed record OperatorCode(TfLiteOp Op, string Custom);
}

/// <summary>Shape is NHWC for rank 4. Data is empty unless the tensor is a constant.</summary>
public sealed record TfLiteTensor(string Name, int[] Shape, TfLiteType Type, ReadOnlyMemory<byte> Data);

/// <summary>Inputs and outputs are places in the file's tensor list, -1 for an operand left out.</summary>
public sealed record TfLiteOperator
{
    private readonly FlatTable? _options;

    internal TfLiteOperator(TfLiteOp op, string custom, int[] inputs, int[] outputs, FlatTable? options, ReadOnlyMemory<byte> customOptions) =>
        (Op, Custom, Inputs, Outputs, _options, CustomOptions) = (op, custom, inputs, outputs, options, customOptions);

    public TfLiteOp Op { get; }

    /// <summary>Name of a custom operator, else empty.</summary>
    public string Custom { get; }

    public IReadOnlyList<int> Inputs { get; }

    public IReadOnlyList<int> Outputs { get; }

    public ReadOnlyMemory<byte> CustomOptions { get; }

    public string Name => Op == TfLiteOp.Custom ? Custom : Op.ToString();

    internal int Option(int slot) => _options?.Int32(slot, $"options of {Name}") ?? 0;

    internal byte SmallOption(int slot) => _options?.Byte(slot, $"options of {Name}") ?? 0;
}

/// <summary>Built-in operators this importer knows, numbered as in the TFLite schema.</summary>
public enum TfLiteOp
{
    Add = 0,
    AveragePool2d = 1,
    Concatenation = 2,
    Conv2d = 3,
    DepthwiseConv2d = 4,
    Dequantize = 6,
    Logistic = 14,
    MaxPool2d = 17,
    Mul = 18,
    Relu = 19,
    Reshape = 22,
    ResizeBilinear = 23,
    Custom = 32,
    Pad = 34,
    StridedSlice = 45,
    PRelu = 54,
    HardSwish = 117,
}

/// <summary>Element types of tensors in a .tflite file that face models use.</summary>
public enum TfLiteType
{
    Float = 0,
    Half = 1,
    Int32 = 2,
}
