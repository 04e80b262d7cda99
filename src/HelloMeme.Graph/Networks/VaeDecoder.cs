using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Latents to pixels. Source: diffusers AutoencoderKL.decode.</summary>
public static class VaeDecoder
{
    /// <summary>Input latent [batch, 4, height, width], already divided by 0.18215; output image [batch, 3, 8 height, 8 width], about -1 to 1.</summary>
    /// <param name="config">norm_num_groups (32).</param>
    /// <exception cref="CheckpointException">Keys are missing or have other shapes.</exception>
    public static OnnxModel Build(StateDict weights, ModuleConfig config, int batch, int height, int width, GraphForm form = GraphForm.Fast) => NetworkBuild.Checked(g =>
    {
        var w = weights["decoder"];
        var groups = config.Count("norm_num_groups", 32);
        var levels = w.Count("up_blocks");

        var latent = g.FloatInput("latent", w.Type, [batch, weights.SizeOf("post_quant_conv.weight", 0), height, width]); // n 4 h w
        var x = g.Conv2d(weights["post_quant_conv"], latent, kernel: 1);                                  // n 4 h w
        x = g.Conv2d(w["conv_in"], x, w.SizeOf("conv_in.weight", 0));                                     // n c h w
        x = g.VaeMidBlock(w["mid_block"], x, groups, form);                                               // n c h w
        for (var i = 0; i < levels; i++)
        {
            using var scope = g.Scope($"up{i}");
            x = g.VaeResnets(w["up_blocks"][i], x, groups, form);                                         // n c h w
            if (i < levels - 1) x = g.Upsample(w["up_blocks"][i]["upsamplers"][0], x, form);              // n c 2h 2w
        }

        g.FloatOutput("image", g.VaeHead(w, x, 3, groups));                                               // n 3 8h 8w
    }, weights);
}
