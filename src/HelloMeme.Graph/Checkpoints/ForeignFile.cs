namespace HelloMeme.Graph.Checkpoints;

/// <summary>Recognises what people take for a Stable Diffusion 1.5 or HelloMeme checkpoint and says what it is and what is needed instead.</summary>
internal static class ForeignFile
{
    private static readonly string[] PickleEndings = [".bin", ".ckpt", ".pt", ".pth", ".pkl"];

    /// <summary>First bytes, what the file is, what to do.</summary>
    private static readonly (string Bytes, string What)[] Beginnings =
    [
        ("PK\u0003\u0004", "is a zip or PyTorch file under another name; get the .safetensors form of the checkpoint"),
        ("\u0080\u0002", "is a Python pickle under another name, which is not read because it can hold programs; get the .safetensors form of the checkpoint"),
        ("GGUF", "is a GGUF file; get the .safetensors form of the checkpoint"),
        ("version https://git-lfs", "is a Git LFS pointer, not the checkpoint itself; run 'git lfs pull' in its folder or download the file"),
        ("<!", "is a web page, not a checkpoint; download the file itself"),
        ("<html", "is a web page, not a checkpoint; download the file itself"),
    ];

    private const string Needed = "a Stable Diffusion 1.5 checkpoint is needed";

    /// <summary>Told by keys, first match first. Widths of text context tell the families apart: 768 is SD 1.5, 1024 is SD 2, 2048 is SDXL.</summary>
    private static readonly (Func<IReadOnlyDictionary<string, StoredTensor>, bool> Is, string What)[] Families =
    [
        (t => HasPart(t, "lora_down.") || HasPart(t, "lora.down.") || HasPart(t, "lora_A.") || HasPart(t, "hada_w1") || HasPart(t, "lokr_w1"), $"is a LoRA, which only changes a checkpoint; {Needed}"),
        (t => t.ContainsKey("emb_params") || t.ContainsKey("string_to_param"), $"is a textual inversion embedding; {Needed}"),
        (t => HasPart(t, "controlnet_cond_embedding.") || HasPrefix(t, "control_model."), $"is a ControlNet; {Needed}"),
        (t => HasPart(t, "joint_blocks.") || HasPart(t, "double_blocks."), $"is of a transformer family (SD 3, Flux); {Needed}"),
        (t => HasPrefix(t, "conditioner.") || HasPart(t, "label_emb.") || HasPart(t, "add_embedding.") || ContextWidth(t) == 2048, $"is an SDXL checkpoint; {Needed}"),
        (t => HasPrefix(t, "cond_stage_model.model.") || ContextWidth(t) == 1024, $"is a Stable Diffusion 2 checkpoint; {Needed}"),
        (t => InputChannels(t) == 9, $"is an inpainting checkpoint; {Needed} that is not for inpainting"),
        (t => InputChannels(t) == 8, $"is a picture-editing checkpoint (8 input channels); {Needed}"),
        (t => t.ContainsKey("motion_modules") || HasPart(t, "motion_modules."), $"is an AnimateDiff motion file; {Needed}"),
    ];

    /// <exception cref="CheckpointException">A Python pickle by name, or something else than safetensors by its first bytes.</exception>
    public static void RefuseByContent(string path)
    {
        var name = Path.GetFileName(path);
        if (PickleEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            throw new CheckpointException($"{name} is a Python pickle, which is not read because it can hold programs; get the .safetensors form of the checkpoint.");
        Span<byte> start = stackalloc byte[32];
        using (var file = File.OpenRead(path)) start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        foreach (var (bytes, what) in Beginnings)
            if (StartsWith(start, bytes)) throw new CheckpointException($"{name} {what}.");
    }

    /// <exception cref="CheckpointException">Not a network of Stable Diffusion 1.5.</exception>
    public static void RefuseByKeys(string name, IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        foreach (var (isFamily, what) in Families)
            if (isFamily(tensors)) throw new CheckpointException($"{name} {what}.");
    }

    private static bool StartsWith(ReadOnlySpan<byte> start, string bytes)
    {
        if (start.Length < bytes.Length) return false;
        for (var i = 0; i < bytes.Length; i++)
            if (start[i] != bytes[i]) return false;
        return true;
    }

    private static long? ContextWidth(IReadOnlyDictionary<string, StoredTensor> tensors) =>
        tensors.Values.FirstOrDefault(t => t.Key.EndsWith("transformer_blocks.0.attn2.to_k.weight", StringComparison.Ordinal))?.Shape is [_, var width] ? width : null;

    private static long? InputChannels(IReadOnlyDictionary<string, StoredTensor> tensors) =>
        (tensors.GetValueOrDefault("model.diffusion_model.input_blocks.0.0.weight") ?? tensors.GetValueOrDefault("conv_in.weight"))?.Shape is [_, var channels, 3, 3] ? channels : null;

    private static bool HasPrefix(IReadOnlyDictionary<string, StoredTensor> tensors, string prefix) => tensors.Keys.Any(k => k.StartsWith(prefix, StringComparison.Ordinal));

    private static bool HasPart(IReadOnlyDictionary<string, StoredTensor> tensors, string part) => tensors.Keys.Any(k => k.Contains(part, StringComparison.Ordinal));
}
