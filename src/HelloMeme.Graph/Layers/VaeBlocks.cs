using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

/// <summary>What the VAE's encoder and decoder share.</summary>
public static partial class Layers
{
    private const float VaeEpsilon = 1e-6f;

    // Source: diffusers UNetMidBlock2D as AutoencoderKL uses it.
    /// <summary>[n, c, h, w] -> [n, c, h, w]: a ResNet block, attention of all pixels by one head, a ResNet block.</summary>
    public static Value VaeMidBlock(this GraphBuilder g, StateDict w, Value x, int groups, GraphForm form)
    {
        x = g.VaeResnetBlock(w["resnets"][0], x, x.Channels, groups, form);    // n c h w
        x = g.VaeAttention(w["attentions"][0], x, groups);                     // n c h w
        return g.VaeResnetBlock(w["resnets"][1], x, x.Channels, groups, form); // n c h w
    }

    /// <summary>resnets.0, resnets.1, ... -> [n, channels, h, w]; the channels are those of the first one's weights.</summary>
    public static Value VaeResnets(this GraphBuilder g, StateDict w, Value x, int groups, GraphForm form)
    {
        var channels = w.SizeOf("resnets.0.conv1.weight", 0);
        for (var i = 0; i < w.Count("resnets"); i++) x = g.VaeResnetBlock(w["resnets"][i], x, channels, groups, form); // n channels h w
        return x;
    }

    /// <summary>Norm, SiLU and the last convolution.</summary>
    public static Value VaeHead(this GraphBuilder g, StateDict w, Value x, int channels, int groups) =>
        g.Conv2d(w["conv_out"], g.Silu(g.GroupNorm(w["conv_norm_out"], x, groups, VaeEpsilon)), channels);

    private static Value VaeResnetBlock(this GraphBuilder g, StateDict w, Value x, int channels, int groups, GraphForm form) =>
        g.ResnetBlock(w, x, channels, time: null, form, groups, VaeEpsilon);

    private static Value VaeAttention(this GraphBuilder g, StateDict w, Value x, int groups)
    {
        var tokens = g.ToTokens(g.GroupNorm(w["group_norm"], x, groups, VaeEpsilon));                                       // n (h w) c
        var (queries, keys, values) = (g.Linear(w["to_q"], tokens), g.Linear(w["to_k"], tokens), g.Linear(w["to_v"], tokens)); // n (h w) c
        var answers = g.Linear(w["to_out.0"], g.Attention(queries, keys, values, heads: 1));                                // n (h w) c
        return x + g.ToPicture(answers, x.Height, x.Width);                                                                 // n c h w
    }
}
