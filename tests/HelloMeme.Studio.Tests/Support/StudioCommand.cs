using System.Diagnostics;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>What a verb of the command line answered.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);

/// <summary>The real program with a verb, in a process of its own.</summary>
public static class StudioCommand
{
    public static async Task<CommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken token, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HelloMeme.Studio.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new CommandResult(process.ExitCode, await output, await error);
    }
}
