using System.CommandLine;
using System.Globalization;
using HelloMeme.Media;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Studio.About;

namespace HelloMeme.Studio.CommandLine;

/// <summary>models forget: lists the weights that were converted for this machine, or deletes those of one checkpoint.</summary>
public static class ModelsForgetVerb
{
    public static Command Create(CommandLineHost host)
    {
        var source = new Argument<string?>("sha") { Description = "The checkpoint file's SHA-256 or how it begins; without it all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("forget", "Deletes what was converted of one checkpoint; it is made again when needed.") { source };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = host.CreateServices();
            var weights = services.GetRequiredService<ConvertedWeights>();
            token.ThrowIfCancellationRequested();
            var sets = weights.Sets();
            if (parsed.GetValue(source) is { Length: > 0 } start) Forget(host, weights, Find(sets, start));
            else foreach (var set in sets) host.Output.WriteLine(Line(set));
            return 0;
        });
        return command;
    }

    private static void Forget(CommandLineHost host, ConvertedWeights weights, ConvertedSetInfo set)
    {
        if (!weights.Delete(set.Source)) throw new UserFaultException("weights-in-use", $"The weights of {set.Source} are in use: end the studio or the render that uses them.");
        host.Output.WriteLine($"{set.Source}: {ByteSize.Words(set.Bytes)} deleted");
    }

    private static ConvertedSetInfo Find(IReadOnlyList<ConvertedSetInfo> sets, string start) =>
        sets.Where(s => s.Source.StartsWith(start, StringComparison.OrdinalIgnoreCase)).ToArray() switch
        {
            [var only] => only,
            [] => throw new UserFaultException("no-such-weights", $"Nothing was converted of a checkpoint {start}: 'models forget' lists what was."),
            _ => throw new UserFaultException("several-weights", $"Several checkpoints begin with {start}: write more of it."),
        };

    private static string Line(ConvertedSetInfo set) =>
        string.Create(CultureInfo.InvariantCulture, $"{set.Source} {ByteSize.Words(set.Bytes),8}  last used {set.LastUsed:yyyy-MM-dd HH:mm} UTC{(set.InUse ? ", in use" : "")}");
}
