using System.Diagnostics;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>From nothing to an ordered meme, as a visitor goes.</summary>
[Collection(SharedStudio.Tests)]
public sealed class CreatePageTests(StudioServer server, ChromiumBrowser browser)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Sample_and_preset_become_a_film(int width, int height)
    {
        var (page, errors) = await browser.OpenAsync(server.Address, width, height);
        await page.UntilAsync("[...document.querySelectorAll('.sample img')].length === 3 && [...document.querySelectorAll('.sample img')].every(i => i.complete && i.naturalWidth > 0)");
        await Screenshots.SaveAsync(page, $"create-start-{width}");
        var since = Stopwatch.StartNew();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await Expect(page.GetByAltText("Your portrait")).ToBeVisibleAsync(Patient);
        await Expect(page.Locator("[data-tile]").First).ToBeVisibleAsync(Patient);
        var first = since.Elapsed;
        await Expect(page.Locator("[data-tile]")).ToHaveCountAsync(Presets.All.Count, new() { Timeout = 120_000 });
        TestContext.Current.TestOutputHelper!.WriteLine($"Thumbnails of all presets after a portrait was chosen: first {first.TotalSeconds:0.0} s, all {since.Elapsed.TotalSeconds:0.0} s.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Laugh" }).ClickAsync();
        await page.GetByLabel("Text on top").FillAsync("When it works");
        await page.GetByLabel("Text at the bottom").FillAsync("On the first try");
        await Expect(page.GetByAltText("Preview of your meme")).ToBeVisibleAsync(Patient);
        await Expect(page.Locator("[data-caption]")).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Radio, new() { Name = "Square" }).CheckAsync();
        await page.UntilAsync("document.querySelector('[data-preview][data-frame]')?.width === document.querySelector('[data-preview]')?.height");
        await page.GetByText("Fine tuning").ClickAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Screenshots.SaveAsync(page, $"create-motion-{width}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await page.ArrivesAsync("/render/");
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, $"render-done-{width}");
        Assert.Empty(errors);
    }
}
