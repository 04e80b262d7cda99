using System.CommandLine;
using HelloMeme.Media;

namespace HelloMeme.Studio.CommandLine;

/// <summary>The verbs. Exit code 0, or 1 with one sentence on standard error, 2 for wrong arguments, 130 when cancelled.</summary>
public static class CommandLineProgram
{
    private static readonly string[] Verbs = ["render", "motions", "analyze", "capture", "models", "doctor", "--help", "-h", "-?", "--version"];

    public static bool Handles(string[] args) => args.Length > 0 && Verbs.Contains(args[0], StringComparer.Ordinal);

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("HelloMeme Studio: a photo and a motion become a film. Without a verb it starts the web studio.")
        {
            RenderVerb.Create(), MotionsVerb.Create(), AnalyzeVerb.Create(), CaptureVerb.Create(), ModelsVerb.Create(), DoctorVerb.Create(),
        };
        var parsed = root.Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? 2 : code;
        }
        catch (UserFaultException fault)
        {
            await Console.Error.WriteLineAsync(CommandLineFaults.Sentence(fault));
            return 1;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{refused.Message.TrimEnd('.')}: check that file and folder exist and may be used, and that there is room.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled; nothing was written.");
            return 130;
        }
    }

    /// <summary>The studio's services without the web server; logs stay silent so that the verbs' output is clean.</summary>
    public static ServiceProvider CreateServices()
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: false)
            .AddEnvironmentVariables()
            .Build();
        return new ServiceCollection().AddLogging().AddStudio(configuration).BuildServiceProvider();
    }
}
