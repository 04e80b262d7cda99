using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: diffusers FeedForward with GEGLU: the first half of net.0.proj is the value, the second half its gate.
    /// <summary>[n, t, c] -> [n, t, c] through value * gelu(gate) of inner channels; keys net.0.proj and net.2.</summary>
    public static Value FeedForward(this GraphBuilder g, StateDict w, Value x, int inner)
    {
        var both = g.Linear(w["net.0.proj"], x, 2 * inner);                              // n t (2 inner)
        var last = x.Shape.Rank - 1;
        var gated = g.Slice(both, last, 0, inner) * g.Gelu(g.Slice(both, last, inner, inner)); // n t inner
        return g.Linear(w["net.2"], gated, x.Size(^1));                                  // n t c
    }
}
