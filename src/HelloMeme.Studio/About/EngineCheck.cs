using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.About;

/// <summary>What a version of the HelloMeme engine can do with the weights that are here, and what it lacks.</summary>
public static class EngineCheck
{
    // Pages show this to everybody, so no folder of this machine is named.
    private const string Folder = "models/checkpoints";

    /// <param name="version">A name of NetworkCatalog.</param>
    public static SystemCheck Of(string version, EngineWeights weights)
    {
        var settings = new RenderSettings { Version = version };
        IReadOnlyList<CheckpointEntry> films = weights.Missing(settings, film: true), pictures = weights.Missing(settings, film: false);
        var noise = weights.HasTestWeights(settings, film: true) ? " " + EngineNotes.TestWeights : "";
        var name = $"HelloMeme engine {version}";
        if (films.Count == 0 && !weights.HasTokenizer) return new SystemCheck(name, CheckState.Absent, $"Lacks the tokenizer of Stable Diffusion 1.5: models/README.md says from where; it belongs into {EngineWeights.TokenizerFolder(Folder)}." + noise);
        if (films.Count == 0) return new SystemCheck(name, CheckState.Ready, (pictures.Count == 0 ? "Films and pictures." : $"Films; pictures lack {Names(pictures)}, which belong into {Folder}.") + noise);
        var able = pictures.Count == 0 ? "Pictures only; films lack" : "Lacks";
        return new SystemCheck(name, CheckState.Absent, $"{able} {Names(films)}: models/README.md says from where; they belong into {Folder}." + noise);
    }

    private static string Names(IReadOnlyList<CheckpointEntry> entries) => $"{string.Join(", ", entries.Select(e => e.Name))} ({ByteSize.Words(entries.Sum(e => e.HalfBytes))})";
}
