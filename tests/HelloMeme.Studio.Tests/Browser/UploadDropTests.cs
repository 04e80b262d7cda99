using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The upload zone of the start page in a real browser.</summary>
[Collection(OwnBrowser.Tests)]
public sealed class UploadDropTests(StudioServer server, ChromiumBrowser browser) : IClassFixture<StudioServer>, IClassFixture<ChromiumBrowser>
{
    // Hands the page a file as a drag or the clipboard would.
    private const string HandOver = """
        ([kind, type, base64]) => {
          const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], "me.png", { type }));
          const zone = document.querySelector("[data-upload]");
          zone.dispatchEvent(kind === "drop"
            ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """;

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Picker_takes_a_photo_and_shows_it_after_a_reload_too(int width, int height)
    {
        var (page, errors) = await OpenAsync(width, height);
        await Screenshots.SaveAsync(page, $"create-empty-{width}");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Choose a photo" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "me.png", MimeType = "image/png", Buffer = TestFiles.Png(seed: 51) });
        await SeesPortraitAsync(page, 320);
        await Screenshots.SaveAsync(page, $"create-portrait-{width}");
        await page.ReloadAsync();
        await SeesPortraitAsync(page, 320);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("paste")]
    public async Task Dropped_and_pasted_photos_are_taken(string kind)
    {
        var (page, errors) = await OpenAsync();
        await page.EvaluateAsync(HandOver, new[] { kind, "image/png", Convert.ToBase64String(TestFiles.Png(400, 300, kind.Length)) });
        await SeesPortraitAsync(page, 400);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Refused_file_says_why_and_another_can_be_chosen()
    {
        var (page, _) = await OpenAsync();
        await ChooseAsync(page, "me.png", "image/png", "no picture at all"u8.ToArray());
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("neither a picture nor a clip");
        await Screenshots.SaveAsync(page, "create-refused");
        await ChooseAsync(page, "film.mp4", "video/mp4", [1, 2, 3]);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This is a clip: choose a photo here.");
        await ChooseAsync(page, "me.png", "image/png", TestFiles.Png(seed: 52));
        await SeesPortraitAsync(page, 320);
    }

    [Fact]
    public async Task Progress_is_shown_a_cut_is_resumed_and_cancel_leaves_nothing()
    {
        var (page, _) = await OpenAsync();
        var picture = Large(TestFiles.Png(seed: 53), 12_000_000);
        var slices = 0;
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/api/uploads/*?offset=*", async route =>
        {
            slices++;
            if (slices is 2) await route.AbortAsync("connectionreset"); // the cut
            else if (slices is 5) { await held.Task; await route.AbortAsync(); }
            else await route.ContinueAsync();
        });
        await ChooseAsync(page, "large.png", "image/png", picture);
        await Expect(page.GetByText("Sending large.png")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Portrait" }).GetByRole(AriaRole.Status)).ToContainTextAsync("left", new() { Timeout = 120_000 });
        while (slices < 5) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.NotEmpty(Parts());
        await Screenshots.SaveAsync(page, "create-sending");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        held.SetResult();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose a photo" })).ToBeVisibleAsync();
        for (var i = 0; i < 100 && Parts().Length > 0; i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Empty(Parts());

        await page.UnrouteAsync("**/api/uploads/*?offset=*");
        await ChooseAsync(page, "large.png", "image/png", picture);
        await SeesPortraitAsync(page, 320);
    }

    [Fact]
    public async Task Camera_takes_a_photo()
    {
        var (page, errors) = await OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take a photo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take the photo" })).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "create-camera");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the photo" }).ClickAsync();
        await Expect(page.GetByAltText("Your portrait")).ToBeVisibleAsync();
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Camera_without_https_says_what_it_needs()
    {
        var (page, _) = await OpenAsync();
        await page.EvaluateAsync("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take a photo" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("through HTTPS or on localhost");
    }

    // The page that records clips comes with the motions; its script is tried here as that page will call it.
    [Fact]
    public async Task Webcam_clip_is_recorded_and_kept()
    {
        var (page, _) = await OpenAsync();
        var asset = await page.EvaluateAsync<JsonElement>("""
            async () => {
              const { openCamera, recordClip, closeCamera } = await import("/js/upload/camera.js");
              const { sendInSlices } = await import("/js/upload/slices.js");
              const stop = new AbortController();
              const stream = await openCamera(document.createElement("video"), true);
              const file = await recordClip(stream, stop.signal, (second) => second === 2 && stop.abort());
              closeCamera(stream);
              return await sendInSlices(file, () => {}, new AbortController().signal);
            }
            """);
        Assert.Equal("clip", asset.GetProperty("kind").GetString());
        Assert.True(asset.GetProperty("hasSound").GetBoolean());
        Assert.InRange(asset.GetProperty("seconds").GetDouble(), 1, 4);
    }

    private async Task<VisitorPage> OpenAsync(int width = 1440, int height = 900)
    {
        var opened = await browser.OpenAsync(server.Address, width, height);
        await Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Choose a photo" })).ToBeEnabledAsync();
        return opened;
    }

    private string[] Parts() => Directory.Exists(Path.Combine(server.Data, "uploads")) ? Directory.GetFiles(Path.Combine(server.Data, "uploads")) : [];

    private static async Task SeesPortraitAsync(IPage page, int width)
    {
        var portrait = page.GetByAltText("Your portrait");
        await Expect(portrait).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(portrait).ToHaveJSPropertyAsync("naturalWidth", width);
    }

    private static Task ChooseAsync(IPage page, string name, string type, byte[] bytes) =>
        page.Locator("[data-upload] input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = bytes });

    private static byte[] Large(byte[] png, int length)
    {
        var large = new byte[length];
        new Random(1).NextBytes(large);
        png.CopyTo(large, 0);
        return large;
    }
}
