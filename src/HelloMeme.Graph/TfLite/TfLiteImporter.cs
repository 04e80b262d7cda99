using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.TfLite;

/// <summary>TFLite face networks as ONNX (runtime-and-models section 5). Pictures are [n, 3, h, w] in and NCHW throughout;
/// rank-4 outputs come back as TFLite has them, NHWC. The batch is symbolic; half-precision weights stay half and are cast when loaded.</summary>
public static class TfLiteImporter
{
    /// <summary>Raised whenever the graphs made from the same file change: part of the key of converted files.</summary>
    public const int Version = 1;

    /// <exception cref="InvalidDataException">An operator, option or type this importer does not know, or shapes that contradict each other.</exception>
    public static OnnxModel Import(TfLiteFile file)
    {
        var import = new TfLiteGraph(file);
        var at = "inputs";
        try
        {
            foreach (var op in file.Operators)
            {
                if (op.Outputs.Count != 1) throw new InvalidDataException($"TFLite import: {op.Name} has {op.Outputs.Count} outputs, expected 1.");
                at = $"{op.Name} giving '{file.Tensors[op.Outputs[0]].Name}'";
                if (op.Op == TfLiteOp.Dequantize) import.Alias(op);
                else import.Set(op.Outputs[0], Convert(import, op));
            }

            at = "outputs";
            return import.Finish();
        }
        catch (Exception e) when (e is GraphException or OverflowException)
        {
            throw new InvalidDataException($"TFLite import: {at}: {e.Message}", e);
        }
    }

    /// <summary>Metadata key of the comma-separated landmark numbers that a refined region replaces, in the order of its output;
    /// left and right are the two landmarks the region is levelled by.</summary>
    public static string SubsetKey(int left, int right) => $"subset_{left}_{right}";

    private static Value Convert(TfLiteGraph import, TfLiteOperator op) => op.Op switch
    {
        TfLiteOp.Conv2d => import.Conv(op),
        TfLiteOp.DepthwiseConv2d => import.DepthwiseConv(op),
        TfLiteOp.MaxPool2d => import.MaxPool(op),
        TfLiteOp.AveragePool2d => import.AveragePool(op),
        TfLiteOp.Add => import.Add(op),
        TfLiteOp.Mul => import.Mul(op),
        TfLiteOp.Relu => import.Builder.Relu(import.Input(op, 0)),
        TfLiteOp.PRelu => import.PRelu(op),
        TfLiteOp.Logistic => import.Builder.Sigmoid(import.Input(op, 0)),
        TfLiteOp.HardSwish => import.Builder.HardSwish(import.Input(op, 0)),
        TfLiteOp.Pad => import.Pad(op),
        TfLiteOp.Reshape => import.Reshape(op),
        TfLiteOp.Concatenation => import.Concat(op),
        TfLiteOp.ResizeBilinear => import.ResizeBilinear(op),
        TfLiteOp.StridedSlice => import.SliceAll(op),
        TfLiteOp.Custom => op.Custom switch
        {
            "Convolution2DTransposeBias" => import.ConvTranspose(op),
            "Landmarks2TransformMatrix" => import.TransformMatrix(op),
            "TransformTensorBilinear" => import.TransformTensor(op),
            "TransformLandmarks" => import.TransformLandmarks(op),
            _ => throw Unknown(op),
        },
        _ => throw Unknown(op),
    };

    private static InvalidDataException Unknown(TfLiteOperator op) => new($"TFLite import: operator '{op.Name}' is not known.");
}
