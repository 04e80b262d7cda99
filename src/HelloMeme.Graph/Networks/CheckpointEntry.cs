using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Graph.Networks;

/// <summary>What a checkpoint is for; tells which graphs read it.</summary>
public enum NetworkKind
{
    UNet,
    Vae,
    TextEncoder,
    ReferenceAdapter,
    ControlNet,
    ControlProjector,
    Motion,
    ExpressionEncoder,
    ImageEncoder,
}

/// <summary>One checkpoint that a user installs.</summary>
/// <param name="Name">Of the network; unique.</param>
/// <param name="Folder">Under models/checkpoints, with diffusion_pytorch_model.safetensors or model.safetensors and config.json.</param>
/// <param name="Source">Where its makers keep it (the same on Hugging Face and ModelScope).</param>
/// <param name="Parameters">Numbers in it at full size.</param>
/// <param name="Ignored">Known keys that no graph reads.</param>
public sealed record CheckpointEntry(string Name, NetworkKind Kind, string Folder, string Source, string Licence, long Parameters, IgnoredKeys Ignored)
{
    /// <summary>Size on disk when stored as 16-bit numbers.</summary>
    public long HalfBytes => 2 * Parameters;

    /// <summary>Size on disk when stored as 32-bit numbers.</summary>
    public long FloatBytes => 4 * Parameters;
}
