using System.CommandLine;
using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Prompts;
using HelloMeme.Studio.About;

namespace HelloMeme.Studio.CommandLine;

/// <summary>models where: the folder of checkpoints, what is there, what lacks, and how large it is.</summary>
public static class ModelsWhereVerb
{
    public static Command Create(CommandLineHost host)
    {
        var command = new Command("where", "Says where checkpoints are looked for, what is there and what lacks.");
        command.SetAction(async (_, token) =>
        {
            await using var services = host.CreateServices();
            var folder = ModelsVerb.Checkpoints(services.GetRequiredService<StudioFolders>());
            token.ThrowIfCancellationRequested();
            host.Output.WriteLine($"checkpoints        {folder}");
            var reports = NetworkCatalog.Checkpoints.Select(e => CheckpointReport.Look(folder, e)).ToArray();
            foreach (var report in reports) host.Output.WriteLine(Line(report));
            var tokenizer = EngineWeights.TokenizerFolder(folder);
            var found = ClipTokenizer.Find(tokenizer) is not null;
            host.Output.WriteLine($"{"tokenizer",-18} {(found ? $"there             {tokenizer}" : $"lacks             {ClipTokenizer.VocabularyFile} and {ClipTokenizer.MergesFile} of {NetworkCatalog.TextEncoder.Source} -> {Path.GetRelativePath(folder, tokenizer)}")}");
            foreach (var style in StyleReport.Find(folder)) host.Output.WriteLine($"{"style",-18} there    {style}");
            ModelsVerb.WriteVersions(host.Output, entry => reports.Single(r => r.Entry == entry).File is not null, found);
            host.Output.WriteLine("models/README.md says where to get each; 'models check' looks inside what is there.");
            return 0;
        });
        return command;
    }

    private static string Line(CheckpointReport report)
    {
        var entry = report.Entry;
        if (report.File is { } file) return $"{entry.Name,-18} there    {ByteSize.Words(report.Bytes),7}  {file}";
        var optional = entry == NetworkCatalog.ImageEncoder ? ", only for expressions from blendshapes and face pictures" : "";
        return $"{entry.Name,-18} lacks    {ByteSize.Words(entry.HalfBytes),7}  {entry.Source} -> {entry.Folder} ({ByteSize.Words(entry.FloatBytes)} if stored in 32 bits{optional})";
    }
}
