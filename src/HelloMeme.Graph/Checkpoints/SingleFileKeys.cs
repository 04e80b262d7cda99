using System.Text.RegularExpressions;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>Which network of Stable Diffusion 1.5 a key of a single-file checkpoint belongs to.</summary>
internal enum SingleFilePart
{
    Unet,
    Vae,
    TextEncoder,

    /// <summary>Known and not needed.</summary>
    Ignored,

    Unknown,
}

/// <summary>Keys of the original single-file layout (CompVis latent diffusion) as diffusers names them.
/// Source: diffusers loaders/single_file_utils.py, for the sizes of Stable Diffusion 1.5 (two layers a block).</summary>
internal static partial class SingleFileKeys
{
    private const string UnetPrefix = "model.diffusion_model.", VaePrefix = "first_stage_model.", TextPrefix = "cond_stage_model.transformer.";

    /// <summary>Noise tables and second copies of weights: averaged weights, loss networks, text positions 0, 1, 2, ...</summary>
    private static readonly string[] IgnoredPrefixes =
    [
        "model_ema.", "alphas_cumprod", "betas", "sqrt_", "log_one_minus_", "posterior_", "logvar", "first_stage_model.loss.", "cond_stage_model.logit_scale",
        "cond_stage_model.transformer.logit_scale", "cond_stage_model.transformer.text_projection", "embedding_manager.", "global_step", "epoch", "state_dict", "scale_factor",
    ];

    public static (SingleFilePart Part, string Key) Rename(string key)
    {
        if (key.EndsWith(".position_ids", StringComparison.Ordinal) || IgnoredPrefixes.Any(p => key.StartsWith(p, StringComparison.Ordinal))) return (SingleFilePart.Ignored, key);
        if (After(key, UnetPrefix) is { } unet) return Found(SingleFilePart.Unet, RenameUnet(unet), key);
        if (After(key, VaePrefix) is { } vae) return Found(SingleFilePart.Vae, RenameVae(vae), key);
        if (After(key, TextPrefix) is { } text) return (SingleFilePart.TextEncoder, text.StartsWith("text_model.", StringComparison.Ordinal) ? text : "text_model." + text);
        return (SingleFilePart.Unknown, key);
    }

    /// <summary>A key without model.diffusion_model. in front; null where SD 1.5 has none such.</summary>
    internal static string? RenameUnet(string key)
    {
        var match = UnetPlace().Match(key);
        if (!match.Success) return null;
        var (place, rest) = (match.Groups["place"].Value, match.Groups["rest"].Value);
        if (!match.Groups["i"].Success)
        {
            return place switch
            {
                "time_embed.0." => "time_embedding.linear_1." + rest,
                "time_embed.2." => "time_embedding.linear_2." + rest,
                "input_blocks.0.0." => "conv_in." + rest,
                "out.0." => "conv_norm_out." + rest,
                "out.2." => "conv_out." + rest,
                "middle_block.0." => "mid_block.resnets.0." + RenameResnet(rest),
                "middle_block.1." => "mid_block.attentions.0." + rest,
                _ => "mid_block.resnets.1." + RenameResnet(rest),
            };
        }

        var (i, j) = (int.Parse(match.Groups["i"].Value), int.Parse(match.Groups["j"].Value));
        return place.StartsWith("in", StringComparison.Ordinal) ? RenameInput(i, j, rest) : RenameOutput(i, j, rest);
    }

    /// <summary>A key without first_stage_model. in front; diffusers' own names pass, null where it is no key of the autoencoder.</summary>
    internal static string? RenameVae(string key)
    {
        if (key.Contains("_blocks.", StringComparison.Ordinal) || key.Contains("mid_block.", StringComparison.Ordinal)) return DiffusersKeys.RenameVae(key);
        if (VaeOutside().IsMatch(key)) return key.Replace(".norm_out.", ".conv_norm_out.", StringComparison.Ordinal);
        var match = VaeInside().Match(key);
        if (!match.Success) return null;
        var (coder, rest) = (match.Groups["coder"].Value, match.Groups["rest"].Value);
        if (match.Groups["mid"].Value is { Length: > 0 } mid)
            return $"{coder}.mid_block." + (mid == "attn_1" ? "attentions.0." + RenameVaeAttention(rest) : $"resnets.{mid[^1] - '1'}." + rest);
        var level = int.Parse(match.Groups["level"].Value);
        if (level > 3) return null;
        var blocks = coder == "encoder" ? $"encoder.down_blocks.{level}." : $"decoder.up_blocks.{3 - level}.";
        return match.Groups["sample"].Value switch
        {
            "downsample" => $"{blocks}downsamplers.0.{rest}",
            "upsample" => $"{blocks}upsamplers.0.{rest}",
            _ => $"{blocks}resnets.{match.Groups["block"].Value}." + rest.Replace("nin_shortcut", "conv_shortcut", StringComparison.Ordinal),
        };
    }

    private static string? RenameInput(int i, int j, string rest) => ((i - 1) / 3, (i - 1) % 3, j) switch
    {
        ( > 3, _, _) => null,
        (var block, 2, 0) when rest.StartsWith("op.", StringComparison.Ordinal) => $"down_blocks.{block}.downsamplers.0.conv.{rest[3..]}",
        (_, 2, _) => null,
        (var block, var layer, 0) => $"down_blocks.{block}.resnets.{layer}.{RenameResnet(rest)}",
        (var block, var layer, 1) => $"down_blocks.{block}.attentions.{layer}.{rest}",
        _ => null,
    };

    /// <summary>The upsampler follows the last attention of a block, or the last resnet where there is none (block 0).</summary>
    private static string? RenameOutput(int i, int j, string rest) => (i / 3, i % 3, j) switch
    {
        ( > 3, _, _) => null,
        (var block, var layer, 0) => $"up_blocks.{block}.resnets.{layer}.{RenameResnet(rest)}",
        (var block, 2, 1 or 2) when rest.StartsWith("conv.", StringComparison.Ordinal) => $"up_blocks.{block}.upsamplers.0.{rest}",
        (var block, var layer, 1) => $"up_blocks.{block}.attentions.{layer}.{rest}",
        _ => null,
    };

    private static string RenameResnet(string rest) => rest.Split('.') switch
    {
        ["in_layers", "0", var kind] => "norm1." + kind,
        ["in_layers", "2", var kind] => "conv1." + kind,
        ["emb_layers", "1", var kind] => "time_emb_proj." + kind,
        ["out_layers", "0", var kind] => "norm2." + kind,
        ["out_layers", "3", var kind] => "conv2." + kind,
        ["skip_connection", var kind] => "conv_shortcut." + kind,
        _ => rest,
    };

    private static string RenameVaeAttention(string rest) => rest.Split('.') switch
    {
        ["norm", var kind] => "group_norm." + kind,
        ["q", var kind] => "to_q." + kind,
        ["k", var kind] => "to_k." + kind,
        ["v", var kind] => "to_v." + kind,
        ["proj_out", var kind] => "to_out.0." + kind,
        _ => rest,
    };

    private static (SingleFilePart, string) Found(SingleFilePart part, string? renamed, string key) => renamed is null ? (SingleFilePart.Unknown, key) : (part, renamed);

    private static string? After(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal) ? key[prefix.Length..] : null;

    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^(?<place>time_embed\.[02]\.|input_blocks\.0\.0\.|out\.[02]\.|middle_block\.[012]\.|(input_blocks|output_blocks)\.(?<i>\d{1,2})\.(?<j>\d)\.)(?<rest>.+)$", Plain, 1000)]
    private static partial Regex UnetPlace();

    [GeneratedRegex(@"^((encoder|decoder)\.(conv_in|conv_out|norm_out|conv_norm_out)|quant_conv|post_quant_conv)\.(weight|bias)$", Plain, 1000)]
    private static partial Regex VaeOutside();

    [GeneratedRegex(@"^(?<coder>encoder|decoder)\.(mid\.(?<mid>block_[12]|attn_1)|(down|up)\.(?<level>\d)\.(block\.(?<block>\d)|(?<sample>downsample|upsample)))\.(?<rest>.+)$", Plain, 1000)]
    private static partial Regex VaeInside();
}
