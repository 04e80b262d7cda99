using System.Diagnostics;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>Live progress at the real program.</summary>
[Collection(Measured.Tests)]
public sealed class RenderHubTests(StudioServer server)
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
        TestContext.Current.TestOutputHelper!.WriteLine($"Preview age to 4 watchers, frame finished to bytes received: median {ages[ages.Count / 2]:0} ms, p95 {ages[ages.Count * 95 / 100]:0} ms, {ages.Count} previews.");
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

    private static object Long(Guid portrait) => new { portrait, motion = new { preset = "laugh" }, speed = 0.5 };
}
