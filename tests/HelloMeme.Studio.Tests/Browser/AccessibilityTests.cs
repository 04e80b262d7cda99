using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Every page in both themes, and the way through them by keyboard alone.</summary>
public sealed class AccessibilityTests(StudioServer server, ChromiumBrowser browser) : IClassFixture<StudioServer>, IClassFixture<ChromiumBrowser>
{
    [Fact]
    public async Task No_page_breaks_wcag_a_or_aa()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await CheckBothThemesAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Juno" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Kiss" }).ClickAsync(new() { Timeout = 60_000 });
        await page.GetByLabel("Text on top").FillAsync("Good morning");
        await page.GetByText("Fine tuning").ClickAsync();
        await CheckBothThemesAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await CheckBothThemesAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Share it" }).ClickAsync();
        await Expect(page.GetByText("Only you see this")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await CheckBothThemesAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Gallery" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open again" })).ToBeVisibleAsync();
        await CheckBothThemesAsync(page);
        await page.GotoAsync(new Uri(server.Address, "about").ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await CheckBothThemesAsync(page);
    }

    [Fact]
    public async Task Keyboard_alone_takes_a_sample_and_a_motion()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Mira" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var wink = page.GetByRole(AriaRole.Button, new() { Name = "Wink" });
        await wink.FocusAsync(new() { Timeout = 60_000 });
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Wink", Pressed = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make it" })).ToBeEnabledAsync();
    }

    private static async Task CheckBothThemesAsync(IPage page)
    {
        for (var i = 0; i < 2; i++)
        {
            await page.Locator("[aria-label$=' theme']").ClickAsync();
            await page.Mouse.MoveAsync(0, 400);
            await page.WaitForTimeoutAsync(600); // colours fade from one theme to the other
            await Accessibility.CheckAsync(page);
        }
    }
}
