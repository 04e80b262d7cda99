using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    /// <summary>x * sigmoid(x); written out, since runtimes fuse this form and not Swish.</summary>
    public static Value Silu(this GraphBuilder g, Value x) => x * g.Sigmoid(x);

    // Source: CLIP's quick_gelu.
    /// <summary>x * sigmoid(1.702 x).</summary>
    public static Value QuickGelu(this GraphBuilder g, Value x) => x * g.Sigmoid(x * 1.702f);
}
