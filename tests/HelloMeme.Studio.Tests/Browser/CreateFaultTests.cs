using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Faults where they happen, each with its remedy; and the visitor's own motion with its sound.</summary>
[Collection(SharedStudio.Tests)]
public sealed class CreateFaultTests(StudioServer server, ChromiumBrowser browser) : IDisposable
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };
    private readonly SampleFiles _files = new();

    [Fact]
    public async Task Photo_without_a_face_says_so_and_can_be_turned()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        await ChooseAsync(page, _files.Plain());
        await Expect(page.GetByText("We found no face in this picture")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, "create-no-face-1440");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Crop it" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rotate it a quarter" }).ClickAsync();
        await Expect(page.GetByAltText("Your portrait")).ToHaveJSPropertyAsync("naturalWidth", 480, new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Choose another one" }).ClickAsync(new() { Timeout = 120_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose a photo" })).ToBeVisibleAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Several_faces_are_numbered_on_the_photo()
    {
        using var mira = DrawnPortraits.Draw("mira", 640);
        using var theo = DrawnPortraits.Draw("theo", 640);
        var (page, errors) = await browser.OpenAsync(server.Address, 390, 844);
        await ChooseAsync(page, _files.Collage("two", 1280, 640, (mira, 0, 0, 1), (theo, 640, 0, 1)));
        await Expect(page.GetByText("There are 2 faces here")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, "create-two-faces-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "Face 2" }).ClickAsync();
        await Expect(page.Locator("[data-tile]").First).ToBeVisibleAsync(Patient);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Driver_faults_offer_buttons_and_speak_of_no_command_line()
    {
        using var mira = DrawnPortraits.Draw("mira", 512);
        using var theo = DrawnPortraits.Draw("theo", 512);
        var pair = _files.Collage("pair", 1024, 512, (mira, 0, 0, 1), (theo, 512, 0, 1));
        var longClip = _files.In("long.mp4");
        await Shell.FfmpegAsync(["-loop", "1", "-i", _files.Portrait("theo", 320), "-t", "63", "-r", "2", "-pix_fmt", "yuv420p", longClip], TestContext.Current.CancellationToken);
        var (page, errors) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Mira" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Record a clip" }).WaitForAsync(new() { Timeout = 120_000 });

        await ChooseAsync(page, longClip);
        await Expect(page.GetByText("too long to act in one go")).ToBeVisibleAsync(Patient);
        await NoOptionAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the first 10 seconds" }).ClickAsync();
        await Expect(page.GetByAltText("Preview of your meme")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Use another motion" }).ClickAsync();

        await ChooseAsync(page, pair);
        await Expect(page.GetByText("whose motion is it")).ToBeVisibleAsync(Patient);
        await NoOptionAsync(page);
        await Screenshots.SaveAsync(page, "create-driver-faces-1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Face 2" }).ClickAsync();
        await Expect(page.GetByAltText("Preview of your meme")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        Assert.Contains("driverface=2", page.Url, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    private static async Task NoOptionAsync(IPage page) => Assert.DoesNotContain("--", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);

    [Fact]
    public async Task Own_clip_moves_the_face_and_brings_its_sound()
    {
        var clip = await _files.DrivingClipAsync("theo", "nod", 440, TestContext.Current.CancellationToken, size: 384);
        var (page, errors) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Mira" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Record a clip" }).WaitForAsync(new() { Timeout = 120_000 });
        await ChooseAsync(page, clip);
        await Expect(page.GetByText("with sound")).ToBeVisibleAsync(Patient);
        await Expect(page.GetByAltText("Preview of your meme")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Screenshots.SaveAsync(page, "create-driver-1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        var film = await page.Context.APIRequest.GetAsync(new Uri(server.Address, await page.Locator("video.film").GetAttributeAsync("src")).ToString());
        var kept = _files.Write("film.mp4", await film.BodyAsync());
        Assert.Contains("aac", await Shell.FfprobeAsync(kept, "stream=codec_name", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Preset_gets_the_sound_of_a_clip()
    {
        var clip = await _files.DrivingClipAsync("mira", "wink", 330, TestContext.Current.CancellationToken, size: 256);
        var (page, errors) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Mira" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nod" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByText("Fine tuning").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Replace" }).CheckAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose the sound first" })).ToBeDisabledAsync();
        var zone = page.GetByRole(AriaRole.Group, new() { Name = "A clip for the sound" });
        await Expect(zone.GetByRole(AriaRole.Button, new() { Name = "Choose a clip" })).ToBeEnabledAsync();
        await zone.Locator("input[type=file]").SetInputFilesAsync(clip);
        await Expect(page.GetByText("The sound comes from mira-wink.mp4")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, "create-sound-1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        var film = await page.Context.APIRequest.GetAsync(new Uri(server.Address, await page.Locator("video.film").GetAttributeAsync("src")).ToString());
        var kept = _files.Write("sounding.mp4", await film.BodyAsync());
        Assert.Contains("aac", await Shell.FfprobeAsync(kept, "stream=codec_name", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    public void Dispose() => _files.Dispose();

    private static async Task ChooseAsync(IPage page, string path)
    {
        await Expect(page.Locator("[data-upload] [data-pick]")).ToBeEnabledAsync(new() { Timeout = 120_000 });   // its script listens
        await page.Locator("[data-upload] input[type=file]").SetInputFilesAsync(path);
    }
}
