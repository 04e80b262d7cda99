using System.Text.Json.Serialization;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>How the HelloMeme engine renders. Defaults are the official ones where there are any (hellomeme.md 4.6).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RenderSettings
{
    /// <summary>A version of NetworkCatalog: v5, v5b, v5c.</summary>
    public string Version { get; init; } = "v5";

    /// <summary>Folder or file under models/checkpoints with the Stable Diffusion 1.5 weights that draw the film.</summary>
    public string Checkpoint { get; init; } = "stable-diffusion-v1-5";

    /// <summary>Goes before the version's own prompt.</summary>
    public string Prompt { get; init; } = "";

    public string NegativePrompt { get; init; } = "";

    /// <summary>0..2: layers of the text encoder left out at its end, for styles that were trained so. 1 is what others call clip skip 2.</summary>
    public int ClipSkip { get; init; }

    /// <summary>1..100.</summary>
    public int NumInferenceSteps { get; init; } = 25;

    /// <summary>1 = without guidance, one denoiser call at batch 1; above, both branches in one call.</summary>
    public float GuidanceScale { get; init; } = 1.5f;

    public ulong Seed { get; init; }

    /// <summary>0..1: how much of the driver's way across the picture the head follows.</summary>
    public float TranslationRatio { get; init; }

    /// <summary>How the expression reaches the networks.</summary>
    public ControlKind Control { get; init; }

    /// <summary>Which head pose the motion is relative to.</summary>
    public PoseBase PoseBase { get; init; }

    /// <summary>Pixels of a frame's side, 512, 256 or 128. The networks were trained at 512; less is quicker and of lower quality.</summary>
    public int Side { get; init; } = 512;

    /// <summary>Which weights are the style checkpoint's.</summary>
    public Stylize Stylize { get; init; }

    /// <summary>Null keeps the driver's rate.</summary>
    public int? FramesPerSecond { get; init; } = 8;

    /// <summary>Eight steps without guidance: quicker, of lower quality.</summary>
    public RenderSettings Quick() => this with { NumInferenceSteps = 8, GuidanceScale = 1 };

    /// <summary>2 with guidance (negative first), 1 without.</summary>
    internal int Branches => GuidanceScale > 1 ? 2 : 1;

    /// <exception cref="UserFaultException">"bad-settings": the first number outside its range.</exception>
    internal void Check()
    {
        if (NumInferenceSteps is < 1 or > 100) throw Bad("steps lie between 1 and 100");
        if (GuidanceScale is not (>= 1 and <= 20)) throw Bad("guidance lies between 1 and 20");
        if (ClipSkip is < 0 or > 2) throw Bad("clip skip lies between 0 and 2");
        if (TranslationRatio is not (>= 0 and <= 1)) throw Bad("the translation ratio lies between 0 and 1");
        if (FramesPerSecond is < 1 or > 60) throw Bad("frames per second lie between 1 and 60");
        if (Side is not (512 or 256 or 128)) throw Bad("the side is 512, 256 or 128");
        if (NetworkCatalog.Find(Version) is null) throw Bad($"versions are {string.Join(", ", NetworkCatalog.Versions.Select(v => v.Name))}");
    }

    internal static UserFaultException Bad(string rule) => new("bad-settings", $"These settings of the HelloMeme engine cannot be used: {rule}.");
}

/// <summary>Emotion: PD-FGC codes of face pictures, the default. Blendshapes: 51 ARKit numbers with pictures of eyes and mouth; needs the official face models and the image encoder.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ControlKind>))]
public enum ControlKind
{
    [JsonStringEnumMemberName("emotion")] Emotion,
    [JsonStringEnumMemberName("blendshapes")] Blendshapes,
}

/// <summary>Driver: the neutral frame of the driving clip, as the official code has it (without a driver, the portrait). Portrait: the portrait's own pose, always.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PoseBase>))]
public enum PoseBase
{
    [JsonStringEnumMemberName("driver")] Driver,
    [JsonStringEnumMemberName("portrait")] Portrait,
}

/// <summary>X1: reference network, prompts and VAE encoder are plain Stable Diffusion 1.5, only denoiser and VAE decoder the style's. X2: all are the style's (hellomeme.md 6.1).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Stylize>))]
public enum Stylize
{
    [JsonStringEnumMemberName("x1")] X1,
    [JsonStringEnumMemberName("x2")] X2,
}
