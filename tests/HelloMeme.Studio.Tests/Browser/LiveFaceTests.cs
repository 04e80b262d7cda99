using System.Globalization;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The live face of the browser against the renderer here: the same portrait, the same motion, two pictures.</summary>
[Collection(SharedStudio.Tests)]
public sealed class LiveFaceTests(StudioServer server, ChromiumBrowser browser, ITestOutputHelper output)
{
    private const double InFace = 0.97, InMouthAndEyes = 0.95;

    [Fact]
    public async Task Browser_draws_what_the_renderer_draws()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        var options = new DraftOptions { Square = 512 };
        var failures = new List<string>();
        var count = 0;
        output.WriteLine("portrait      motion   face   mouth   eyes");
        foreach (var portrait in LiveCases.Portraits())
        {
            using var _ = portrait;
            using var regions = new LiveRegions(portrait, options);
            using var renderer = new DraftRenderer(portrait.Picture, portrait.Landmarks, portrait.Mask, options);
            using var expected = renderer.NewFrame();
            await LiveStage.LoadAsync(page, LivePortrait.Pack(portrait.Picture, portrait.Landmarks, portrait.Mask, options));
            foreach (var (name, motion) in LiveCases.Motions)
            {
                renderer.Render(motion, expected);
                using var drawn = await DrawAsync(page, motion);
                var (face, mouth, eyes) = regions.Compare(expected, drawn, motion);
                var line = string.Create(CultureInfo.InvariantCulture, $"{portrait.Name,-13} {name,-7} {face:0.0000} {mouth:0.0000} {eyes:0.0000}");
                output.WriteLine(line);
                if (face < InFace || mouth < InMouthAndEyes || eyes < InMouthAndEyes) failures.Add(line);
                Keep(portrait.Name, name, expected, drawn);
                count++;
            }
        }

        Assert.True(count >= 40, $"{count} pairs");
        Assert.Empty(failures);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Rest_is_the_photo()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        var options = new DraftOptions { Square = 512 };
        using var portrait = LiveCases.Portraits().First();
        using var renderer = new DraftRenderer(portrait.Picture, portrait.Landmarks, portrait.Mask, options);
        using var expected = renderer.NewFrame();
        renderer.Render(MotionFrame.Rest, expected);
        await LiveStage.LoadAsync(page, LivePortrait.Pack(portrait.Picture, portrait.Landmarks, portrait.Mask, options));
        using var drawn = await DrawAsync(page, MotionFrame.Rest);
        Assert.Equal(expected.Pixels.ToArray(), drawn.Pixels.ToArray());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Lost_graphics_context_heals()
    {
        var (page, errors) = await browser.OpenAsync(server.Address, script: """
            const own = HTMLCanvasElement.prototype.getContext;
            window.contexts = [];
            HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
              const context = own.call(this, kind, ...rest);
              if (kind === "webgl2") window.contexts.push(context);
              return context;
            };
            window.painted = (canvas) => canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0] > 0;
            """, moves: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await page.Locator("canvas[data-tile][data-frame]").Nth(Presets.All.Count - 1).WaitForAsync();
        for (var context = 0; context < 2; context++)
        {
            await page.EvaluateAsync(
                """
                (number) => {
                  window.contexts[number].getExtension("WEBGL_lose_context").loseContext();
                  for (const tile of document.querySelectorAll("canvas[data-tile]")) tile.getContext("2d").clearRect(0, 0, tile.width, tile.height);
                }
                """,
                context);
            await page.UntilAsync($"window.contexts.length === {context + 2} && [...document.querySelectorAll('canvas[data-tile]')].every(window.painted)");
        }

        var tile = page.Locator("button.preset").First;
        await tile.HoverAsync();
        var before = await tile.Locator("canvas").GetAttributeAsync("data-frame");
        await page.UntilAsync($"document.querySelector('canvas[data-tile]').dataset.frame !== '{before}'");
        await tile.ClickAsync();
        await page.Locator("canvas[data-preview][data-frame]").WaitForAsync();
        Assert.DoesNotContain(errors, e => !e.Contains("CONTEXT_LOST", StringComparison.Ordinal)); // Chromium itself tells that
    }

    private static async Task<Frame> DrawAsync(IPage page, MotionFrame motion)
    {
        var png = await page.EvaluateAsync<string>(
            """
            (values) => {
              const { stage, face, canvas } = window.live;
              stage.draw(face, values, canvas);
              return canvas.toDataURL("image/png").split(",")[1];
            }
            """,
            LiveStage.Numbers(motion));
        return FrameCodec.Decode(Convert.FromBase64String(png));
    }

    /// <summary>Both pictures side by side, for a person to look at.</summary>
    private static void Keep(string portrait, string motion, Frame expected, Frame drawn)
    {
        if (Environment.GetEnvironmentVariable("HELLOMEME_SCREENSHOTS") is not { Length: > 0 } folder) return;
        using var both = new Frame(expected.Width + drawn.Width, expected.Height);
        for (var y = 0; y < both.Height; y++)
        {
            expected.Row(y).CopyTo(both.Row(y));
            drawn.Row(y).CopyTo(both.Row(y)[(3 * expected.Width)..]);
        }

        File.WriteAllBytes(Path.Combine(folder, $"live-{portrait}-{motion}.png"), FrameCodec.EncodePng(both));
    }
}
