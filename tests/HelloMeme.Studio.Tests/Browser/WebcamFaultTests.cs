using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Acting live where something is in the way: each time a sentence with the remedy, and no camera left on.</summary>
[Collection(OwnBrowser.Tests)]
public sealed class WebcamFaultTests(StudioServer server, ChromiumBrowser browser) : IClassFixture<StudioServer>, IClassFixture<ChromiumBrowser>
{
    /// <summary>A camera that sees a grey wall; whatever it is told, it says in window.cameras.</summary>
    private const string Wall = """
        window.cameras = [];
        navigator.mediaDevices.getUserMedia = async () => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
          const pixels = canvas.getContext("2d");
          setInterval(() => { pixels.fillStyle = `rgb(120, 130, ${140 + (Date.now() / 40) % 8})`; pixels.fillRect(0, 0, 640, 480); }, 40);
          const stream = canvas.captureStream(25);
          window.cameras.push(stream.getVideoTracks()[0]);
          return stream;
        };
        """;

    [Theory]
    [InlineData("NotAllowedError", "allow it in the browser's address bar")]
    [InlineData("NotFoundError", "No camera was found: connect one")]
    [InlineData("NotReadableError", "Another program uses the camera: close it there")]
    public async Task Camera_that_cannot_be_opened_says_why(string name, string sentence)
    {
        var (page, errors) = await OpenAsync($"navigator.mediaDevices.getUserMedia = async () => {{ throw new DOMException('', '{name}'); }};");
        await Expect(Alert(page)).ToContainTextAsync(sentence);
        await Screenshots.SaveAsync(page, $"webcam-{name}-390");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Act live" })).ToBeVisibleAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Page_without_https_is_told_so()
    {
        var (page, errors) = await OpenAsync("Object.defineProperty(navigator, 'mediaDevices', { value: undefined });");
        await Expect(Alert(page)).ToContainTextAsync("open the studio through HTTPS or on localhost");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Browser_without_webgl_is_told_so_and_its_camera_is_off()
    {
        var (page, errors) = await OpenAsync(Wall + ChromiumBrowser.NoWebGl);
        await Expect(Alert(page)).ToContainTextAsync("WebGL 2");
        await page.UntilAsync("window.cameras.every(c => c.readyState === 'ended')");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Nobody_before_the_camera_a_camera_that_goes_and_a_switch_are_answered()
    {
        var (page, errors) = await OpenAsync(Wall);
        await Expect(page.Locator("[data-hint]")).ToContainTextAsync("No face is seen: come into the light");
        await Screenshots.SaveAsync(page, "webcam-no-face-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Expect(Alert(page)).ToContainTextAsync("does not know your face at rest yet");

        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await page.UntilAsync("window.cameras.length === 1 && window.cameras[0].readyState === 'ended'");
        await page.GetByRole(AriaRole.Button, new() { Name = "Act live" }).ClickAsync();
        await Expect(page.Locator("[data-hint]")).ToContainTextAsync("No face is seen");
        await page.EvaluateAsync("window.cameras[1].dispatchEvent(new Event('ended'))");
        await Expect(Alert(page)).ToContainTextAsync("The camera went away: connect it again");

        await page.GetByRole(AriaRole.Button, new() { Name = "Act live" }).ClickAsync();
        await Expect(page.Locator("[data-hint]")).ToContainTextAsync("No face is seen");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use another photo" }).ClickAsync();
        await page.UntilAsync("window.cameras.length === 3 && window.cameras.every(c => c.readyState === 'ended')");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Second_tab_takes_the_place_and_the_first_is_told()
    {
        var (page, errors) = await OpenAsync(Wall);
        await Expect(page.Locator("[data-hint]")).ToContainTextAsync("No face is seen");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await other.GetByRole(AriaRole.Button, new() { Name = "Act live" }).ClickAsync();
        await Expect(other.Locator("[data-hint]")).ToContainTextAsync("No face is seen");
        await page.BringToFrontAsync();
        await Expect(Alert(page)).ToContainTextAsync("in one tab only");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Studio_that_goes_away_is_missed_and_found_again()
    {
        var (page, _) = await OpenAsync(Wall); // a console that misses the studio is right to complain
        await Expect(page.Locator("[data-hint]")).ToContainTextAsync("No face is seen");
        await server.StopAsync();
        await Expect(page.Locator("[data-hint]")).ToContainTextAsync("The studio is out of reach");
        await server.InitializeAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Act live" }).ClickAsync(); // the page was loaded again
        await Expect(page.Locator("[data-hint]")).ToContainTextAsync("No face is seen");
    }

    private static ILocator Alert(IPage page) => page.Locator("[data-webcam] [role=alert]");

    private async Task<VisitorPage> OpenAsync(string script)
    {
        var opened = await browser.OpenAsync(server.Address, 390, 844, script);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Try Theo" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Act live" }).ClickAsync(new() { Timeout = 120_000 });
        return opened;
    }
}
