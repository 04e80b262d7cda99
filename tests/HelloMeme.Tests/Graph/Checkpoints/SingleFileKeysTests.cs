using HelloMeme.Graph.Checkpoints;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Checkpoints;

public sealed class SingleFileKeysTests
{
    [Fact]
    public void Every_key_of_the_unet_is_found()
    {
        var keys = KeyList.Load("sd15_unet").Keys;
        Assert.Equal(686, keys.Count);
        foreach (var key in keys) Assert.Equal((SingleFilePart.Unet, key), SingleFileKeys.Rename(SingleFileNames.Unet(key)));
    }

    [Fact]
    public void Every_key_of_the_vae_is_found()
    {
        foreach (var key in KeyList.Load("sd15_vae").Keys) Assert.Equal((SingleFilePart.Vae, key), SingleFileKeys.Rename(SingleFileNames.Vae(key)));
    }

    [Theory]
    [InlineData("cond_stage_model.transformer.text_model.final_layer_norm.bias")]
    [InlineData("cond_stage_model.transformer.final_layer_norm.bias")]
    public void Text_keys_come_with_and_without_their_inner_prefix(string key) =>
        Assert.Equal((SingleFilePart.TextEncoder, "text_model.final_layer_norm.bias"), SingleFileKeys.Rename(key));

    [Theory]
    [InlineData("model_ema.diffusion_modelinput_blocks00weight")]
    [InlineData("cond_stage_model.transformer.text_model.embeddings.position_ids")]
    [InlineData("alphas_cumprod")]
    [InlineData("sqrt_one_minus_alphas_cumprod")]
    [InlineData("first_stage_model.loss.logvar")]
    public void Useless_keys_are_known(string key) => Assert.Equal(SingleFilePart.Ignored, SingleFileKeys.Rename(key).Part);

    [Theory]
    [InlineData("model.diffusion_model.input_blocks.12.0.in_layers.0.weight")]
    [InlineData("model.diffusion_model.input_blocks.3.0.in_layers.0.weight")]
    [InlineData("model.diffusion_model.output_blocks.12.0.in_layers.0.weight")]
    [InlineData("model.diffusion_model.label_emb.0.0.weight")]
    [InlineData("first_stage_model.decoder.up.7.block.0.norm1.weight")]
    [InlineData("first_stage_model.something.weight")]
    [InlineData("something.else")]
    [InlineData("")]
    public void Other_keys_are_unknown(string key) => Assert.Equal((SingleFilePart.Unknown, key), SingleFileKeys.Rename(key));

    [Theory]
    [InlineData("encoder.mid_block.attentions.0.query.weight", "encoder.mid_block.attentions.0.to_q.weight")]
    [InlineData("decoder.mid_block.attentions.0.key.bias", "decoder.mid_block.attentions.0.to_k.bias")]
    [InlineData("decoder.mid_block.attentions.0.value.bias", "decoder.mid_block.attentions.0.to_v.bias")]
    [InlineData("encoder.mid_block.attentions.0.proj_attn.weight", "encoder.mid_block.attentions.0.to_out.0.weight")]
    [InlineData("encoder.mid_block.attentions.0.group_norm.weight", "encoder.mid_block.attentions.0.group_norm.weight")]
    public void Old_names_of_the_vae_attention_are_brought_to_new_ones(string old, string today) => Assert.Equal(today, DiffusersKeys.RenameVae(old));
}
