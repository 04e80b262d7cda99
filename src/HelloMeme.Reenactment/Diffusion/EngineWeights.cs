using System.Globalization;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Which checkpoints some settings need, and which of them are there.</summary>
public sealed class EngineWeights(EngineFolders folders)
{
    /// <summary>Names for <see cref="RenderSettings.Checkpoint"/>: Stable Diffusion 1.5, then the styles that are there.</summary>
    public IReadOnlyList<string> Checkpoints() => [NetworkCatalog.StableDiffusionFolder, .. StyleReport.Find(folders.Checkpoints).Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    /// <summary>What has to be installed before these settings can render.</summary>
    public IReadOnlyList<CheckpointEntry> Missing(RenderSettings settings, bool film) =>
        [.. Needed(settings, film).Where(e => CheckpointReport.Look(folders.Checkpoints, e).File is null)];

    /// <summary>Some weights are random numbers made to try the program: what they draw is noise.</summary>
    public bool HasTestWeights(RenderSettings settings, bool film) =>
        Needed(settings, film).Select(e => CheckpointReport.Look(folders.Checkpoints, e).File).OfType<string>().Any(CheckpointReport.IsTestWeights);

    /// <exception cref="UserFaultException">"bad-settings", "weights-missing", "no-such-checkpoint", "control-needs-face-models", "face-models-incomplete".</exception>
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

        StylePath(settings);
        var official = OfficialFaceFiles.AreInstalled(folders.FaceModels);
        if (settings.Control != ControlKind.Blendshapes) return;
        if (!official || !File.Exists(Path.Combine(folders.FaceModels, OfficialFaceFiles.Blendshapes)))
            throw new UserFaultException("control-needs-face-models", $"Control by blendshapes needs the official face models, {OfficialFaceFiles.Blendshapes} among them, in models/checkpoints/{OfficialFaceFiles.Folder}: install them, or choose control by emotion.");
    }

    /// <summary>The files that networks of these settings are read from, as far as they are there.</summary>
    internal IEnumerable<FileInfo> Files(RenderSettings settings, bool film)
    {
        var needed = Needed(settings, film).Select(e => CheckpointReport.Look(folders.Checkpoints, e).File).OfType<string>();
        var style = StylePath(settings) is not { } path ? [] : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : (IEnumerable<string>)[path];
        var faces = Directory.Exists(folders.FaceModels) ? Directory.EnumerateFiles(folders.FaceModels, "*.onnx").Order(StringComparer.Ordinal) : (IEnumerable<string>)[];
        return needed.Concat(style).Concat(faces).Select(file => new FileInfo(file));
    }

    /// <summary>Folder or file of the style; null for Stable Diffusion 1.5 itself.</summary>
    /// <exception cref="UserFaultException">"no-such-checkpoint".</exception>
    internal string? StylePath(RenderSettings settings)
    {
        if (settings.Checkpoint == NetworkCatalog.StableDiffusionFolder) return null;
        return StyleReport.Find(folders.Checkpoints).FirstOrDefault(path => Path.GetFileName(path) == settings.Checkpoint || Path.GetFileNameWithoutExtension(path) == settings.Checkpoint)
            ?? throw new UserFaultException("no-such-checkpoint", $"There is no checkpoint '{settings.Checkpoint}': there are {string.Join(", ", Checkpoints())}; others go into {Path.Combine(folders.Checkpoints, NetworkCatalog.StylesFolder)}.");
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
