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
    public IReadOnlyList<string> Checkpoints() => [NetworkCatalog.StableDiffusionFolder, .. Styles().Select(s => s.Name)];

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
        if (settings.Control != ControlKind.Blendshapes) return;
        if (!OfficialFaceFiles.AreInstalled(folders.FaceModels) || !File.Exists(Path.Combine(folders.FaceModels, OfficialFaceFiles.Blendshapes)))
            throw new UserFaultException("control-needs-face-models", $"Control by blendshapes needs the official face models, {OfficialFaceFiles.Blendshapes} among them, in {folders.FaceModels}: install them, or choose control by emotion.");
    }

    /// <summary>Folder or file of the style; null for Stable Diffusion 1.5 itself.</summary>
    /// <exception cref="UserFaultException">"no-such-checkpoint".</exception>
    internal string? StylePath(RenderSettings settings)
    {
        if (settings.Checkpoint == NetworkCatalog.StableDiffusionFolder) return null;
        return Styles().FirstOrDefault(s => s.Name == settings.Checkpoint).Path
            ?? StyleReport.Find(folders.Checkpoints).FirstOrDefault(path => Path.GetFileName(path) == settings.Checkpoint) // pickles too, to say why not
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

    /// <summary>Those that may be chosen, by their whole file name where a shorter one would stand for two.</summary>
    private IEnumerable<(string Name, string Path)> Styles()
    {
        var paths = StyleReport.Find(folders.Checkpoints).Where(p => Directory.Exists(p) || Path.GetExtension(p).Equals(".safetensors", StringComparison.OrdinalIgnoreCase)).ToArray();
        return paths.Select(p => (paths.Count(other => StyleReport.NameOf(other) == StyleReport.NameOf(p)) == 1 ? StyleReport.NameOf(p) : Path.GetFileName(p), p));
    }

    private static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB");
}
