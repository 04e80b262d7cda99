using System.Diagnostics;
using System.Text.RegularExpressions;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using HelloMemeExample;
using Xunit;

namespace HelloMeme.Studio.Tests.Api;

/// <summary>The examples of docs/api.md do what the text says, at the real program.</summary>
[Collection(SharedStudio.Tests)]
public sealed class ApiDocsTests(StudioServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Curl_examples_run_one_after_another_as_they_stand()
    {
        var script = string.Join('\n', Blocks("bash").Prepend("set -euo pipefail"));
        Assert.True(script.Split("curl").Length > 2);
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["STUDIO"] = server.Address.GetLeftPart(UriPartial.Authority);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, $"{process.ExitCode}: {await output}\n{await error}");
        Assert.Contains("\"code\":\"empty-file\"", await output, StringComparison.Ordinal);
        Assert.Matches(@"/m/[\w-]{22}", await output);
        Assert.InRange((await VideoInfo.ReadAsync(Path.Combine(_folder.Path, "film.mp4"), Token)).DurationSeconds, 1, 8);
        Assert.Equal(Provenance.CompositeSynthetic, Provenance.Read(Path.Combine(_folder.Path, "film.webp"))!.DigitalSourceType);
    }

    [Fact]
    public async Task Csharp_example_is_the_one_that_is_compiled_here_and_makes_a_film()
    {
        var compiled = await File.ReadAllTextAsync(Path.Combine(StudioFolders.Root, "tests", "HelloMeme.Studio.Tests", "Api", "StudioExample.cs"), Token);
        Assert.Equal(compiled, Assert.Single(Blocks("csharp")));

        var photo = Path.Combine(_folder.Path, "me.jpg");
        using (var http = new HttpClient { BaseAddress = server.Address }) await File.WriteAllBytesAsync(photo, await http.GetByteArrayAsync("/samples/juno.jpg", Token), Token);
        await StudioExample.RenderAsync(server.Address, photo, Path.Combine(_folder.Path, "me.mp4"), Token);
        var film = await VideoInfo.ReadAsync(Path.Combine(_folder.Path, "me.mp4"), Token);
        Assert.Equal(film.Width, film.Height);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<string> Blocks(string language) =>
        Regex.Matches(File.ReadAllText(Path.Combine(StudioFolders.Root, "docs", "api.md")), $"^```{language}\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(m => m.Groups[1].Value);
}
