using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>The studio dies in the middle of a film.</summary>
public sealed class CrashTests(StudioServer server) : IClassFixture<StudioServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Meme_arrives_once_when_the_studio_is_killed_while_rendering_and_started_again()
    {
        Visitor before = await Visitor.ArriveAsync(server.Address);
        var job = await before.RenderAsync(new { portrait = await before.PortraitAsync(), motion = new { preset = "laugh" }, speed = 0.5 });
        await before.WaitAsync(job, j => j.GetProperty("phase").GetString() == "rendering" && j.GetProperty("step").GetInt32() > 10);
        Assert.Equal(0, (await before.GetAsync<JsonElement>("/api/memes")).GetArrayLength());
        await server.RestartAsync();

        using var after = before.At(server.Address);
        before.Dispose();
        var done = await after.WaitUntilOverAsync(job);
        Assert.Equal("done", JobCalls.State(done));
        var meme = Assert.Single((await after.GetAsync<JsonElement>("/api/memes")).EnumerateArray());
        Assert.Equal(done.GetProperty("result").GetGuid(), meme.GetProperty("id").GetGuid());
        await Task.Delay(TimeSpan.FromSeconds(2), Token);
        Assert.Single((await after.GetAsync<JsonElement>("/api/memes")).EnumerateArray());
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Data, "incoming")));
    }
}
