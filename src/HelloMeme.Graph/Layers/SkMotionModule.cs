using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: HelloMeme hm_blocks.py, SKMotionModuleV5.
    /// <summary>Frames [b f, c, h, w] see each other, and first, where padding [b, c, 2, h, w] is given, the frame before and the frame after them.</summary>
    public static Value SkMotionModule(this GraphBuilder g, StateDict w, Value x, Value? padding, int branches, int heads)
    {
        if (padding is not null)
        {
            var frames = x.Batch / branches;
            var clip = g.Reshape(x, [branches, frames, x.Channels, x.Height, x.Width]);                           // b f c h w
            var ends = g.Transpose(padding, 0, 2, 1, 3, 4);                                                       // b 2 c h w
            var padded = g.Concat([g.Slice(ends, axis: 1, 0, 1), clip, g.Slice(ends, axis: 1, 1, 1)], axis: 1);   // b (1 f 1) c h w
            padded = g.TemporalTransformer(w["attn_pad"], padded, heads);                                         // b (1 f 1) c h w
            x += g.Reshape(g.Slice(padded, axis: 1, 1, frames), x.Shape);                                         // x counts twice: the transformer has a residual of its own
        }

        return g.Reshape(g.TemporalTransformer(w["attn1"], g.Reshape(x, [branches, x.Batch / branches, x.Channels, x.Height, x.Width]), heads), x.Shape);
    }

    // Source: diffusers AnimateDiffTransformer3D. Norm statistics run over all frames; positions come after the norms; both attentions are among the frames of one pixel.
    /// <summary>[b, f, c, h, w] -> the same shape.</summary>
    public static Value TemporalTransformer(this GraphBuilder g, StateDict w, Value x, int heads, int groups = 32)
    {
        var (b, f, c, pixels) = (x.Size(0), x.Size(1), x.Size(2), x.Size(3) * x.Size(4));
        var clip = g.Transpose(g.Reshape(x, [b, f, c, pixels]), 0, 2, 1, 3);                                      // b c f (h w)
        var tokens = g.Transpose(g.GroupNorm(w["norm"], clip, groups, epsilon: 1e-6f), 0, 3, 2, 1);               // b (h w) f c
        tokens = g.Linear(w["proj_in"], g.Reshape(tokens, [b * pixels, f, c]));                                   // (b h w) f c
        tokens = g.Linear(w["proj_out"], g.TemporalBlock(w["transformer_blocks.0"], tokens, heads));              // (b h w) f c
        return g.Reshape(g.Transpose(g.Reshape(tokens, [b, pixels, f, c]), 0, 2, 3, 1), x.Shape) + x;             // b f c h w
    }

    private static Value TemporalBlock(this GraphBuilder g, StateDict w, Value x, int heads)
    {
        x += g.Attention(w["attn1"], g.AddStoredPositions(w["pos_embed"], g.LayerNorm(w["norm1"], x)), heads);    // n f c
        x += g.Attention(w["attn2"], g.AddStoredPositions(w["pos_embed"], g.LayerNorm(w["norm2"], x)), heads);    // n f c
        return x + g.FeedForward(w["ff"], g.LayerNorm(w["norm3"], x), 4 * x.Size(2));                             // n f c
    }
}
