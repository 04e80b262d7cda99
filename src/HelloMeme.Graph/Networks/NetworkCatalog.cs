using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Graph.Networks;

/// <summary>Every checkpoint this program reads and every version made of them: the only place with version names.
/// Source of the table: HelloMeme's loader (utils.py, hm_config.json); v1 to v4 need AnimateDiff graphs, which are not built. All that are step by DPM-Solver++ SDE.</summary>
public static class NetworkCatalog
{
    /// <summary>Folder under models/checkpoints of the base model.</summary>
    public const string StableDiffusionFolder = "stable-diffusion-v1-5";

    /// <summary>Folder under models/checkpoints with styles: diffusers folders or single .safetensors files made from SD 1.5.</summary>
    public const string StylesFolder = "styles";

    private const string OpenRail = "CreativeML OpenRAIL-M", NotStated = "not stated with the code (which is MIT); see the page it comes from";

    private const string Prompt = "(best quality), highly detailed, ultra-detailed, headshot, person, well-placed five sense organs, looking at the viewer, centered composition, sharp focus, realistic skin texture";
    private const string NewPrompt = "best quality, highly detailed, masterpiece, person, portrait, headshot, looking at the viewer, sharp focus.";

    public static readonly CheckpointEntry UNet = new("unet", NetworkKind.UNet, StableDiffusionFolder + "/unet", "songkey/stable-diffusion-v1-5", OpenRail, 859_520_964, IgnoredKeys.None);

    public static readonly CheckpointEntry Vae = new("vae", NetworkKind.Vae, StableDiffusionFolder + "/vae", "songkey/stable-diffusion-v1-5", OpenRail, 83_653_863, IgnoredKeys.None);

    public static readonly CheckpointEntry TextEncoder = new("text_encoder", NetworkKind.TextEncoder, StableDiffusionFolder + "/text_encoder", "songkey/stable-diffusion-v1-5", OpenRail, 123_060_480, Networks.TextEncoder.Ignored);

    public static readonly IReadOnlyList<CheckpointEntry> StableDiffusion = [UNet, Vae, TextEncoder];

    public static readonly CheckpointEntry ExpressionEncoder = new("pd_fgc_motion", NetworkKind.ExpressionEncoder, "pd_fgc_motion", "songkey/pd_fgc_motion", NotStated, 8_524_556, Networks.ExpressionEncoder.Ignored);

    /// <summary>Only for the expression from blendshapes and face pictures.</summary>
    public static readonly CheckpointEntry ImageEncoder = new("image_encoder", NetworkKind.ImageEncoder, "image_encoder", "songkey/IP-Adapter, folder models/image_encoder", "Apache-2.0", 632_076_800, Networks.ImageEncoder.Ignored);

    private static readonly CheckpointEntry Hm5Reference = Module("hm5_reference", NetworkKind.ReferenceAdapter, 96_282_880,
        new IgnoredKeys((".time_emb_proj.", "v5 stores it, its forward pass never uses it")));

    private static readonly CheckpointEntry Hm5bReference = Module("hm5b_reference", NetworkKind.ReferenceAdapter, 276_943_360);

    private static readonly CheckpointEntry Hm5cReference = Module("hm5c_reference", NetworkKind.ReferenceAdapter, 276_943_360);

    private static readonly CheckpointEntry Hm5Control = Module("hm5_control_base", NetworkKind.ControlNet, 227_604_672);

    private static readonly CheckpointEntry Hm5Projector = Module("hm5_control_proj", NetworkKind.ControlProjector, 107_333_200);

    private static readonly CheckpointEntry Hm5cProjector = Module("hm5c_control_proj", NetworkKind.ControlProjector, 107_333_200);

    private static readonly CheckpointEntry Hm5Motion = Module("hm5_motion", NetworkKind.Motion, 401_846_400);

    /// <summary>Newest last. The official front end makes pictures with v5c and films with v5.</summary>
    public static readonly IReadOnlyList<NetworkVersion> Versions =
    [
        new("v5", Hm5Reference, Hm5Control, Hm5Projector, Hm5Motion, false, Prompt, Prompt, Film: "v5"),
        new("v5b", Hm5bReference, Hm5Control, Hm5Projector, Hm5Motion, false, NewPrompt, Prompt, Film: "v5b"),
        new("v5c", Hm5cReference, Hm5Control, Hm5cProjector, null, true, NewPrompt, Prompt, Film: "v5"),
    ];

    /// <summary>Every checkpoint once, in the order of installing.</summary>
    public static IReadOnlyList<CheckpointEntry> Checkpoints { get; } =
        [.. StableDiffusion, ExpressionEncoder, .. Versions.SelectMany(v => new[] { v.Reference, v.Control, v.Projector, v.Motion }).OfType<CheckpointEntry>().Distinct(), ImageEncoder];

    /// <summary>Null where there is no such version; names are those of <see cref="Versions"/>.</summary>
    public static NetworkVersion? Find(string version) => Versions.FirstOrDefault(v => v.Name == version);

    private static CheckpointEntry Module(string name, NetworkKind kind, long parameters, IgnoredKeys? ignored = null) =>
        new(name, kind, name, "songkey/" + name, NotStated, parameters, ignored ?? IgnoredKeys.None);
}
