namespace HelloMeme.Graph.Checkpoints;

/// <summary>A folder as diffusers writes it: config.json and one weights file.</summary>
internal static class CheckpointFolder
{
    /// <summary>What diffusers and transformers call the weights of one network.</summary>
    private static readonly string[] Stems = ["diffusion_pytorch_model", "model"];

    /// <summary>The weights file, or null where the folder has none that could be read or refused by name.</summary>
    public static string? WeightsFile(string folder)
    {
        foreach (var stem in Stems)
            foreach (var variant in (string[])["", ".fp16"])
                if (Path.Combine(folder, $"{stem}{variant}.safetensors") is var path && File.Exists(path)) return path;
        return null;
    }

    /// <summary>Bytes of a file, or of the one that a link leads to.</summary>
    public static long SizeOf(string file)
    {
        using var handle = File.OpenHandle(file);
        return RandomAccess.GetLength(handle);
    }

    /// <exception cref="CheckpointException">The folder or the file is not there; says which file is expected, and what is there instead.</exception>
    public static string RequireWeightsFile(string folder, string name)
    {
        if (!Directory.Exists(folder)) throw new CheckpointException($"The checkpoint {name} is missing: there is no folder {folder}.");
        if (WeightsFile(folder) is { } path) return path;
        if (Directory.EnumerateFiles(folder, "*.safetensors.index.json").Any())
            throw new CheckpointException($"The checkpoint {name} is split over several files, which is not supported; get it as one {Stems[0]}.safetensors.");
        if (Directory.EnumerateFiles(folder, "*.bin").Concat(Directory.EnumerateFiles(folder, "*.ckpt")).FirstOrDefault() is { } pickle)
            throw new CheckpointException($"The checkpoint {name} is there only as {Path.GetFileName(pickle)}, a Python pickle, which is not read because it can hold programs; put {Stems[0]}.safetensors beside it.");
        throw new CheckpointException($"The checkpoint {name} is missing: {folder} holds no {Stems[0]}.safetensors or {Stems[1]}.safetensors.");
    }
}
