using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: transformers CLIPEncoderLayer.
    /// <summary>Tokens [n, t, c] through self-attention (causal for text) and a feed-forward, each with a residual.</summary>
    /// <param name="quickGelu">x sigmoid(1.702 x) in the feed-forward, as OpenAI's CLIP; else the exact gelu, as OpenCLIP's.</param>
    public static Value ClipBlock(this GraphBuilder g, StateDict w, Value x, int heads, bool causal, bool quickGelu)
    {
        x += g.BiasedAttention(w["self_attn"], g.LayerNorm(w["layer_norm1"], x), heads, causal);                       // n t c
        var inner = g.Linear(w["mlp"]["fc1"], g.LayerNorm(w["layer_norm2"], x), w.SizeOf("mlp.fc1.weight", 0));      // n t inner
        return x + g.Linear(w["mlp"]["fc2"], quickGelu ? g.QuickGelu(inner) : g.Gelu(inner), x.Size(2));             // n t c
    }

    // Source: transformers CLIPAttention: biases everywhere.
    private static Value BiasedAttention(this GraphBuilder g, StateDict w, Value x, int heads, bool causal)
    {
        var (queries, keys, values) = (g.Linear(w["q_proj"], x), g.Linear(w["k_proj"], x), g.Linear(w["v_proj"], x));  // n t c
        return g.Linear(w["out_proj"], g.Attention(queries, keys, values, heads, causal));                             // n t c
    }
}
