using System.CommandLine;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Studio.About;

namespace HelloMeme.Studio.CommandLine;

/// <summary>models make-test-checkpoint: small random weights in the official layout, to try the engine without the real ones.</summary>
public static class ModelsMakeTestCheckpointVerb
{
    public static Command Create(CommandLineHost host)
    {
        var directory = new Argument<string>("dir") { Description = "Folder to write, such as models/checkpoints of a test installation." };
        var seed = new Option<int>("--seed") { Description = "Other random numbers.", DefaultValueFactory = _ => 1 };
        var command = new Command("make-test-checkpoint", "Writes a complete small set of random weights: everything runs, the output is noise.") { directory, seed };
        command.SetAction((parsed, token) =>
        {
            token.ThrowIfCancellationRequested();
            var folder = Path.GetFullPath(parsed.GetValue(directory)!);
            RefuseRealWeights(folder);
            try
            {
                TestCheckpoint.Write(folder, parsed.GetValue(seed), token);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UserFaultException("folder-unwritable", $"The test checkpoint cannot be written to {folder} ({e.Message}): name a folder that can be written.", e);
            }

            var files = Directory.EnumerateFiles(folder, "*.safetensors", SearchOption.AllDirectories).Select(f => new FileInfo(f).Length).ToArray();
            host.Output.WriteLine($"{folder}: {files.Length} checkpoints, {ByteSize.Words(files.Sum())}; test weights: output is noise");
            return Task.FromResult(0);
        });
        return command;
    }

    /// <summary>Nobody's gigabytes are overwritten.</summary>
    private static void RefuseRealWeights(string folder)
    {
        var real = NetworkCatalog.Checkpoints.Select(e => CheckpointReport.Look(folder, e)).FirstOrDefault(r => r.File is not null && !CheckpointReport.IsTestWeights(r.File));
        if (real is not null)
            throw new UserFaultException("checkpoint-not-test", $"{real.File} is not test weights and would be overwritten: name another folder.");
    }
}
