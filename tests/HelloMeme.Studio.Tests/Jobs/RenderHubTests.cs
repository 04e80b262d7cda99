using System.Diagnostics;
using System.Net;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>Live progress at the real program.</summary>
public sealed class RenderHubTests(StudioServer server) : IClassFixture<StudioServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_watchers_see_every_state_and_fresh_previews_and_a_slow_one_delays_nobody()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var order = await visitor.OrderAsync("/api/renders", Long(await visitor.PortraitAsync()));
        var job = JobCalls.Id(order);
        var watchers = new List<LiveWatcher>();
        for (var i = 0; i < 5; i++) watchers.Add(await LiveWatcher.ConnectAsync(server.Address, visitor, Token));
        await Task.WhenAll(watchers.Select((w, i) => w.WatchAsync("Watch", job, Token, acknowledge: i < 4)));

        foreach (var quick in watchers[..4])
        {
            Assert.Equal("done", quick.Messages[^1].Job.State);
            Assert.Equal(quick.Messages.Select(m => m.Sequence).Order(), quick.Messages.Select(m => m.Sequence));
            var previews = quick.Messages.Where(m => m.Preview is not null).ToList();
            Assert.True(previews.Select(p => Convert.ToHexString(p.Preview!)).Distinct().Count() >= 5, $"{previews.Count} previews");
            using var picture = FrameCodec.Decode(previews[^1].Preview);
            Assert.Equal(320, Math.Max(picture.Width, picture.Height));
        }

        var slow = watchers[4];
        Assert.Equal("done", slow.Messages[^1].Job.State);
        Assert.InRange(slow.Ages.Count, 1, 2); // one underway, and the last one with the end
        var ages = watchers[..4].SelectMany(w => w.Ages).Order().ToList();
        TestContext.Current.SendDiagnosticMessage($"Preview age to 4 watchers, frame finished to bytes received: median {ages[ages.Count / 2]:0} ms, p95 {ages[ages.Count * 95 / 100]:0} ms, {ages.Count} previews.");
        foreach (var watcher in watchers) await watcher.DisposeAsync();
    }

    [Fact]
    public async Task Second_tab_and_another_device_see_the_same_job_at_once()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        using var other = await Visitor.ArriveAsync(server.Address);
        var order = await visitor.OrderAsync("/api/renders", Long(await visitor.PortraitAsync("theo")));
        var job = JobCalls.Id(order);
        await visitor.WaitAsync(job, j => j.GetProperty("phase").GetString() == "rendering" && j.GetProperty("step").GetInt32() > 3);
        var link = order.GetProperty("watch").GetString()!["/watch/".Length..];
        foreach (var (who, method, what) in new (Visitor, string, object)[] { (visitor, "Watch", job), (other, "WatchShared", link) })
        {
            await using var watcher = await LiveWatcher.ConnectAsync(server.Address, who, Token);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var clock = Stopwatch.StartNew();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watcher.WatchAsync(method, what, enough.Token, each: _ => enough.Cancel()));
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed}.");
            Assert.Equal((job, "running"), (watcher.Messages[0].Job.Id, watcher.Messages[0].Job.State));
            Assert.NotNull(watcher.Messages[0].Preview);
        }

        using var cancelled = await visitor.Http.DeleteAsync($"/api/jobs/{job}", Token);
    }

    [Fact]
    public async Task What_is_another_visitors_does_not_exist()
    {
        using var owner = await Visitor.ArriveAsync(server.Address);
        using var other = await Visitor.ArriveAsync(server.Address);
        var portrait = await owner.PortraitAsync();
        var job = await owner.RenderAsync(new { portrait, motion = new { preset = "wink" } });
        var meme = (await owner.WaitUntilOverAsync(job)).GetProperty("result").GetGuid();
        var analysis = JobCalls.Id(await owner.OrderAsync("/api/analyses", new { asset = portrait }));
        var result = (await owner.WaitUntilOverAsync(analysis)).GetProperty("result").GetGuid();

        foreach (var (verb, address) in new[]
        {
            ("GET", $"/api/jobs/{job}"), ("DELETE", $"/api/jobs/{job}"), ("GET", $"/api/jobs/{job}/preview"), ("GET", $"/api/analyses/{result}"), ("GET", $"/api/memes/{meme}"),
            ("GET", $"/api/memes/{meme}/files/mp4"), ("GET", $"/api/memes/{meme}/files/poster"), ("DELETE", $"/api/memes/{meme}"),
        })
        {
            using var request = new HttpRequestMessage(new HttpMethod(verb), address);
            using var answer = await other.Http.SendAsync(request, Token);
            Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(answer));
        }

        foreach (var (address, body) in new (string, object)[]
        {
            ("/api/renders", new { portrait, motion = new { preset = "wink" } }), ("/api/analyses", new { asset = portrait }),
            ("/api/renders", new { portrait = await other.PortraitAsync("theo"), motion = new { driver = portrait } }),
        })
        {
            using var answer = await other.Http.PostAsync(address, System.Net.Http.Json.JsonContent.Create(body), Token);
            Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(answer));
        }

        await using var watcher = await LiveWatcher.ConnectAsync(server.Address, other, Token);
        foreach (var (method, what) in new (string, object)[] { ("Watch", job), ("Watch", Guid.NewGuid()), ("WatchShared", "AAAAAAAAAAAAAAAAAAAAAA"), ("WatchShared", job.ToString()) })
        {
            var refusal = await Assert.ThrowsAsync<HubException>(() => watcher.WatchAsync(method, what, Token));
            Assert.Contains("nothing of yours", refusal.Message, StringComparison.Ordinal);
        }

        using var nobody = new HttpClient { BaseAddress = server.Address };
        using var refused = await nobody.PostAsync("/api/live/negotiate?negotiateVersion=1", null, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static object Long(Guid portrait) => new { portrait, motion = new { preset = "laugh" }, speed = 0.5 };
}
