using System.Security.Cryptography;
using System.Text;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>The checkpoints of one render, open: Stable Diffusion 1.5, perhaps a style, HelloMeme's modules and the encoders.</summary>
internal sealed class EngineNetworks : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    private EngineNetworks(DType type) => Type = type;

    /// <summary>Floating type of the graphs.</summary>
    public DType Type { get; }

    public required NetworkVersion Version { get; init; }

    /// <summary>Names all files that are read, and their config.json: 64 hexadecimal digits.</summary>
    public string Identity { get; private set; } = "";

    public StableDiffusionCheckpoint Plain { get; private set; } = null!;

    /// <summary><see cref="Plain"/> itself where no style is chosen.</summary>
    public StableDiffusionCheckpoint Style { get; private set; } = null!;

    /// <summary>Where vocab.json and merges.txt are looked for.</summary>
    public required string[] TokenizerFolders { get; init; }

    public DiffusionWeights Weights { get; private set; } = null!;

    /// <summary>Null with control by blendshapes.</summary>
    public CheckpointModule? Expression { get; private set; }

    /// <summary>Only with control by blendshapes.</summary>
    public CheckpointModule? Image { get; private set; }

    /// <exception cref="UserFaultException">As <see cref="EngineWeights.Require"/>; "weights-unusable" for what is there and does not fit.</exception>
    public static EngineNetworks Open(EngineFolders folders, RenderSettings settings, bool film, SessionSettings sessions, CancellationToken token)
    {
        var catalog = new EngineWeights(folders);
        catalog.Require(settings, film);
        var networks = new EngineNetworks(sessions.Provider == ExecutionProvider.Cuda ? DType.Half : DType.Float) { Version = EngineWeights.VersionOf(settings, film), TokenizerFolders = catalog.TokenizerFolders(settings) };
        try
        {
            networks.OpenAll(folders.Checkpoints, catalog.StylePath(settings), settings, film, token);
            return networks;
        }
        catch (CheckpointException fault)
        {
            networks.Dispose();
            throw Unusable(fault);
        }
        catch
        {
            networks.Dispose();
            throw;
        }
    }

    /// <summary>A checkpoint's fault, told to the user.</summary>
    public static UserFaultException Unusable(CheckpointException fault) => new("weights-unusable", $"{fault.Message} ('models check' looks at all of them.)", fault);

    public void Dispose()
    {
        foreach (var owned in _owned) owned.Dispose();
    }

    private void OpenAll(string folder, string? style, RenderSettings settings, bool film, CancellationToken token)
    {
        // 1. Stable Diffusion and its style
        Plain = Own(StableDiffusionCheckpoint.Open(Path.Combine(folder, NetworkCatalog.StableDiffusionFolder), "sd15", token: token));
        Style = style is null ? Plain : Own(StableDiffusionCheckpoint.Open(style, "style", token: token));

        // 2. HelloMeme's modules
        CheckpointModule Module(CheckpointEntry entry) => Own(CheckpointModule.Open(Path.Combine(folder, entry.Folder), entry.Name, token: token));
        CheckpointModule reference = Module(Version.Reference), control = Module(Version.Control), projector = Module(Version.Projector);
        var motion = film ? Module(Version.Motion!) : null;
        if (settings.Control == ControlKind.Emotion) Expression = Module(NetworkCatalog.ExpressionEncoder);
        else Image = Module(NetworkCatalog.ImageEncoder);

        // 3. Who reads what (hellomeme.md 6.1)
        var unet = Style.Unet.Weights(Type);
        var all = settings.Stylize == Stylize.X2 ? Style : Plain;
        var decoder = Style.Vae.Weights(Type);
        Identity = IdentityOf([Plain.Unet, Plain.Vae, Plain.TextEncoder, Style.Unet, Style.Vae, Style.TextEncoder, reference, control, projector, motion, Expression, Image], settings, token);
        Weights = new DiffusionWeights(
            Identity[..12],
            unet,
            all == Style ? unet : Plain.Unet.Weights(Type),
            Style.Unet.Config.Count("attention_head_dim", 8),
            Style.Unet.Config.Count("norm_num_groups", 32),
            all == Style ? decoder : Plain.Vae.Weights(Type),
            decoder,
            Plain.Vae.Config,
            reference.Weights(Type),
            control.Weights(Type),
            projector.Weights(Type),
            motion?.Weights(Type),
            Version.ReferenceSeesPose);

        // 4. Whether all of it fits, before anything is computed
        RequireFit(
        [
            (NetworkCatalog.UNet.Kind, Plain.Unet), (NetworkCatalog.Vae.Kind, Plain.Vae), (NetworkCatalog.TextEncoder.Kind, Plain.TextEncoder),
            (NetworkCatalog.UNet.Kind, Style.Unet), (NetworkCatalog.Vae.Kind, Style.Vae), (NetworkCatalog.TextEncoder.Kind, settings.Stylize == Stylize.X2 ? Style.TextEncoder : Plain.TextEncoder),
            (Version.Reference.Kind, reference), (Version.Control.Kind, control), (Version.Projector.Kind, projector), (NetworkKind.Motion, motion),
            (NetworkKind.ExpressionEncoder, Expression), (NetworkKind.ImageEncoder, Image),
        ]);
    }

    /// <exception cref="CheckpointException">With the faults of all networks.</exception>
    private static void RequireFit(IEnumerable<(NetworkKind Kind, CheckpointModule? Module)> read)
    {
        var faults = new List<string>();
        foreach (var (kind, module) in read.Where(r => r.Module is not null).Distinct())
        {
            var weights = module!.Weights(DType.Float);
            if (NetworkWalk.FaultOf(kind, weights, module.Config) is { } fault) faults.Add(weights.Faults.Count > 0 ? $"{fault}: {string.Join("; ", weights.Faults)}" : fault.TrimEnd('.'));
        }

        if (faults.Count > 0) throw new CheckpointException($"{string.Join(". ", faults)}.");
    }

    private T Own<T>(T opened)
        where T : IDisposable
    {
        _owned.Add(opened);
        return opened;
    }

    private static string IdentityOf(IEnumerable<CheckpointModule?> modules, RenderSettings settings, CancellationToken token)
    {
        var text = string.Join('\n', modules.OfType<CheckpointModule>().Select(m => $"{m.Name} {FileIdentity.Of(m.File, token)} {m.Config.Identity}").Append($"{settings.Stylize}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
