using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>The weights of one engine. With plain Stable Diffusion 1.5 the reference network and the denoiser are one checkpoint (hellomeme.md 6.1).</summary>
/// <param name="Identity">Names all of them together: open networks are kept under it.</param>
/// <param name="Motion">Null: pictures only.</param>
/// <param name="Heads">Of the UNet's attentions, by its config.json.</param>
/// <param name="Groups">Of the UNet's group norms, by its config.json.</param>
/// <param name="PortraitControl">The reference network sees the portrait's own pose and expression (v5c).</param>
public sealed record DiffusionWeights(
    string Identity,
    StateDict UNet,
    StateDict ReferenceUNet,
    int Heads,
    int Groups,
    StateDict VaeEncoder,
    StateDict VaeDecoder,
    ModuleConfig VaeConfig,
    StateDict Reference,
    StateDict Control,
    StateDict Projector,
    StateDict? Motion,
    bool PortraitControl);
