using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Browser;

[Collection(SharedStudio.Tests)]
public sealed class AboutPageTests(StudioServer server, ChromiumBrowser browser)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task About_shows_models_ffmpeg_and_providers_without_console_errors(int width, int height)
    {
        var visitor = await browser.OpenAsync(new Uri(server.Address, "about"), width, height);
        var page = visitor.Page;

        await Assertions.Expect(page.GetByText("Face landmarks").First).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Assertions.Expect(page.GetByText("ffmpeg", new() { Exact = true }).First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("ONNX Runtime", new() { Exact = true }).First).ToBeVisibleAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Screenshots.SaveAsync(page, $"about-{width}");

        await page.GetByRole(AriaRole.Button, new() { Name = "theme" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use the dark theme" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("SIL OFL 1.1")).ToBeVisibleAsync();
        Assert.Empty(visitor.Errors);
    }
}
