namespace HelloMeme.Reenactment.Diffusion;

/// <summary>How the HelloMeme engine renders. Defaults are the official ones where there are any (hellomeme.md 4.6).</summary>
public sealed record RenderSettings
{
    /// <summary>A version of NetworkCatalog: v5, v5b, v5c.</summary>
    public string Version { get; init; } = "v5";

    /// <summary>Folder or file under models/checkpoints with the Stable Diffusion 1.5 weights that draw the film.</summary>
    public string Checkpoint { get; init; } = "stable-diffusion-v1-5";

    /// <summary>Goes before the version's own prompt.</summary>
    public string Prompt { get; init; } = "";

    public string NegativePrompt { get; init; } = "";

    /// <summary>1..100.</summary>
    public int NumInferenceSteps { get; init; } = 25;

    /// <summary>1 = without guidance, one denoiser call at batch 1; above, both branches in one call.</summary>
    public float GuidanceScale { get; init; } = 1.5f;

    public ulong Seed { get; init; }

    /// <summary>0..1: how much of the driver's way across the picture the head follows.</summary>
    public float TranslationRatio { get; init; }

    /// <summary>Which weights are the style checkpoint's.</summary>
    public Stylize Stylize { get; init; }

    /// <summary>Null keeps the driver's rate.</summary>
    public int? FramesPerSecond { get; init; } = 8;

    /// <summary>Eight steps without guidance: quicker, of lower quality.</summary>
    public RenderSettings Quick() => this with { NumInferenceSteps = 8, GuidanceScale = 1 };
}

/// <summary>X1: reference network, prompts and VAE encoder are plain Stable Diffusion 1.5, only denoiser and VAE decoder the style's. X2: all are the style's (hellomeme.md 6.1).</summary>
public enum Stylize
{
    X1,
    X2,
}
