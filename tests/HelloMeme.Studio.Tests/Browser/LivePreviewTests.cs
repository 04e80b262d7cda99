using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Motions are chosen on faces that the browser draws itself; a browser that cannot is told so and served pictures.</summary>
public sealed class LivePreviewTests(StudioServer server, ChromiumBrowser browser) : IClassFixture<StudioServer>, IClassFixture<ChromiumBrowser>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task Motions_are_chosen_without_a_picture_from_the_server()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        var served = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/previews/", StringComparison.Ordinal)) served.Add(request.Url);
        };
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await Expect(page.Locator("canvas[data-tile][data-frame]")).ToHaveCountAsync(Presets.All.Count, new() { Timeout = 120_000 });
        Assert.True(await page.EvaluateAsync<bool>(Painted, "canvas[data-tile]"), "The tiles are empty.");

        var tile = page.Locator("button.preset").First;
        await tile.HoverAsync();
        var before = await tile.Locator("canvas").GetAttributeAsync("data-frame");
        await page.UntilAsync($"document.querySelector('canvas[data-tile]').dataset.frame !== '{before}'");

        await tile.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("canvas[data-preview][data-frame]")).ToBeVisibleAsync(Patient);
        await Expect(page.GetByText("Drawing the preview")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>(Painted, "canvas[data-preview]"), "The large preview is empty.");
        await Screenshots.SaveAsync(page, "live-create");

        await page.ReloadAsync();
        await Expect(page.Locator("canvas[data-preview][data-frame]")).ToBeVisibleAsync(Patient);
        Assert.Empty(served);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Browser_without_webgl_is_told_and_served()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        await page.AddInitScriptAsync(
            "const own = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind === 'webgl2' ? null : own.call(this, kind, ...rest); };");
        await page.ReloadAsync();
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await Expect(page.GetByText("This browser cannot draw the previews itself")).ToBeVisibleAsync(Patient);
        await Expect(page.Locator("img[data-tile]").First).ToBeVisibleAsync(Patient);
        await page.Locator("button.preset").First.ClickAsync();
        await Expect(page.Locator("img[data-preview]")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, "live-create-without-webgl");
        Assert.Empty(errors);
    }

    /// <summary>Some pixel in the middle has a colour.</summary>
    private const string Painted =
        "selector => [...document.querySelectorAll(selector)].every(c => c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data[0] > 0)";
}
