using System.CommandLine;
using HelloMeme.Media;

namespace HelloMeme.Studio.CommandLine;

/// <summary>The verbs. Exit code 0, or 1 with one sentence on standard error, 2 for wrong arguments, 130 when cancelled.</summary>
public static class CommandLineProgram
{
    private static readonly string[] Verbs = ["render", "motions", "analyze", "capture", "models", "doctor", "--help", "-h", "-?", "--version"];

    public static bool Handles(string[] args) => args.Length > 0 && Verbs.Contains(args[0], StringComparer.Ordinal);

    /// <summary>Ctrl+C cancels; so does the token.</summary>
    public static async Task<int> RunAsync(string[] args, CommandLineHost host, CancellationToken token = default)
    {
        var root = new RootCommand("HelloMeme Studio: a photo and a motion become a film. Without a verb it starts the web studio.")
        {
            RenderVerb.Create(host), MotionsVerb.Create(host), AnalyzeVerb.Create(host), CaptureVerb.Create(host), ModelsVerb.Create(host), DoctorVerb.Create(host),
        };
        var parsed = root.Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = host.Output, Error = host.Error }, token);
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (UserFaultException fault)
        {
            await host.Error.WriteLineAsync(CommandLineFaults.Sentence(fault));
            return 1;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            await host.Error.WriteLineAsync($"{refused.Message.TrimEnd('.')}: check that file and folder exist and may be used, and that there is room.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await host.Error.WriteLineAsync("Cancelled; nothing was written.");
            return 130;
        }
    }
}
