using System.Text.RegularExpressions;

namespace HelloMeme.Tests.References;

/// <summary>The other direction of the single-file key map, written as a list of replacements: diffusers' keys of SD 1.5 to the original layout.</summary>
internal static class SingleFileNames
{
    public static string Unet(string key)
    {
        foreach (var (ours, theirs) in (ReadOnlySpan<(string, string)>)
        [
            ("time_embedding.linear_1", "time_embed.0"), ("time_embedding.linear_2", "time_embed.2"), ("conv_in", "input_blocks.0.0"), ("conv_norm_out", "out.0"), ("conv_out", "out.2"),
            ("mid_block.resnets.0", "middle_block.0"), ("mid_block.attentions.0", "middle_block.1"), ("mid_block.resnets.1", "middle_block.2"),
            ("up_blocks.0.upsamplers.0.conv", "output_blocks.2.1.conv"), ("up_blocks.1.upsamplers.0.conv", "output_blocks.5.2.conv"), ("up_blocks.2.upsamplers.0.conv", "output_blocks.8.2.conv"),
        ])
        {
            if (key.StartsWith(ours + ".", StringComparison.Ordinal)) return "model.diffusion_model." + Inner(theirs + key[ours.Length..]);
        }

        key = Regex.Replace(key, @"^down_blocks\.(\d)\.resnets\.(\d)", m => $"input_blocks.{1 + 3 * Digit(m, 1) + Digit(m, 2)}.0");
        key = Regex.Replace(key, @"^down_blocks\.(\d)\.attentions\.(\d)", m => $"input_blocks.{1 + 3 * Digit(m, 1) + Digit(m, 2)}.1");
        key = Regex.Replace(key, @"^down_blocks\.(\d)\.downsamplers\.0\.conv", m => $"input_blocks.{3 + 3 * Digit(m, 1)}.0.op");
        key = Regex.Replace(key, @"^up_blocks\.(\d)\.resnets\.(\d)", m => $"output_blocks.{3 * Digit(m, 1) + Digit(m, 2)}.0");
        key = Regex.Replace(key, @"^up_blocks\.(\d)\.attentions\.(\d)", m => $"output_blocks.{3 * Digit(m, 1) + Digit(m, 2)}.1");
        return "model.diffusion_model." + Inner(key);
    }

    public static string Vae(string key)
    {
        key = Regex.Replace(key, @"^encoder\.down_blocks\.(\d)\.resnets\.(\d)", "encoder.down.$1.block.$2");
        key = Regex.Replace(key, @"^encoder\.down_blocks\.(\d)\.downsamplers\.0", "encoder.down.$1.downsample");
        key = Regex.Replace(key, @"^decoder\.up_blocks\.(\d)\.resnets\.(\d)", m => $"decoder.up.{3 - Digit(m, 1)}.block.{Digit(m, 2)}");
        key = Regex.Replace(key, @"^decoder\.up_blocks\.(\d)\.upsamplers\.0", m => $"decoder.up.{3 - Digit(m, 1)}.upsample");
        key = key.Replace("mid_block.resnets.0", "mid.block_1").Replace("mid_block.resnets.1", "mid.block_2").Replace("mid_block.attentions.0", "mid.attn_1");
        key = key.Replace("conv_shortcut", "nin_shortcut").Replace("conv_norm_out", "norm_out").Replace("group_norm", "norm");
        key = key.Replace("to_q", "q").Replace("to_k", "k").Replace("to_v", "v").Replace("to_out.0", "proj_out");
        return "first_stage_model." + key;
    }

    private static string Inner(string key) => key.Contains("transformer_blocks", StringComparison.Ordinal) ? key : key
        .Replace("norm1", "in_layers.0").Replace("conv1", "in_layers.2").Replace("time_emb_proj", "emb_layers.1")
        .Replace("norm2", "out_layers.0").Replace("conv2", "out_layers.3").Replace("conv_shortcut", "skip_connection");

    private static int Digit(Match match, int group) => int.Parse(match.Groups[group].Value);
}
