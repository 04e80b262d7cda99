using HelloMeme.Graph.Checkpoints;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Checkpoints;

public sealed class StableDiffusionCheckpointTests : IDisposable
{
    private static readonly string[] Parts = ["unet", "vae", "text_encoder"];
    private readonly ScratchFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "style.safetensors");

    [Fact]
    public void A_single_file_gives_the_networks_of_a_folder()
    {
        var keys = Parts.ToDictionary(p => p, p => KeyList.Load("sd15_" + p).Keys.ToArray());
        Write(FilePath, [.. keys["unet"].Select(SingleFileNames.Unet), .. keys["vae"].Select(SingleFileNames.Vae), .. keys["text_encoder"].Select(k => "cond_stage_model.transformer." + k), "model_ema.decay", "odd.key"]);
        using var checkpoint = StableDiffusionCheckpoint.Open(FilePath, "style", identify: false, TestContext.Current.CancellationToken);
        Assert.Equal(keys["unet"].Order(StringComparer.Ordinal), checkpoint.Unet.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(keys["vae"].Order(StringComparer.Ordinal), checkpoint.Vae.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(keys["text_encoder"].Order(StringComparer.Ordinal), checkpoint.TextEncoder.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["odd.key"], checkpoint.UnknownKeys);
        Assert.False(checkpoint.HasTestWeights);
    }

    [Fact]
    public void A_folder_is_opened_with_its_configs_and_old_names()
    {
        foreach (var part in Parts) Directory.CreateDirectory(Path.Combine(_folder.Path, part));
        Write(Path.Combine(_folder.Path, "unet", "diffusion_pytorch_model.fp16.safetensors"), "conv_in.weight");
        Write(Path.Combine(_folder.Path, "vae", "diffusion_pytorch_model.safetensors"), "encoder.mid_block.attentions.0.proj_attn.weight");
        Write(Path.Combine(_folder.Path, "text_encoder", "model.safetensors"), "text_model.final_layer_norm.bias");
        File.WriteAllText(Path.Combine(_folder.Path, "text_encoder", "config.json"), "{\"num_attention_heads\": 4}");

        using var checkpoint = StableDiffusionCheckpoint.Open(_folder.Path, "sd15", token: TestContext.Current.CancellationToken);
        Assert.Equal(["encoder.mid_block.attentions.0.to_out.0.weight"], checkpoint.Vae.Tensors.Keys);
        Assert.Equal(4, checkpoint.TextEncoder.Config.Count("num_attention_heads", 12));
        Assert.Equal(12, checkpoint.TextEncoder.Config.Count("layers", 12));
        Assert.Equal("sd15.unet", checkpoint.Unet.Name);
        Assert.Equal(FileIdentity.Of(checkpoint.Unet.File, TestContext.Current.CancellationToken), checkpoint.Unet.Tensors["conv_in.weight"].File);
    }

    [Theory]
    [InlineData("lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight", "LoRA")]
    [InlineData("conditioner.embedders.0.transformer.text_model.final_layer_norm.bias", "SDXL")]
    [InlineData("model.diffusion_model.label_emb.0.0.weight", "SDXL")]
    [InlineData("cond_stage_model.model.ln_final.weight", "Stable Diffusion 2")]
    [InlineData("model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight", "SD 3")]
    [InlineData("double_blocks.0.img_attn.qkv.weight", "Flux")]
    [InlineData("control_model.input_blocks.0.0.weight", "ControlNet")]
    [InlineData("emb_params", "textual inversion")]
    [InlineData("something.weight", "no denoising network")]
    public void Foreign_files_are_called_what_they_are(string key, string says)
    {
        Write(FilePath, key);
        var fault = Assert.Throws<CheckpointException>(() => StableDiffusionCheckpoint.Open(FilePath, "style", identify: false, TestContext.Current.CancellationToken));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.Contains("Stable Diffusion 1.5 checkpoint is needed", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight", new long[] { 2, 1024 }, "Stable Diffusion 2")]
    [InlineData("model.diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight", new long[] { 2, 2048 }, "SDXL")]
    [InlineData("model.diffusion_model.input_blocks.0.0.weight", new long[] { 2, 9, 3, 3 }, "inpainting")]
    public void Foreign_families_are_told_by_widths(string key, long[] shape, string says)
    {
        SafetensorsWriter.Write(FilePath, [new TensorToWrite(key, StoredType.F16, shape, _ => { })]);
        var fault = Assert.Throws<CheckpointException>(() => StableDiffusionCheckpoint.Open(FilePath, "style", identify: false, TestContext.Current.CancellationToken));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("style.ckpt", "PK\u0003\u0004 a zip of torch", "pickle")]
    [InlineData("style.safetensors", "PK\u0003\u0004 a zip of torch under a false name", "zip")]
    [InlineData("style.safetensors", "\u0080\u0002}q\u0000X\n\u0000\u0000\u0000state_dict", "pickle")]
    [InlineData("style.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:0", "git lfs pull")]
    [InlineData("style.safetensors", "<!DOCTYPE html><html>Not found</html>", "web page")]
    [InlineData("style.safetensors", "GGUF and so on, and so on", "GGUF")]
    [InlineData("style.safetensors", "short", "shorter than its header")]
    public void Files_that_are_no_safetensors_are_called_what_they_are(string name, string content, string says)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, [.. content.Select(c => (byte)c)]);
        var fault = Assert.Throws<CheckpointException>(() => StableDiffusionCheckpoint.Open(path, "style", identify: false, TestContext.Current.CancellationToken));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_lacks_its_weights_says_what_is_there_instead()
    {
        Assert.Contains("is missing", Fault(), StringComparison.Ordinal);
        var unet = Directory.CreateDirectory(Path.Combine(_folder.Path, "unet")).FullName;
        Assert.Contains("holds no diffusion_pytorch_model.safetensors", Fault(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(unet, "diffusion_pytorch_model.bin"), "PK");
        Assert.Contains("diffusion_pytorch_model.bin, a Python pickle", Fault(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(unet, "diffusion_pytorch_model.safetensors.index.json"), "{}");
        Assert.Contains("split over several files", Fault(), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "text_encoder_2"));
        Assert.Contains("SDXL", Fault(), StringComparison.Ordinal);

        string Fault() => Assert.Throws<CheckpointException>(() => StableDiffusionCheckpoint.Open(_folder.Path, "sd15", token: TestContext.Current.CancellationToken)).Message;
    }

    [Theory]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"heads\": ", "not a JSON object")]
    [InlineData("{\"heads\": \"8\"}", "gives heads as \"8\"")]
    [InlineData("{\"heads\": 0}", "gives heads as 0")]
    [InlineData("{\"heads\": 8.5}", "gives heads as 8.5")]
    [InlineData("{\"heads\": [8]}", "gives heads as [8]")]
    public void Bad_configs_are_named_faults(string json, string says)
    {
        var fault = Assert.Throws<CheckpointException>(() => ModuleConfig.Parse(System.Text.Encoding.UTF8.GetBytes(json), "config.json of net").Count("heads", 8));
        Assert.StartsWith("config.json of net ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void Write(string path, params IReadOnlyList<string> keys) =>
        SafetensorsWriter.Write(path, keys.Select(k => new TensorToWrite(k, StoredType.F16, [1], _ => { })));
}
