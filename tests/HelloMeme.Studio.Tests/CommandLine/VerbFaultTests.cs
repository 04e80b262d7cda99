using System.Diagnostics;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>Faults of capture and analyze, frames that were held, and Ctrl-C: one sentence, the right exit code, no file left.</summary>
public sealed class VerbFaultTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Capture_and_analyze_name_what_is_wrong()
    {
        var faceless = files.In("faceless.mp4");
        await Shell.FfmpegAsync(["-f", "lavfi", "-i", "testsrc=size=320x240:rate=10:duration=1", "-pix_fmt", "yuv420p", faceless], Token);
        string plain = files.Plain(), missing = files.In("missing.jpg"), track = files.In("track.json");
        await FaultsAsync("no face in any frame", "capture", faceless, "--out", track);
        await FaultsAsync("no face", "capture", plain, "--out", track);
        await FaultsAsync("There is no file", "capture", missing, "--out", track);
        await FaultsAsync("end in .json", "capture", files.Portrait(), "--out", files.In("track.txt"));
        await FaultsAsync("does not lie in this video", "capture", faceless, "--from", "30", "--out", track);
        await FaultsAsync("no face", "analyze", plain);
        await FaultsAsync("There is no file", "analyze", missing, "--json");
        await FaultsAsync("empty", "analyze", files.Write("empty.png", []));
    }

    [Fact]
    public async Task Frames_without_a_face_are_held_and_counted()
    {
        var (clip, gray) = (await files.DrivingClipAsync("theo", "nod", 440, Token, 320), files.In("gray.mp4"));
        await Shell.FfmpegAsync(["-i", clip, "-vf", "drawbox=color=gray:t=fill:enable='between(t,0.6,0.9)'", "-an", "-pix_fmt", "yuv420p", gray], Token);
        var captured = await StudioCommand.RunAsync(["capture", gray, "--out", files.In("held.json")], Token);
        Assert.True(captured.ExitCode == 0, captured.Error);
        Assert.Matches(@"In \d+ of \d+ frames no face was found; the last one was held there\.", captured.Error);
        Assert.Contains($"{(await VideoInfo.ReadAsync(gray, Token)).FrameCount} frames", captured.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_leaves_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Ctrl-C is sent as a signal, by the tools of Linux");
        var portrait = files.Portrait("mira", 1024);
        var before = Directory.GetFiles(files.Folder);
        // A run in the background is born to ignore Ctrl-C, and what it starts inherits that: env takes it back.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "HelloMeme.Studio.dll"), "render", "--portrait", portrait, "--motion", "cool-idle", "--out", files.In("never.mp4")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        while (!process.HasExited && Directory.GetFiles(files.Folder, "*.part*").Length == 0) await Task.Delay(20, Token);
        Assert.False(process.HasExited, "It was over before it could be interrupted.");
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Cancelled; nothing was written.", await error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(files.Folder));
    }

    private async Task FaultsAsync(string sentence, params string[] arguments)
    {
        var before = Directory.GetFiles(files.Folder);
        var result = await StudioCommand.RunAsync(arguments, Token);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.Empty(result.Output);
        Assert.Equal(before, Directory.GetFiles(files.Folder));
    }
}
