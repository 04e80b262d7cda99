using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The studio goes away and comes back: it is said, nothing is lost, and nobody has to press anything.</summary>
[Collection(OwnBrowser.Tests)]
public sealed class ConnectionTests(StudioServer server, ChromiumBrowser browser) : IClassFixture<StudioServer>, IClassFixture<ChromiumBrowser>, IDisposable
{
    private readonly SampleFiles _files = new();

    [Fact]
    public async Task Everything_chosen_survives_a_new_start_of_the_studio()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Theo" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nod" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByLabel("Text on top").FillAsync("Still here");
        await page.GetByText("Fine tuning").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "9:16" }).CheckAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Ping-pong" }).CheckAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Head only" }).CheckAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "Speed" }).FillAsync("1.5");
        await page.UntilAsync("(sessionStorage.getItem('hellomeme-draft') ?? '').includes('\"speed\":1.5')");

        await page.ReloadAsync();
        await ExpectSettingsAsync(page);

        await server.StopAsync();
        await Expect(page.GetByText("The studio is out of reach.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Screenshots.SaveAsync(page, "away-1440");
        await server.InitializeAsync();
        await Expect(page.GetByText("The studio is out of reach.")).ToBeHiddenAsync(new() { Timeout = 120_000 });
        await ExpectSettingsAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(new() { Timeout = 120_000 });

        // The next visit offers to go on.
        await page.GotoAsync(server.Address.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on where you left off" }).ClickAsync();
        await ExpectSettingsAsync(page);
    }

    [Fact]
    public async Task Upload_says_that_the_studio_is_away_and_goes_on_by_itself()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose a photo" })).ToBeEnabledAsync();
        var away = false;
        await page.RouteAsync("**/api/uploads/**", route => away ? route.AbortAsync("connectionrefused") : route.ContinueAsync());
        var sent = 0;
        page.Request += (_, request) =>
        {
            if (request.Method == "PUT" && ++sent == 2) away = true;
        };
        await page.Locator("[data-upload] input[type=file]").SetInputFilesAsync(Large());
        await Expect(page.GetByText("The sending goes on by itself")).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "upload-away-1440");
        away = false;
        await Expect(page.GetByAltText("Your portrait")).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }

    [Fact]
    public async Task Upload_cut_by_a_reload_goes_on_where_it_stopped()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose a photo" })).ToBeEnabledAsync();
        var (slices, offsets) = (0, new List<string>());
        await page.RouteAsync("**/api/uploads/*?offset=*", async route =>
        {
            offsets.Add(route.Request.Url.Split("offset=")[1]);
            if (++slices < 3 || slices > 3) await route.ContinueAsync(); // the third hangs until the page is gone
        });
        var input = page.Locator("[data-upload] input[type=file]");
        var file = _files.Write("large.png", Large().Buffer);
        await input.SetInputFilesAsync(file);
        for (var i = 0; i < 600 && slices < 3; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        await page.ReloadAsync();
        await Expect(page.GetByText("The sending of large.png was cut off")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose a photo" })).ToBeEnabledAsync();
        var before = offsets.Count;
        await input.SetInputFilesAsync(file);
        await Expect(page.GetByAltText("Your portrait")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        Assert.True(int.Parse(offsets[before]) > 0, "It began again at the first byte.");
    }

    public void Dispose() => _files.Dispose();

    private static async Task ExpectSettingsAsync(IPage page)
    {
        await Expect(page.GetByLabel("Text on top")).ToHaveValueAsync("Still here", new() { Timeout = 120_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Nod", Pressed = true })).ToBeVisibleAsync();
        foreach (var name in (string[])["9:16", "Ping-pong", "Head only"]) await Expect(page.GetByRole(AriaRole.Radio, new() { Name = name })).ToBeCheckedAsync();
        await Expect(page.GetByRole(AriaRole.Slider, new() { Name = "Speed" })).ToHaveValueAsync("1.5");
    }

    // A picture with so many bytes behind it that it takes several slices.
    private static FilePayload Large()
    {
        var large = new byte[12_000_000];
        new Random(2).NextBytes(large);
        TestFiles.Png(seed: 77).CopyTo(large, 0);
        return new FilePayload { Name = "large.png", MimeType = "image/png", Buffer = large };
    }
}
