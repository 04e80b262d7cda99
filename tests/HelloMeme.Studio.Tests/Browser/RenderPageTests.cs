using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The page of a running job in a real browser.</summary>
[Collection(OwnBrowser.Tests)]
public sealed class RenderPageTests(StudioServer server, ChromiumBrowser browser) : IClassFixture<StudioServer>, IClassFixture<ChromiumBrowser>
{
    private static readonly LocatorAssertionsToHaveTextOptions Patient = new() { Timeout = 240_000 };

    [Fact]
    public async Task Previews_are_drawn_a_reload_goes_on_and_the_film_arrives()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        var job = await OrderAsync(page, slow: true);
        await page.GotoAsync(new Uri(server.Address, $"/render/{job}").ToString());
        await DrawnAsync(page, 5);
        await Expect(page.Locator(".state")).ToContainTextAsync(" of ");
        await Screenshots.SaveAsync(page, "render-running-1440");
        Assert.Matches(@"^\d+ % · Your film in the making", await page.TitleAsync());

        await page.ReloadAsync();
        await DrawnAsync(page, 2);
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync(page.Url);
        await DrawnAsync(second, 1);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your film is ready", Patient);
        await Expect(second.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your film is ready", Patient);
        await page.UntilAsync("document.querySelector('video').readyState >= 2");
        await Screenshots.SaveAsync(page, "render-done-1440");
        Assert.StartsWith("Your film is ready", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Shared_link_shows_the_job_on_another_device_and_cancel_ends_both()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        var job = await OrderAsync(page, slow: true);
        await page.GotoAsync(new Uri(server.Address, $"/render/{job}").ToString());
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "Watch on another device" }).GetAttributeAsync("href");
        var (other, errors) = await browser.OpenAsync(new Uri(server.Address, link), 390, 844);
        await DrawnAsync(other, 1);
        await Screenshots.SaveAsync(other, "render-shared-390");
        await Expect(other.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Cancelled");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Cancelled");
        await Screenshots.SaveAsync(page, "render-cancelled");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Unknown_and_foreign_jobs_are_not_here()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        var job = await OrderAsync(page, slow: false);
        var (other, _) = await browser.OpenAsync(new Uri(server.Address, $"/render/{job}"));
        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("no film of yours");
        await Screenshots.SaveAsync(other, "render-not-here");
    }

    [Fact]
    public async Task Waiting_film_tells_its_place_and_its_time_and_can_be_cancelled()
    {
        using var first = await Visitor.ArriveAsync(server.Address);
        await first.WaitUntilOverAsync(await first.RenderAsync(new { portrait = await first.PortraitAsync(), motion = new { preset = "wink" } })); // so that the pace is known
        var busy = new List<(Visitor Who, Guid Job)>();
        for (var i = 0; i < JobWorker.Slots; i++)
        {
            var visitor = await Visitor.ArriveAsync(server.Address);
            busy.Add((visitor, await visitor.RenderAsync(new { portrait = await visitor.PortraitAsync(size: 1024), motion = new { preset = "laugh" }, speed = 0.5, playback = "ping-pong" })));
        }

        var (page, errors) = await browser.OpenAsync(server.Address, 390, 844);
        var job = await OrderAsync(page, slow: true);
        await page.GotoAsync(At($"/render/{job}"));
        await Expect(page.Locator(".state")).ToContainTextAsync("Next in the queue");
        await Expect(page.Locator(".state")).ToContainTextAsync("left");
        await Screenshots.SaveAsync(page, "render-waiting-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Cancelled");
        Assert.Empty(errors);
        foreach (var (visitor, running) in busy)
        {
            (await visitor.Http.DeleteAsync($"/api/jobs/{running}", TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
            visitor.Dispose();
        }
    }

    [Fact]
    public async Task Film_arrives_once_when_the_studio_is_killed_while_rendering_and_started_again()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        var job = await OrderAsync(page, slow: true);
        await page.GotoAsync(At($"/render/{job}"));
        await DrawnAsync(page, 2);
        await server.RestartAsync();
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your film is ready", Patient);
        await page.UntilAsync("document.querySelector('video').readyState >= 2");
        await page.GotoAsync(At("/gallery"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open again" })).ToHaveCountAsync(1);
    }

    private async Task<Guid> OrderAsync(IPage page, bool slow)
    {
        using var frame = DrawnPortraits.Draw("juno", 512);
        var png = FrameCodec.EncodePng(frame);
        var api = page.Context.APIRequest;
        var upload = await JsonAsync(await api.PostAsync(At("/api/uploads"), new() { DataObject = new { size = png.Length, type = "image/png" } }));
        var kept = await JsonAsync(await api.PutAsync(At($"/api/uploads/{upload.GetProperty("id")}?offset=0"), new() { DataByte = png }));
        var order = new { portrait = kept.GetProperty("asset").GetProperty("id").GetGuid(), motion = new { preset = "laugh" }, speed = slow ? 0.5 : 1, playback = slow ? "ping-pong" : "forward", captionTop = "When it works" };
        return (await JsonAsync(await api.PostAsync(At("/api/renders"), new() { DataObject = order }))).GetProperty("job").GetProperty("id").GetGuid();
    }

    private string At(string path) => new Uri(server.Address, path).ToString();

    private static async Task<JsonElement> JsonAsync(IAPIResponse answer)
    {
        Assert.True(answer.Ok, await answer.TextAsync());
        return (await answer.JsonAsync())!.Value;
    }

    private static Task DrawnAsync(IPage page, int least) =>
        page.UntilAsync(FormattableString.Invariant($"Number(document.querySelector('canvas')?.dataset.drawn ?? 0) >= {least}"));
}
