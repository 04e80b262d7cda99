using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

public sealed class DoctorTests
{
    [Fact]
    public async Task Doctor_tells_this_machine_in_text_and_in_json()
    {
        var token = TestContext.Current.CancellationToken;
        var text = await StudioCommand.RunAsync(["doctor"], token);
        Assert.Equal("", text.Error);
        Assert.Contains("Nothing that is needed is broken.", text.Output, StringComparison.Ordinal);
        Assert.Equal(0, text.ExitCode);

        var json = await StudioCommand.RunAsync(["doctor", "--json"], token);
        using var checks = JsonDocument.Parse(json.Output);
        var names = checks.RootElement.EnumerateArray().Select(c => c.GetProperty("name").GetString()).ToArray();
        foreach (var name in new[] { "ffmpeg", "Face landmarks", "CUDA settings", "Models folder", "Data folder" }) Assert.Contains(name, names);
        Assert.All(checks.RootElement.EnumerateArray(), c => Assert.Contains(c.GetProperty("state").GetString(), new[] { "ready", "absent" }));
    }
}
