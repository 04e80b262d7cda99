using System.Globalization;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.Prompts;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Which checkpoints some settings need, and which of them are there.</summary>
public sealed class EngineWeights(EngineFolders folders)
{
    private readonly UnreadKeys _unread = new();

    /// <summary>Names for <see cref="RenderSettings.Checkpoint"/>: Stable Diffusion 1.5, then the styles that are there.</summary>
    public IReadOnlyList<string> Checkpoints() => [NetworkCatalog.StableDiffusionFolder, .. StyleReport.Find(folders.Checkpoints).Where(path => !StyleReport.IsPickle(path)).Select(StyleReport.NameOf)];

    /// <summary>What has to be installed before these settings can render.</summary>
    public IReadOnlyList<CheckpointEntry> Missing(RenderSettings settings, bool film) =>
        [.. Needed(settings, film).Where(e => CheckpointReport.Look(folders.Checkpoints, e).File is null)];

    /// <summary>Some weights are random numbers made to try the program: what they draw is noise.</summary>
    public bool HasTestWeights(RenderSettings settings, bool film) =>
        Needed(settings, film).Select(e => CheckpointReport.Look(folders.Checkpoints, e).File).OfType<string>()
            .Concat(FindStyle(settings) is { } style ? UnreadKeys.FilesOf(style) : []).Any(CheckpointReport.IsTestWeights);

    /// <summary>What of the needed checkpoints, and of the style, holds keys that nothing reads.</summary>
    public IReadOnlyList<UnreadCheckpoint> Unread(RenderSettings settings, bool film) =>
        [.. Needed(settings, film).Select(e => _unread.In(folders.Checkpoints, e)).Concat(FindStyle(settings) is { } style ? [_unread.In(style)] : []).Where(u => u.Keys.Count > 0)];

    /// <summary>A prompt of the user's is longer than what the text encoder reads. False also without a tokenizer.</summary>
    /// <exception cref="UserFaultException">"no-such-checkpoint", "tokenizer-broken".</exception>
    public bool CutsPrompt(RenderSettings settings, bool film)
    {
        if (string.IsNullOrWhiteSpace(settings.Prompt + settings.NegativePrompt) || ClipTokenizer.Find(TokenizerFolders(settings)) is not { } folder) return false;
        var (positive, negative) = PromptEncoder.Tokens(ClipTokenizer.Open(folder), VersionOf(settings, film), settings, film);
        return negative.Truncated || (positive.Truncated && !string.IsNullOrWhiteSpace(settings.Prompt));
    }

    /// <summary>Stable Diffusion 1.5's, which all but styles with their own need.</summary>
    public bool HasTokenizer => ClipTokenizer.Find(TokenizerFolder(folders.Checkpoints)) is not null;

    /// <summary>vocab.json and merges.txt of Stable Diffusion 1.5 belong here; they serve styles of one file, too.</summary>
    public static string TokenizerFolder(string checkpoints) => Path.Combine(checkpoints, NetworkCatalog.StableDiffusionFolder, "tokenizer");

    /// <exception cref="UserFaultException">"bad-settings", "weights-missing", "no-such-checkpoint", "tokenizer-missing", "control-needs-face-models", "face-models-incomplete".</exception>
    public void Require(RenderSettings settings, bool film)
    {
        settings.Check();
        var missing = Missing(settings, film);
        if (missing.Count > 0)
        {
            throw new UserFaultException("weights-missing",
                $"The HelloMeme engine needs weights that are not installed: {string.Join("; ", missing.Select(e => $"{e.Name} ({Size(e.HalfBytes)}) from {e.Source} into {Path.Combine(folders.Checkpoints, e.Folder)}"))}. "
                + $"Together {Size(missing.Sum(e => e.HalfBytes))} as 16-bit files; models/README.md says how, or use the draft engine, which needs none.");
        }

        ClipTokenizer.Require(TokenizerFolders(settings));
        var official = OfficialFaceFiles.AreInstalled(folders.FaceModels);
        if (settings.Control != ControlKind.Blendshapes) return;
        if (!official || !File.Exists(Path.Combine(folders.FaceModels, OfficialFaceFiles.Blendshapes)))
            throw new UserFaultException("control-needs-face-models", $"Control by blendshapes needs the official face models, {OfficialFaceFiles.Blendshapes} among them, in models/checkpoints/{OfficialFaceFiles.Folder}: install them, or choose control by emotion.");
    }

    /// <summary>Where vocab.json and merges.txt are looked for: a style's own come first.</summary>
    /// <exception cref="UserFaultException">"no-such-checkpoint".</exception>
    internal string[] TokenizerFolders(RenderSettings settings) =>
        StylePath(settings) is { } style && Directory.Exists(style) ? [Path.Combine(style, "tokenizer"), TokenizerFolder(folders.Checkpoints)] : [TokenizerFolder(folders.Checkpoints)];

    /// <summary>Folder or file of the style; null for Stable Diffusion 1.5 itself.</summary>
    /// <exception cref="UserFaultException">"no-such-checkpoint".</exception>
    internal string? StylePath(RenderSettings settings)
    {
        if (settings.Checkpoint == NetworkCatalog.StableDiffusionFolder) return null;
        return FindStyle(settings)
            ?? throw new UserFaultException("no-such-checkpoint", $"There is no checkpoint '{settings.Checkpoint}': there are {string.Join(", ", Checkpoints())}; others go into {Path.Combine(folders.Checkpoints, NetworkCatalog.StylesFolder)}.");
    }

    // By the name it is offered under, else by the file's full one; a pickle, which the reader refuses by what it is, only where nothing else is called that.
    private string? FindStyle(RenderSettings settings)
    {
        if (settings.Checkpoint == NetworkCatalog.StableDiffusionFolder) return null;
        var styles = StyleReport.Find(folders.Checkpoints).OrderBy(StyleReport.IsPickle).ToArray();
        return styles.FirstOrDefault(path => StyleReport.NameOf(path) == settings.Checkpoint) ?? styles.FirstOrDefault(path => Path.GetFileName(path) == settings.Checkpoint);
    }

    /// <summary>The version that does it: some make films with another one's modules.</summary>
    internal static NetworkVersion VersionOf(RenderSettings settings, bool film)
    {
        var version = NetworkCatalog.Find(settings.Version)!;
        return film ? NetworkCatalog.Find(version.Film)! : version;
    }

    internal static IReadOnlyList<CheckpointEntry> Needed(RenderSettings settings, bool film)
    {
        settings.Check();
        var needed = VersionOf(settings, film).Needed(film);
        return settings.Control == ControlKind.Blendshapes ? [.. needed.Where(e => e != NetworkCatalog.ExpressionEncoder), NetworkCatalog.ImageEncoder] : needed;
    }

    private static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
