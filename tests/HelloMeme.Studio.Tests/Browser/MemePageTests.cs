using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>A finished meme is found, shown to a stranger, taken along, made one's own, and ended.</summary>
[Collection(SharedStudio.Tests)]
public sealed class MemePageTests(StudioServer server, ChromiumBrowser browser)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task Link_opens_for_strangers_until_it_is_taken_back()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        await MakeAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Share it" }).ClickAsync();
        await page.ArrivesAsync("/m/");
        await Expect(page.GetByText("Only you see this")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, "meme-owner-1440");
        var link = new Uri(page.Url);

        // A stranger sees film, mark and downloads; what the page tells to those who unfold links is in its HTML.
        var (stranger, strangerErrors) = await browser.OpenAsync(link, 390, 844);
        await Expect(stranger.GetByText("Moved by a machine")).ToBeVisibleAsync();
        await Expect(stranger.GetByText("Only you see this")).ToHaveCountAsync(0);
        await stranger.UntilAsync("document.querySelector('video').readyState >= 2");
        Assert.Equal(0, await stranger.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Screenshots.SaveAsync(stranger, "meme-stranger-390");
        using var http = new HttpClient();
        var html = await http.GetStringAsync(link, TestContext.Current.CancellationToken);
        Assert.Contains($"property=\"og:video\" content=\"{link}/meme.mp4\"", html, StringComparison.Ordinal);
        Assert.Contains("content=\"noindex\"", html, StringComparison.Ordinal);
        await CheckDownloadsAsync(http, link);

        // Her own, with this motion and without the portrait.
        await stranger.GetByRole(AriaRole.Link, new() { Name = "Make yours with this motion" }).ClickAsync();
        await Expect(stranger.GetByText("The motion is chosen; now whose face?")).ToBeVisibleAsync(Patient);

        // A new link ends the old one; private ends it for all but the owner.
        await page.GetByRole(AriaRole.Button, new() { Name = "New link" }).ClickAsync();
        await page.UntilAsync($"location.href !== '{link}'");
        Assert.False((await http.GetAsync($"{link}/meme.mp4", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        var second = page.Url;
        Assert.True((await http.GetAsync($"{second}/meme.mp4", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Only me" }).CheckAsync();
        for (var i = 0; i < 50 && (await http.GetAsync($"{second}/meme.mp4", TestContext.Current.CancellationToken)).IsSuccessStatusCode; i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.False((await http.GetAsync($"{second}/meme.mp4", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        await stranger.GotoAsync(second);
        await Expect(stranger.GetByText("This meme is not here")).ToBeVisibleAsync();
        await Screenshots.SaveAsync(stranger, "meme-gone-390");
        Assert.Empty(errors);
        Assert.Empty(strangerErrors);
    }

    [Fact]
    public async Task Film_is_handed_to_other_apps_with_or_without_its_recipe()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        await MakeAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Share it" }).ClickAsync();
        await Expect(page.GetByText("Only you see this")).ToBeVisibleAsync(Patient);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Share the film" })).ToBeHiddenAsync(); // this browser cannot

        await page.AddInitScriptAsync("""
            navigator.canShare = (what) => what.files?.[0]?.type === "video/mp4";
            navigator.share = async (what) => { globalThis.shared = { title: what.title, name: what.files[0].name, bytes: [...new Uint8Array(await what.files[0].arrayBuffer())] }; };
            """);
        await page.ReloadAsync();
        var share = page.GetByRole(AriaRole.Button, new() { Name = "Share the film" });
        await share.ClickAsync(new() { Timeout = 120_000 });
        Assert.Contains("wink", (await SharedAsync(page))!.Recipe, StringComparison.Ordinal);
        var links = await page.GetByLabel("Without the recipe").EvaluateAsync<string[]>("(box) => { box.click(); return [...document.querySelectorAll('[aria-label=Downloads] a')].map((a) => a.href); }");
        Assert.Equal(4, links.Length);
        Assert.All(links, link => Assert.EndsWith("recipe=false", link, StringComparison.Ordinal)); // at once: nobody was asked
        await share.ClickAsync();
        Assert.Equal(new ProvenanceRecord(Provenance.CompositeSynthetic, null), await SharedAsync(page));
        await Screenshots.SaveAsync(page, "meme-bare-1440");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "MP4" }).ClickAsync());
        Assert.Equal("meme.mp4", download.SuggestedFilename);
        Assert.Equal(new ProvenanceRecord(Provenance.CompositeSynthetic, null), Provenance.Read((await download.PathAsync())!));
        Assert.Empty(errors);
    }

    private static async Task<ProvenanceRecord?> SharedAsync(IPage page)
    {
        await page.UntilAsync("globalThis.shared");
        var bytes = await page.EvaluateAsync<int[]>("() => { const { bytes } = globalThis.shared; globalThis.shared = undefined; return bytes; }");
        return Provenance.Read(new MemoryStream([.. bytes.Select(b => (byte)b)]));
    }

    [Fact]
    public async Task Gallery_finds_stars_restores_and_deletes()
    {
        var (page, errors) = await browser.OpenAsync(new Uri(server.Address, "gallery"), 390, 844);
        await Expect(page.GetByText("Nothing here yet.")).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "gallery-empty-390");
        await page.GotoAsync(server.Address.ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await MakeAsync(page);
        var file = await (await page.Context.APIRequest.GetAsync(new Uri(server.Address, await page.Locator("video.film").GetAttributeAsync("src")).ToString())).BodyAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Gallery" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Star When it works" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Star When it works", Pressed = true })).ToBeVisibleAsync();
        await page.GetByLabel("Search").FillAsync("nothing like it");
        await Expect(page.GetByText("No meme of yours is called")).ToBeVisibleAsync();
        await page.GetByLabel("Search").FillAsync("works");
        await Screenshots.SaveAsync(page, "gallery-390");
        await page.SetViewportSizeAsync(1440, 900);
        await Screenshots.SaveAsync(page, "gallery-1440");

        await page.GetByRole(AriaRole.Link, new() { Name = "Open again" }).ClickAsync();
        await Expect(page.GetByLabel("Text on top")).ToHaveValueAsync("When it works", new() { Timeout = 120_000 });
        await Expect(page.GetByAltText("Preview of your meme")).ToBeVisibleAsync(Patient);

        await page.GotoAsync(new Uri(server.Address, "gallery").ToString());
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Open a saved meme file" })).ToBeEnabledAsync();
        await page.Locator("[data-ready=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("[data-recipe-file]").SetInputFilesAsync(new FilePayload { Name = "meme.mp4", MimeType = "video/mp4", Buffer = file });
        await page.ArrivesAsync("/?recipe=");
        await Expect(page.GetByText("The motion is chosen; now whose face?")).ToBeVisibleAsync(Patient);

        // Dropped on any page, and a file that holds none says so.
        await page.GotoAsync(new Uri(server.Address, "about").ToString());
        await DropAsync(page, "me.png", TestFiles.Png(seed: 91));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("no recipe in this file");
        await DropAsync(page, "meme.mp4", file);
        await page.ArrivesAsync("/?recipe=");
        await Expect(page.GetByText("The motion is chosen; now whose face?")).ToBeVisibleAsync(Patient);

        await page.GotoAsync(new Uri(server.Address, "gallery").ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, delete" }).ClickAsync();
        await Expect(page.GetByText("Nothing here yet.")).ToBeVisibleAsync();
        Assert.Contains("422", Assert.Single(errors), StringComparison.Ordinal); // the file without a recipe
    }

    private static async Task DropAsync(IPage page, string name, byte[] bytes)
    {
        await page.Locator("[data-ready=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("""
            ([name, base64]) => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name));
              document.querySelector("h1").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
            }
            """, new[] { name, Convert.ToBase64String(bytes) });
    }

    private static async Task MakeAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Theo" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Wink" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByLabel("Text on top").FillAsync("When it works");
        await Expect(page.Locator("[data-caption]")).ToHaveCountAsync(1, new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(Patient);
    }

    // Every format decodes, carries the mark, and shows the caption: the middle of its top is nearly white on black, which no sample is.
    private static async Task CheckDownloadsAsync(HttpClient http, Uri link)
    {
        foreach (var format in (string[])["mp4", "webp", "gif", "png"])
        {
            var bytes = await http.GetByteArrayAsync($"{link}/meme.{format}?download=true", TestContext.Current.CancellationToken);
            Assert.Equal(Provenance.CompositeSynthetic, Provenance.Read(new MemoryStream(bytes))?.DigitalSourceType);
            if (format is "mp4") continue;
            using var frame = FrameCodec.Decode(bytes);
            var white = 0;
            for (var y = 0; y < frame.Height / 4; y++)
            {
                var row = frame.Row(y);
                for (var x = 0; x < frame.Width; x++) white += row[3 * x] > 245 && row[3 * x + 1] > 245 && row[3 * x + 2] > 245 ? 1 : 0;
            }

            Assert.True(white > frame.Width * frame.Height / 200, $"The caption is missing in the {format}: {white} white pixels.");
        }
    }
}
