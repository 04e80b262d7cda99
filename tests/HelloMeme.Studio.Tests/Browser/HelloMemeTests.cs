using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The HelloMeme engine with the test checkpoint, through the real pages and the real worker.</summary>
[Collection(OwnBrowser.Tests)]
public sealed class HelloMemeTests(TestWeightsServer studio, ChromiumBrowser browser, SampleFiles files) : IClassFixture<TestWeightsServer>, IClassFixture<ChromiumBrowser>, IClassFixture<SampleFiles>
{
    // Remembers what each drawing of the live canvas showed.
    private const string NoteDrawings = """
        window.previews = new Set();
        const draw = CanvasRenderingContext2D.prototype.drawImage;
        CanvasRenderingContext2D.prototype.drawImage = function (...of) {
          draw.apply(this, of);
          if (of[0] instanceof ImageBitmap && this.canvas.isConnected) window.previews.add(this.canvas.toDataURL());
        };
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Order_is_asked_about_previewed_step_by_step_and_becomes_a_meme_that_opens_again()
    {
        // 1. Engine and settings
        var (page, errors) = await browser.OpenAsync(studio.Server.Address, script: NoteDrawings);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Juno" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Wink" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Radio, new() { Name = "HelloMeme" }).CheckAsync();
        await Expect(page.Locator("[data-test-weights]")).ToBeVisibleAsync();
        await page.GetByLabel("Prompt, in English").FillAsync("cafe\u0301");
        await page.GetByText("Advanced").ClickAsync();
        await page.GetByLabel("Seed").FillAsync("7");
        await page.GetByLabel("Seed").BlurAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "Steps" }).FillAsync("60");
        await Expect(page.Locator("[data-estimate]")).ToContainTextAsync("memory on this device");
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Screenshots.SaveAsync(page, "hellomeme-create-1440");

        // 2. Sixty steps at 512 pixels take long: it asks
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        var asked = page.GetByRole(AriaRole.Alertdialog, new() { Name = "This film takes long" });
        await Expect(asked).ToContainTextAsync("Quick, about");
        await Expect(asked).ToContainTextAsync("Draft, in seconds");
        await Screenshots.SaveAsync(page, "hellomeme-asked-1440");
        var question = await asked.Locator("p").TextContentAsync();
        await page.GetByRole(AriaRole.Slider, new() { Name = "Steps" }).FillAsync("90");
        await Expect(asked.Locator("p")).Not.ToHaveTextAsync(question!); // it asks about what is set now
        await asked.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();

        // 3. A small one
        await page.GetByRole(AriaRole.Slider, new() { Name = "Steps" }).FillAsync("12");
        await page.GetByRole(AriaRole.Radio, new() { Name = "128" }).CheckAsync();
        await page.UntilAsync("(sessionStorage.getItem('hellomeme-draft') ?? '').includes('\"side\":128')");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Seed")).ToHaveValueAsync("7");
        await Expect(page.GetByLabel("Prompt, in English")).ToHaveValueAsync("caf\u00e9");

        await page.GetByLabel("Prompt, in English").FillAsync("caf\u00e9 au lait"); // words typed last are in it
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await page.UntilAsync("location.pathname.startsWith('/render/') || document.querySelector('[role=alertdialog]') !== null");
        if (await asked.IsVisibleAsync()) await asked.GetByRole(AriaRole.Button, new() { Name = "Render it anyway" }).ClickAsync(); // a busy machine expects to be slow
        await page.ArrivesAsync("/render/");
        await Expect(page.Locator("[data-test-weights]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-engine]")).ToContainTextAsync("HelloMeme v5, 12 steps, guidance 1.5, seed 7, 128 px");
        await Expect(page.Locator(".state")).ToContainTextAsync("Denoising");
        await Screenshots.SaveAsync(page, "hellomeme-render-1440");
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(new() { Timeout = 240_000 });
        var previews = await page.EvaluateAsync<int>("window.previews.size");
        Assert.True(previews >= 5, $"Only {previews} distinct previews were drawn.");

        // 4. Meme
        await page.GetByRole(AriaRole.Link, new() { Name = "Share it" }).ClickAsync();
        await page.ArrivesAsync("/m/");
        await Expect(page.Locator("[data-test-weights]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-engine]")).ToContainTextAsync("Faces are read by the studio's own analysis");
        await Screenshots.SaveAsync(page, "hellomeme-meme-1440");
        foreach (var format in (string[])["mp4", "png", "webp", "gif", "poster"])
        {
            var answer = await page.Context.APIRequest.GetAsync($"{page.Url}/meme.{format}");
            var mark = Provenance.Read(files.Write("noise." + format, await answer.BodyAsync()))!;
            Assert.Equal(Provenance.TrainedAlgorithmicMedia, mark.DigitalSourceType);
            if (format != "poster") Assert.Contains("\"seed\":7", mark.Recipe, StringComparison.Ordinal);
        }

        // 5. The same settings again; a stranger gets them without the words
        var link = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "Change it" }).ClickAsync();
        await Expect(page.GetByLabel("Prompt, in English")).ToHaveValueAsync("caf\u00e9 au lait", new() { Timeout = 120_000 });
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "HelloMeme" })).ToBeCheckedAsync();
        var (stranger, strangerErrors) = await browser.OpenAsync(new Uri(link), 390, 844);
        await Screenshots.SaveAsync(stranger, "hellomeme-meme-390");
        await stranger.GetByRole(AriaRole.Link, new() { Name = "Make yours" }).ClickAsync();
        await stranger.GetByRole(AriaRole.Button, new() { Name = "Try Juno" }).ClickAsync();
        await Expect(stranger.GetByLabel("Seed")).ToHaveValueAsync("7", new() { Timeout = 120_000 });
        await Expect(stranger.GetByLabel("Prompt, in English")).ToHaveValueAsync("");
        await Expect(stranger.Locator("[data-estimate]")).ToBeVisibleAsync();
        await Screenshots.SaveAsync(stranger, "hellomeme-create-390");
        await Accessibility.CheckAsync(stranger);
        await stranger.ChangeThemeAsync();
        await Accessibility.CheckAsync(stranger);
        await Screenshots.SaveAsync(stranger, "hellomeme-create-390-light");

        // 6. A long one after all
        await page.GetByRole(AriaRole.Slider, new() { Name = "Steps" }).FillAsync("60");
        await page.GetByRole(AriaRole.Radio, new() { Name = "512" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "Render it anyway" }).ClickAsync();
        await page.ArrivesAsync("/render/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Cancelled");
        Assert.Empty(errors);
        Assert.Empty(strangerErrors);
    }
}
