using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: diffusers ResnetBlock2D.
    /// <summary>[n, in, h, w] -> [n, channels, h, w]. Time [1, t] is the activated time embedding; null for a block without one.</summary>
    public static Value ResnetBlock(this GraphBuilder g, StateDict w, Value x, int channels, Value? time, GraphForm form, int groups = 32, float epsilon = 1e-5f)
    {
        var h = g.Conv2d(w["conv1"], g.Silu(g.GroupNorm(w["norm1"], x, groups, epsilon)), channels, form: form);    // n c h w
        if (time is not null) h += g.Reshape(g.Linear(w["time_emb_proj"], time, channels), [1, channels, 1, 1]);
        h = g.Conv2d(w["conv2"], g.Silu(g.GroupNorm(w["norm2"], h, groups, epsilon)), form: form);                  // n c h w
        return h + (x.Channels == channels ? x : g.Conv2d(w["conv_shortcut"], x, channels, kernel: 1));             // n c h w
    }
}
