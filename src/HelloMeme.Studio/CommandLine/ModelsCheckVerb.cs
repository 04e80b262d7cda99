using System.CommandLine;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Prompts;
using HelloMeme.Studio.About;

namespace HelloMeme.Studio.CommandLine;

/// <summary>models check: every key of every checkpoint against the networks that read it.</summary>
public static class ModelsCheckVerb
{
    private const int MostKeysTold = 8;

    public static Command Create(CommandLineHost host)
    {
        var directory = new Argument<string?>("dir") { Description = "Folder of checkpoints; without it models/checkpoints of the settings.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("check", "Opens every checkpoint and says which keys lack, have other shapes or are unknown.") { directory };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = host.CreateServices();
            var folder = Path.GetFullPath(parsed.GetValue(directory) ?? ModelsVerb.Checkpoints(services.GetRequiredService<StudioFolders>()));
            if (!Directory.Exists(folder)) throw new UserFaultException("models-folder-missing", $"There is no folder {folder}: put checkpoints there as models/README.md says, or name another folder.");
            return Check(host.Output, folder, token);
        });
        return command;
    }

    /// <summary>0 where nothing is wrong with what is there.</summary>
    private static int Check(TextWriter output, string folder, CancellationToken token)
    {
        output.WriteLine($"checkpoints        {folder}");
        var usable = new HashSet<CheckpointEntry>();
        var faulty = 0;
        foreach (var report in CheckpointReport.Check(folder, token))
        {
            Write(output, report);
            if (report.Fault is null) usable.Add(report.Entry);
            else if (report.File is not null) faulty++;
        }

        var (tokenizer, told) = Tokenizer(EngineWeights.TokenizerFolder(folder));
        output.WriteLine($"{"tokenizer",-18} {told}");
        if (told.StartsWith("faulty", StringComparison.Ordinal)) faulty++;
        foreach (var style in StyleReport.Check(folder, token))
        {
            output.WriteLine($"{"style",-18} {(style.Fault is null ? "found" : "faulty"),-9}{style.Name}{(style.Fault is null ? "" : ": " + style.Fault)}");
            WriteKeys(output, "unknown", style.Unknown);
            if (style.Fault is not null) faulty++;
        }

        ModelsVerb.WriteVersions(output, usable.Contains, tokenizer);
        return faulty == 0 ? 0 : 1;
    }

    private static (bool Usable, string Told) Tokenizer(string folder)
    {
        try
        {
            ClipTokenizer.Open(folder);
            return (true, "found");
        }
        catch (UserFaultException fault)
        {
            return (false, $"{(fault.Code == "tokenizer-missing" ? "missing" : "faulty"),-9}{fault.Message}");
        }
    }

    private static void Write(TextWriter output, CheckpointReport report)
    {
        var name = report.Entry.Name;
        if (report.Fault is { } fault) output.WriteLine($"{name,-18} {(report.File is null ? "missing" : "faulty"),-9}{fault}");
        else output.WriteLine($"{name,-18} {"found",-9}{ByteSize.Words(report.Bytes),7}  {report.Keys} keys{(report.Ignored > 0 ? $", {report.Ignored} of them known and not needed" : "")}{(report.HasTestWeights ? "; test weights: output is noise" : "")}");
        WriteKeys(output, "missing", report.Missing);
        WriteKeys(output, "shape", report.Misshapen);
        WriteKeys(output, "unknown", report.Unknown);
    }

    private static void WriteKeys(TextWriter output, string kind, IReadOnlyList<string> keys)
    {
        foreach (var key in keys.Take(MostKeysTold)) output.WriteLine($"{"",-18} {kind,-9}{key}");
        if (keys.Count > MostKeysTold) output.WriteLine($"{"",-18} {kind,-9}and {keys.Count - MostKeysTold} more");
    }
}
