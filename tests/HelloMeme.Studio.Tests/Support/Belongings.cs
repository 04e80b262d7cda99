using System.Text.Json;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>One of each thing that a visitor can own: a half upload, a portrait, an analysis and its job, a film and its job, a motion.</summary>
public sealed record Belongings(Guid Upload, Guid Portrait, Guid AnalysisJob, Guid Analysis, Guid Job, Guid Meme, Guid Motion)
{
    public IReadOnlyList<Guid> Ids => [Upload, Portrait, AnalysisJob, Analysis, Job, Meme, Motion];

    public static async Task<Belongings> MakeAsync(Visitor owner)
    {
        var (upload, _) = await owner.AnnounceAsync(100);
        (await owner.PutAsync(upload, 0, new byte[40])).EnsureSuccessStatusCode();
        var portrait = await owner.PortraitAsync();
        var analysis = JobCalls.Id(await owner.OrderAsync("/api/analyses", new { asset = portrait }));
        var film = await owner.RenderAsync(new { portrait, motion = new { preset = "wink" }, captionTop = "only mine" });
        var motion = (await owner.OrderAsync("/api/motions", new { preset = "wink", name = "only mine" })).GetProperty("id").GetGuid();
        return new Belongings(upload, portrait, analysis, await ResultAsync(owner, analysis), film, await ResultAsync(owner, film), motion);
    }

    /// <summary>All of it is still there and as it was.</summary>
    public async Task CheckAsync(Visitor owner)
    {
        Assert.Equal(40, (await owner.GetAsync<JsonElement>($"/api/uploads/{Upload}")).GetProperty("offset").GetInt32());
        Assert.Equal(Portrait, (await owner.GetAsync<JsonElement>($"/api/assets/{Portrait}")).GetProperty("id").GetGuid());
        Assert.Equal("picture", (await owner.GetAsync<JsonElement>($"/api/analyses/{Analysis}")).GetProperty("kind").GetString());
        Assert.Equal("done", JobCalls.State(await owner.JobAsync(Job)));
        var meme = await owner.GetAsync<JsonElement>($"/api/memes/{Meme}");
        Assert.Equal(("only mine", "unlisted"), (meme.GetProperty("title").GetString(), meme.GetProperty("visibility").GetString()));
        Assert.NotEmpty(await owner.Http.GetByteArrayAsync($"/api/memes/{Meme}/files/mp4"));
        Assert.Equal("only mine", (await owner.GetAsync<JsonElement>($"/api/motions/{Motion}")).GetProperty("name").GetString());
    }

    private static async Task<Guid> ResultAsync(Visitor owner, Guid job)
    {
        var over = await owner.WaitUntilOverAsync(job);
        Assert.Equal("done", JobCalls.State(over));
        return over.GetProperty("result").GetGuid();
    }
}
