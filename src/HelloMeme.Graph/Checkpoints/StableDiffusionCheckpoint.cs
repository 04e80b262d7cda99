namespace HelloMeme.Graph.Checkpoints;

/// <summary>Stable Diffusion 1.5 or a style made from it: a diffusers folder (unet/, vae/, text_encoder/, tokenizer/) or a single .safetensors file.
/// Either way the networks have diffusers' keys.</summary>
public sealed class StableDiffusionCheckpoint : IDisposable
{
    private readonly IDisposable[] _owned;

    private StableDiffusionCheckpoint(CheckpointModule unet, CheckpointModule vae, CheckpointModule textEncoder, IReadOnlyList<string> unknown, params IDisposable[] owned) =>
        (Unet, Vae, TextEncoder, UnknownKeys, _owned) = (unet, vae, textEncoder, unknown, owned);

    public CheckpointModule Unet { get; }

    public CheckpointModule Vae { get; }

    public CheckpointModule TextEncoder { get; }

    /// <summary>Keys of a single file that belong to no network of SD 1.5 and are not known to be useless.</summary>
    public IReadOnlyList<string> UnknownKeys { get; }

    public bool HasTestWeights => Unet.HasTestWeights || Vae.HasTestWeights || TextEncoder.HasTestWeights;

    /// <param name="path">A folder or a .safetensors file.</param>
    /// <param name="name">Unique among checkpoints that meet in one graph; networks are called NAME.unet, NAME.vae, NAME.text_encoder.</param>
    /// <param name="identify">As in <see cref="CheckpointModule.Open"/>.</param>
    /// <exception cref="CheckpointException">Missing, foreign (SDXL, SD 2, LoRA, ...) or unsound; says what it is and what is needed.</exception>
    public static StableDiffusionCheckpoint Open(string path, string name, bool identify = true, CancellationToken token = default) =>
        Directory.Exists(path) ? OpenFolder(path, name, identify, token)
        : File.Exists(path) ? OpenFile(path, name, identify, token)
        : throw new CheckpointException($"The checkpoint {name} is missing: there is no folder or file {path}.");

    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
    }

    private static StableDiffusionCheckpoint OpenFolder(string folder, string name, bool identify, CancellationToken token)
    {
        RefuseFolder(folder, name);
        var opened = new List<CheckpointModule>();
        try
        {
            foreach (var part in (string[])["unet", "vae", "text_encoder"])
            {
                Func<string, string> rename = part == "vae" ? DiffusersKeys.RenameVae : key => key;
                opened.Add(CheckpointModule.Open(Path.Combine(folder, part), $"{name}.{part}", rename, identify, token));
                if (part == "unet") ForeignFile.RefuseByKeys(name, opened[0].Tensors);
            }

            return new StableDiffusionCheckpoint(opened[0], opened[1], opened[2], [], [.. opened]);
        }
        catch
        {
            foreach (var module in opened) module.Dispose();
            throw;
        }
    }

    private static void RefuseFolder(string folder, string name)
    {
        if (Directory.Exists(Path.Combine(folder, "text_encoder_2"))) throw new CheckpointException($"{name} is an SDXL checkpoint; a Stable Diffusion 1.5 checkpoint is needed.");
        if (Directory.Exists(Path.Combine(folder, "transformer"))) throw new CheckpointException($"{name} is of a transformer family (SD 3, Flux); a Stable Diffusion 1.5 checkpoint is needed.");
    }

    private static StableDiffusionCheckpoint OpenFile(string path, string name, bool identify, CancellationToken token)
    {
        ForeignFile.RefuseByContent(path);
        var file = SafetensorsFile.Open(path, identify ? FileIdentity.Of(path, token) : null);
        try
        {
            ForeignFile.RefuseByKeys(Path.GetFileName(path), file.Tensors);
            var parts = Enum.GetValues<SingleFilePart>().ToDictionary(p => p, _ => new Dictionary<string, StoredTensor>(StringComparer.Ordinal));
            foreach (var (key, tensor) in file.Tensors)
            {
                var (part, renamed) = SingleFileKeys.Rename(key);
                if (!parts[part].TryAdd(renamed, tensor)) throw new CheckpointException($"{Path.GetFileName(path)} holds '{renamed}' under two names; get a sound copy.");
            }

            return new StableDiffusionCheckpoint(
                Module(SingleFilePart.Unet, "unet", "no denoising network (model.diffusion_model)"),
                Module(SingleFilePart.Vae, "vae", "no autoencoder (first_stage_model)"),
                Module(SingleFilePart.TextEncoder, "text_encoder", "no text encoder (cond_stage_model.transformer)"),
                [.. parts[SingleFilePart.Unknown].Keys.Order(StringComparer.Ordinal)],
                file);

            CheckpointModule Module(SingleFilePart part, string suffix, string lacks) => parts[part].Count > 0
                ? new CheckpointModule($"{name}.{suffix}", path, ModuleConfig.Default, file, parts[part], ownsFile: false)
                : throw new CheckpointException($"{Path.GetFileName(path)} holds {lacks}; a whole Stable Diffusion 1.5 checkpoint is needed.");
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
