using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The whole way of a first visitor and of the stranger she shows it to, through the real pages and the real worker.</summary>
[Collection(SharedStudio.Tests)]
public sealed class JourneyTests(StudioServer server, ChromiumBrowser browser, SampleFiles files) : IClassFixture<SampleFiles>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

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
    public async Task Photo_becomes_a_meme_that_a_stranger_downloads_with_its_captions()
    {
        var (page, errors) = await browser.OpenAsync(server.Address, script: NoteDrawings, moves: true);
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Choose a photo" }).ClickAsync());
        await chooser.SetFilesAsync(files.Portrait("mira", 1024));
        await page.GetByRole(AriaRole.Button, new() { Name = "Laugh" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByLabel("Text on top").FillAsync("Nobody moves");
        await page.GetByLabel("Text at the bottom").FillAsync("But me");
        await Expect(page.Locator("[data-caption]")).ToHaveCountAsync(2, new() { Timeout = 120_000 });
        await page.GetByText("Fine tuning").ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Ping-pong" }).CheckAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(Patient);
        var previews = await page.EvaluateAsync<int>("window.previews.size");
        Assert.True(previews >= 5, $"Only {previews} distinct previews were drawn.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Share it" }).ClickAsync();
        await page.ArrivesAsync("/m/");

        var (stranger, strangerErrors) = await browser.OpenAsync(new Uri(page.Url), 390, 844);
        await Expect(stranger.GetByText("Moved by a machine")).ToBeVisibleAsync();
        await Expect(stranger.GetByText("Only you see this")).ToHaveCountAsync(0);
        var download = await stranger.RunAndWaitForDownloadAsync(() => stranger.GetByRole(AriaRole.Link, new() { Name = "MP4", Exact = true }).ClickAsync());
        var film = files.In("downloaded.mp4");
        await download.SaveAsAsync(film);
        await CheckFilmAsync(film);
        TestContext.Current.TestOutputHelper!.WriteLine($"{previews} distinct previews on the canvas.");
        Assert.Empty(errors);
        Assert.Empty(strangerErrors);
    }

    // Every frame decodes; white letters stand at the top and at the bottom, and none between, of the first, a middle and the last one.
    private static async Task CheckFilmAsync(string film)
    {
        var info = await VideoInfo.ReadAsync(film, Token);
        var count = 0;
        await foreach (var frame in VideoReader.ReadAsync(info, cancel: Token))
        {
            using (frame)
            {
                if (count++ % 20 != 0) continue;
                var (top, middle, bottom) = (White(frame, 0, 0.25), White(frame, 0.35, 0.65), White(frame, 0.75, 1));
                Assert.True(Math.Min(top, bottom) > 0.01 && middle < 0.005, $"Frame {count}: white {top:P1} at the top, {middle:P1} in the middle, {bottom:P1} at the bottom.");
            }
        }

        Assert.InRange(count, info.FrameCount - 1, info.FrameCount + 1);
        Assert.True(count > 60);
    }

    private static double White(Frame frame, double from, double to)
    {
        var (white, all) = (0, 0);
        for (var y = (int)(from * frame.Height); y < (int)(to * frame.Height); y++)
        {
            var row = frame.Row(y);
            for (var x = 0; x < frame.Width; x++, all++) white += row[3 * x] > 240 && row[3 * x + 1] > 240 && row[3 * x + 2] > 240 ? 1 : 0;
        }

        return (double)white / all;
    }
}
