using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The page of a running job in a real browser.</summary>
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
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(" of ");
        await Screenshots.SaveAsync(page, "render-running-1440");
        Assert.Matches(@"^\d+ % · Your film in the making", await page.TitleAsync());

        await page.ReloadAsync();
        await DrawnAsync(page, 2);
        var second = await page.Context.NewPageAsync();
        await second.GotoAsync(page.Url);
        await DrawnAsync(second, 1);
        TestContext.Current.SendDiagnosticMessage($"Preview age on the canvas, frame finished to drawn: p95 {await page.Locator("canvas").GetAttributeAsync("data-age")} ms.");

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

    private async Task<Guid> OrderAsync(IPage page, bool slow)
    {
        using var frame = SamplePortraits.Draw("juno", 512);
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
