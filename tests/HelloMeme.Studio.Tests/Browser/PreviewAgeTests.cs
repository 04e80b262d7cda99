using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>How old a preview is when it is drawn, for several watchers of one job. Times are printed, not judged.</summary>
[Collection(Measured.Tests)]
public sealed class PreviewAgeTests(StudioServer server, ChromiumBrowser browser)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_pages_show_fresh_pictures_and_a_slow_watcher_skips_them()
    {
        var pages = new List<IPage>();
        for (var i = 0; i < 4; i++) pages.Add((await browser.OpenAsync(new Uri(server.Address, "about"), 390, 844)).Page);
        using var owner = await Visitor.ArriveAsync(server.Address);
        using var stranger = await Visitor.ArriveAsync(server.Address);
        await using var slow = await LiveWatcher.ConnectAsync(server.Address, stranger, Token);

        var order = await owner.OrderAsync("/api/renders", new { portrait = await owner.PortraitAsync("juno", size: 768), motion = new { preset = "laugh" }, speed = 0.5, captionTop = "When it works" });
        var link = order.GetProperty("watch").GetString()!;
        var skipping = slow.WatchAsync("WatchShared", link["/watch/".Length..], Token, acknowledge: false);
        await Task.WhenAll(pages.Select(p => p.GotoAsync(new Uri(server.Address, link).ToString())));
        var last = new (int Drawn, int Age)[4];
        while (!skipping.IsCompleted)
        {
            await Task.Delay(100, Token); // what looks takes time from what is looked at
            for (var i = 0; i < 4; i++)
            {
                var now = await pages[i].EvaluateAsync<int[]>("[Number(document.querySelector('canvas')?.dataset.drawn ?? 0), Number(document.querySelector('canvas')?.dataset.age ?? 0)]");
                if (now[0] > 0) last[i] = (now[0], now[1]);
            }
        }

        await skipping;
        Assert.Equal("done", slow.Messages[^1].Job.State);
        Assert.InRange(slow.Ages.Count, 1, 2); // one underway, and the last one with the end
        Assert.All(last, page => Assert.True(page.Drawn >= 5, $"A page drew {page.Drawn} pictures."));
        TestContext.Current.TestOutputHelper!.WriteLine($"Preview age on four pages, frame finished to drawn: p95 {string.Join(", ", last.Select(p => p.Age))} ms (goal 150); drawn {string.Join(", ", last.Select(p => p.Drawn))}; the slow watcher got {slow.Ages.Count}.");
    }
}
