using System.CommandLine;
using HelloMeme.Graph.Networks;
using HelloMeme.Studio.About;

namespace HelloMeme.Studio.CommandLine;

/// <summary>models: the checkpoints that the HelloMeme engine needs.</summary>
public static class ModelsVerb
{
    public static Command Create(CommandLineHost host) => new("models", "Says where checkpoints are looked for, checks them, makes a set to try the engine with, and deletes what was converted.")
    {
        ModelsWhereVerb.Create(host), ModelsCheckVerb.Create(host), ModelsMakeTestCheckpointVerb.Create(host), ModelsForgetVerb.Create(host),
    };

    /// <summary>models/checkpoints of the settings.</summary>
    internal static string Checkpoints(StudioFolders folders) => Path.Combine(folders.Models, "checkpoints");

    /// <summary>A line a version: what it can do, or what it lacks.</summary>
    internal static void WriteVersions(TextWriter output, Func<CheckpointEntry, bool> usable, bool tokenizer)
    {
        foreach (var version in NetworkCatalog.Versions)
            output.WriteLine($"{version.Name,-18} pictures: {Lacks(version, film: false, usable, tokenizer)}; films{(version.Film == version.Name ? "" : $" (as {version.Film})")}: {Lacks(NetworkCatalog.Find(version.Film)!, film: true, usable, tokenizer)}");
    }

    private static string Lacks(NetworkVersion version, bool film, Func<CheckpointEntry, bool> usable, bool tokenizer)
    {
        var lacking = version.Needed(film).Where(e => !usable(e)).ToArray();
        if (lacking.Length == 0) return tokenizer ? "ready" : "lack the tokenizer";
        return $"lack {string.Join(", ", lacking.Select(e => e.Name))} ({ByteSize.Words(lacking.Sum(e => e.HalfBytes))}){(tokenizer ? "" : " and the tokenizer")}";
    }
}
