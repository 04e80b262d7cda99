using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

/// <summary>The layers networks are made of: each takes its weights by checkpoint key and gives a value. Pictures are [n, c, h, w], tokens [n, t, c].</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "MA0049", Justification = "It holds nothing but extension methods, and is never named.")]
public static partial class Layers
{
    // Source: torch.nn.Linear. The weight is used as it is stored, so that it can stay in its mapped file.
    /// <summary>[.., in] -> [.., channels]; keys weight [channels, in] and bias. Without channels the width stays.</summary>
    public static Value Linear(this GraphBuilder g, StateDict w, Value x, int? channels = null, bool bias = true)
    {
        var outputs = channels ?? x.Size(^1);
        var weight = w.Weight(g, "weight", [outputs, x.Size(^1)]);
        var rows = g.Reshape(x, [x.Shape.ElementCount / x.Size(^1), x.Size(^1)]);              // (..) in
        var products = g.Gemm(rows, weight, bias ? w.Weight(g, "bias", [outputs]) : null);     // (..) channels
        return g.Reshape(products, x.Shape.With(x.Shape.Rank - 1, outputs));
    }
}
