using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Pixels to the distribution of their latents. Source: diffusers AutoencoderKL.encode. It runs once a clip, for which kernels are not multiplied out.</summary>
public static class VaeEncoder
{
    /// <summary>Input image [batch, 3, height, width] from -1 to 1, sizes a multiple of 8; outputs mean and logvar [batch, 4, height / 8, width / 8], not scaled, logvar within -30 and 20.</summary>
    /// <param name="config">norm_num_groups (32).</param>
    /// <exception cref="CheckpointException">Keys are missing or have other shapes.</exception>
    public static OnnxModel Build(StateDict weights, ModuleConfig config, int batch, int height, int width) => NetworkBuild.Checked(g =>
    {
        var w = weights["encoder"];
        var groups = config.Count("norm_num_groups", 32);
        var levels = w.Count("down_blocks");

        var image = g.FloatInput("image", w.Type, [batch, 3, height, width]);                             // n 3 h w
        var x = g.Conv2d(w["conv_in"], image, w.SizeOf("conv_in.weight", 0));                             // n c h w
        for (var i = 0; i < levels; i++)
        {
            using var scope = g.Scope($"down{i}");
            x = g.VaeResnets(w["down_blocks"][i], x, groups, GraphForm.Fast);                             // n c h w
            if (i < levels - 1) x = g.HalveWithoutLeftPadding(w["down_blocks"][i]["downsamplers"][0]["conv"], x); // n c h/2 w/2
        }

        var latentChannels = weights.SizeOf("quant_conv.weight", 0);
        x = g.VaeHead(w, g.VaeMidBlock(w["mid_block"], x, groups, GraphForm.Fast), latentChannels, groups); // n 8 h/8 w/8
        x = g.Conv2d(weights["quant_conv"], x, kernel: 1);                                                // n 8 h/8 w/8
        g.FloatOutput("mean", g.Slice(x, axis: 1, 0, latentChannels / 2));                                // n 4 h/8 w/8
        g.FloatOutput("logvar", g.Clip(g.Slice(x, axis: 1, latentChannels / 2, latentChannels / 2), -30, 20));
    }, weights);

    /// <summary>The encoder pads only at the right and below.</summary>
    private static Value HalveWithoutLeftPadding(this GraphBuilder g, StateDict w, Value x)
    {
        var window = new Window(3, 3) { StrideHeight = 2, StrideWidth = 2, Bottom = 1, Right = 1 };
        return g.Conv(x, w.Weight(g, "weight", [x.Channels, x.Channels, 3, 3]), w.Weight(g, "bias", [x.Channels]), window);
    }
}
