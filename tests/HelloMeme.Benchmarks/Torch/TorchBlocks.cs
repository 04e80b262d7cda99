using HelloMeme.Benchmarks.Networks;
using static TorchSharp.torch;

namespace HelloMeme.Benchmarks.Torch;

/// <summary>The same blocks as the official modules compute them. Source: diffusers; HelloMeme hm_blocks.py.</summary>
internal static class TorchBlocks
{
    /// <param name="input">x, time, text, reference or padding.</param>
    public static Tensor Run(Block block, TorchWeights w, Func<string, Tensor> input)
    {
        var x = input("x");
        return block.Kind switch
        {
            BlockKind.Resnet => w.Resnet(x, input("time"), 1e-5),
            BlockKind.Transformer => Transformer(w, x, input("text")),
            BlockKind.ReferenceAttention => ReferenceAttention(w, x, input("reference")),
            BlockKind.Upsample => w.Upsample(x),
            BlockKind.Downsample => w.At("conv").Conv(x, stride: 2),
            BlockKind.Motion => Motion(w, x, input("padding")),
            _ => VaeUp(w, x),
        };
    }

    // Source: Transformer2DModel with one BasicTransformerBlock.
    private static Tensor Transformer(TorchWeights w, Tensor x, Tensor text)
    {
        var (n, c, height, width) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var block = w.At("transformer_blocks.0");
        var tokens = w.At("proj_in").Conv(w.At("norm").GroupNorm(x, 1e-6)).permute(0, 2, 3, 1).reshape(n, height * width, c);
        tokens += block.At("attn1").Attention(block.At("norm1").LayerNorm(tokens), Block.Heads);
        tokens += block.At("attn2").Attention(block.At("norm2").LayerNorm(tokens), Block.Heads, text);
        tokens += block.At("ff").FeedForward(block.At("norm3").LayerNorm(tokens));
        return w.At("proj_out").Conv(tokens.reshape(n, height, width, c).permute(0, 3, 1, 2).contiguous()) + x;
    }

    // Source: SKReferenceAttentionV5.
    private static Tensor ReferenceAttention(TorchWeights w, Tensor hidden, Tensor reference)
    {
        var (n, c, height, width) = (hidden.shape[0], hidden.shape[1], hidden.shape[2], hidden.shape[3]);
        var rows = cat([hidden, reference], 3).permute(0, 2, 3, 1).reshape(n * height, 2 * width, c);
        rows = w.At("attn1").Attention(w.At("norm").LayerNorm(rows + Positions(w, 2 * width, c)), Block.Heads);
        rows = rows.view(n, height, 2 * width, c).permute(0, 3, 1, 2).narrow(3, 0, width);
        var columns = cat([rows, reference], 2).permute(0, 3, 2, 1).reshape(n * width, 2 * height, c);
        columns = w.At("attn2").Attention(w.At("norm").LayerNorm(columns + Positions(w, 2 * height, c)), Block.Heads);
        columns = columns.view(n, width, 2 * height, c).permute(0, 3, 2, 1).narrow(2, 0, height);
        return hidden + w.At("proj").Conv(columns.contiguous());
    }

    // Source: SKMotionModuleV5: the padded transformer, then the other; each has a residual of its own.
    private static Tensor Motion(TorchWeights w, Tensor frames, Tensor padding)
    {
        var clip = frames.unsqueeze(0).transpose(1, 2);                                               // 1 c f h w
        var padded = cat([padding.narrow(2, 0, 1), clip, padding.narrow(2, 1, 1)], 2);                // 1 c (1 f 1) h w
        clip += Temporal(w.At("attn_pad"), padded).narrow(2, 1, clip.shape[2]);
        return Temporal(w.At("attn1"), clip).transpose(1, 2).squeeze(0);
    }

    // Source: AnimateDiffTransformer3D.
    private static Tensor Temporal(TorchWeights w, Tensor clip)
    {
        var (b, c, f, height, width) = (clip.shape[0], clip.shape[1], clip.shape[2], clip.shape[3], clip.shape[4]);
        var block = w.At("transformer_blocks.0");
        var positions = block.At("pos_embed")["pe"].narrow(1, 0, f);
        var tokens = w.At("norm").GroupNorm(clip, 1e-6).permute(0, 3, 4, 2, 1).reshape(b * height * width, f, c);
        tokens = w.At("proj_in").Linear(tokens);
        tokens += block.At("attn1").Attention(block.At("norm1").LayerNorm(tokens) + positions, Block.Heads);
        tokens += block.At("attn2").Attention(block.At("norm2").LayerNorm(tokens) + positions, Block.Heads);
        tokens += block.At("ff").FeedForward(block.At("norm3").LayerNorm(tokens));
        return w.At("proj_out").Linear(tokens).reshape(b, height, width, f, c).permute(0, 4, 3, 1, 2) + clip;
    }

    private static Tensor VaeUp(TorchWeights w, Tensor x)
    {
        for (var i = 0; w.Has($"resnets.{i}.conv1.weight"); i++) x = w.At($"resnets.{i}").Resnet(x, null, 1e-6);
        return w.At("upsamplers.0").Upsample(x);
    }

    // Source: get_posembed_linear: all sines, then all cosines.
    private static Tensor Positions(TorchWeights w, long count, long channels) => w.Constant($"positions {count} {channels}", () =>
    {
        var table = new float[count * channels];
        for (long p = 0; p < count; p++)
        {
            for (long k = 0; k < channels / 2; k++)
            {
                var angle = p * Math.Exp(-Math.Log(10000) * 2 * k / channels);
                (table[p * channels + k], table[p * channels + channels / 2 + k]) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
            }
        }

        return (table, [1, count, channels]);
    });
}
