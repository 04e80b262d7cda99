using HelloMeme.Studio.CommandLine;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>The command line in the process of the tests, over a models folder of their own: its line of progress is kept too, and its questions can be answered.</summary>
public static class CommandInProcess
{
    /// <param name="answers">What is typed when it asks; null where nobody is there.</param>
    public static async Task<CommandResult> RunAsync(IEnumerable<string> arguments, string models, CancellationToken token, string? answers = null)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var host = new CommandLineHost(output, TextWriter.Synchronized(error))
        {
            Answers = answers is null ? null : new StringReader(answers),
            DrawsOver = true,
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Studio:ModelsFolder"] = models },
        };
        var code = await CommandLineProgram.RunAsync([.. arguments], host, token);
        return new CommandResult(code, output.ToString(), error.ToString());
    }
}
