using System.Diagnostics;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>ffmpeg and ffprobe beside the program under test: to make inputs and to look at outputs with other eyes.</summary>
public static class Shell
{
    public static Task FfmpegAsync(IEnumerable<string> arguments, CancellationToken token) => RunAsync("ffmpeg", ["-v", "error", "-y", .. arguments], token);

    public static Task<string> FfprobeAsync(string path, string entries, CancellationToken token) =>
        RunAsync("ffprobe", ["-v", "error", "-count_frames", "-show_entries", entries, "-of", "csv=p=0", path], token);

    private static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken token)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} failed: {await error}");
    }
}
