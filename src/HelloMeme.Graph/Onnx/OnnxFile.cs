namespace HelloMeme.Graph.Onnx;

/// <summary>Writes an <see cref="OnnxModel"/> as a .onnx file. Field numbers are those of onnx.proto (ONNX 1.18).</summary>
public static class OnnxFile
{
    /// <summary>Version of the operator set all graphs use.</summary>
    public const int Opset = 23;

    /// <summary>File beside the graph that stands for all weights: it is empty, so that a runtime which was not given a weight fails instead of computing with something else.</summary>
    public const string AbsentWeights = "weights-are-given";

    private const string RuntimeDomain = "com.microsoft"; // of operators that ONNX Runtime has beside the standard's, on CPU and CUDA
    private const int IrVersion = 11;
    private const int External = 1;
    private const int FloatAttribute = 1, IntAttribute = 2, StringAttribute = 3, IntsAttribute = 7;

    public static byte[] ToBytes(OnnxModel model)
    {
        using var stream = new MemoryStream();
        Write(model, stream);
        return stream.ToArray();
    }

    /// <param name="place">File and byte offset, relative to the graph's folder, of weights that the runtime shall read itself; null for those it will be given.</param>
    public static void Write(OnnxModel model, Stream stream, Func<Weight, (string File, long Offset)?>? place = null)
    {
        var file = new ProtoWriter(stream);
        file.Int(1, IrVersion);
        file.Text(2, "HelloMeme Studio");
        file.Message(7, graph => WriteGraph(graph, model, place ?? (_ => null)));
        file.Message(8, opset => opset.Int(2, Opset));
        if (model.Nodes.Any(IsOfRuntime)) file.Message(8, WriteRuntimeOpset);
        foreach (var (key, text) in model.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            file.Message(14, entry =>
            {
                entry.Text(1, key);
                entry.Text(2, text);
            });
        }
    }

    private static void WriteGraph(ProtoWriter graph, OnnxModel model, Func<Weight, (string File, long Offset)?> place)
    {
        foreach (var node in model.Nodes) graph.Message(1, m => WriteNode(m, node));
        graph.Text(2, "graph");
        foreach (var initializer in model.Initializers) graph.Message(5, m => WriteTensor(m, initializer));
        foreach (var weight in model.Weights) graph.Message(5, m => WriteWeight(m, weight, place(weight) ?? (AbsentWeights, 0)));
        foreach (var input in model.Inputs) graph.Message(11, m => WriteValue(m, input));
        foreach (var output in model.Outputs) graph.Message(12, m => WriteValue(m, output));
    }

    private static void WriteNode(ProtoWriter message, OnnxNode node)
    {
        foreach (var input in node.Inputs) message.Text(1, input);
        message.Text(2, node.Output);
        message.Text(3, node.Name);
        message.Text(4, node.OpType);
        foreach (var attribute in node.Attributes) message.Message(5, m => WriteAttribute(m, attribute));
        if (IsOfRuntime(node)) message.Text(7, RuntimeDomain);
    }

    private static bool IsOfRuntime(OnnxNode node) => node.OpType == "MultiHeadAttention";

    private static void WriteRuntimeOpset(ProtoWriter opset)
    {
        opset.Text(1, RuntimeDomain);
        opset.Int(2, 1);
    }

    private static void WriteAttribute(ProtoWriter message, NodeAttribute attribute)
    {
        message.Text(1, attribute.Name);
        switch (attribute.Value)
        {
            case float number:
                message.Float(2, number);
                message.Int(20, FloatAttribute);
                break;
            case long integer:
                message.Int(3, integer);
                message.Int(20, IntAttribute);
                break;
            case string text:
                message.Text(4, text);
                message.Int(20, StringAttribute);
                break;
            case long[] integers:
                foreach (var integer in integers) message.Int(8, integer);
                message.Int(20, IntsAttribute);
                break;
        }
    }

    private static void WriteTensor(ProtoWriter message, Initializer tensor)
    {
        foreach (var dim in tensor.Shape) message.Int(1, dim.Size);
        message.Int(2, (long)tensor.Type);
        message.Text(8, tensor.Name);
        message.Bytes(9, tensor.Data.Span);
    }

    private static void WriteWeight(ProtoWriter message, Weight weight, (string File, long Offset) place)
    {
        foreach (var dim in weight.Shape) message.Int(1, dim.Size);
        message.Int(2, (long)weight.Type);
        message.Text(8, weight.Name);
        var length = weight.Shape.ElementCount * weight.Type.Size();
        foreach (var (key, text) in new[] { ("location", place.File), ("offset", $"{place.Offset}"), ("length", $"{length}") })
        {
            message.Message(13, entry =>
            {
                entry.Text(1, key);
                entry.Text(2, text);
            });
        }

        message.Int(14, External);
    }

    private static void WriteValue(ProtoWriter message, NamedValue value)
    {
        message.Text(1, value.Name);
        message.Message(2, type => type.Message(1, tensor =>
        {
            tensor.Int(1, (long)value.Type);
            tensor.Message(2, shape =>
            {
                foreach (var dim in value.Shape) shape.Message(1, d => WriteDim(d, dim));
            });
        }));
    }

    private static void WriteDim(ProtoWriter message, Dim dim)
    {
        if (dim.IsFixed) message.Int(1, dim.Size);
        else message.Text(2, dim.Name!);
    }
}
