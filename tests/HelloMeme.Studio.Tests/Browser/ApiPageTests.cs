using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The API described for people.</summary>
[Collection(SharedStudio.Tests)]
public sealed class ApiPageTests(StudioServer server, ChromiumBrowser browser)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Page_shows_the_operations_and_fetches_nothing_from_elsewhere(int width, int height)
    {
        var (page, errors) = await browser.OpenAsync(server.Address, width, height);
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" } address && address.Authority != server.Address.Authority) elsewhere.Add(request.Url);
        };
        await page.GotoAsync(new Uri(server.Address, "api-docs").ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await page.GetByText("Order a film").ClickAsync();
        var order = page.Locator("#orderFilm");
        await Expect(order).ToContainTextAsync("429");
        await Screenshots.SaveAsync(page, $"api-{width}");
        await order.GetByRole(AriaRole.Link, new() { Name = "RenderOrder" }).ClickAsync();
        await Expect(page.Locator("#RenderOrder")).ToContainTextAsync("captionBottom");
        await Expect(page.Locator("#RenderOrder")).ToBeInViewportAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Accessibility.CheckAsync(page);
        Assert.Empty(elsewhere);
        Assert.Empty(errors);
    }
}
