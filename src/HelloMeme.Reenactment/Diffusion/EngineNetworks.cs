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
        Weights = new DiffusionWeights(
            Identity([Plain.Unet, Plain.Vae, Plain.TextEncoder, Style.Unet, Style.Vae, Style.TextEncoder, reference, control, projector, .. motion is null ? (CheckpointModule[])[] : [motion]], settings, token),
            unet,
            all == Style ? unet : Plain.Unet.Weights(Type),
            all == Style ? decoder : Plain.Vae.Weights(Type),
            decoder,
            Plain.Vae.Config,
            reference.Weights(Type),
            control.Weights(Type),
            projector.Weights(Type),
            motion?.Weights(Type),
            Version.ReferenceSeesPose);
    }

    private T Own<T>(T opened)
        where T : IDisposable
    {
        _owned.Add(opened);
        return opened;
    }

    private static string Identity(IEnumerable<CheckpointModule> modules, RenderSettings settings, CancellationToken token)
    {
        var text = string.Join('\n', modules.Select(m => FileIdentity.Of(m.File, token)).Append($"{settings.Stylize}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
