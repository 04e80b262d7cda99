using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: diffusers Transformer2DModel with one BasicTransformerBlock. Its linears are stored as 1x1 convolutions; on tokens they are the same.
    /// <summary>Pixels [n, c, h, w] attend to each other, then to the text; + x. Text keys and values are [b, t, c], where n is a multiple of b, b outermost.</summary>
    public static Value SpatialTransformer(this GraphBuilder g, StateDict w, Value x, KeysValues text, int heads, int groups = 32)
    {
        var tokens = g.ToTokens(g.GroupNorm(w["norm"], x, groups, epsilon: 1e-6f));           // n (h w) c
        tokens = g.TransformerBlock(w["transformer_blocks.0"], g.Linear(w["proj_in"], tokens), text, heads);
        return g.ToPicture(g.Linear(w["proj_out"], tokens), x.Height, x.Width) + x;           // n c h w
    }

    // Source: diffusers BasicTransformerBlock.
    /// <summary>Tokens [n, t, c] through self-attention, cross-attention and feed-forward, each with a residual.</summary>
    public static Value TransformerBlock(this GraphBuilder g, StateDict w, Value x, KeysValues text, int heads)
    {
        x += g.Attention(w["attn1"], g.LayerNorm(w["norm1"], x), heads);                      // n t c
        var branches = text.Keys.Batch;                                                       // all frames of a branch see the same text
        var frames = g.Reshape(g.LayerNorm(w["norm2"], x), [branches, x.Batch / branches * x.Size(1), x.Size(2)]); // b (f t) c
        x += g.Reshape(g.Attend(w["attn2"], frames, text, heads), x.Shape);                   // n t c
        return x + g.FeedForward(w["ff"], g.LayerNorm(w["norm3"], x), 4 * x.Size(2));         // n t c
    }
}
