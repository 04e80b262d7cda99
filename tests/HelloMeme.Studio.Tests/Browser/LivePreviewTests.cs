using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Motions are chosen on faces that the browser draws itself; a browser that cannot is told so and served pictures.</summary>
[Collection(SharedStudio.Tests)]
public sealed class LivePreviewTests(StudioServer server, ChromiumBrowser browser)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task Motions_are_chosen_without_a_picture_from_the_server()
    {
        var (page, errors) = await browser.OpenAsync(server.Address, moves: true);
        var served = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url.Contains("/api/previews/", StringComparison.Ordinal)) served.Add(request.Url);
        };
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await Expect(page.Locator("canvas[data-tile][data-frame]")).ToHaveCountAsync(Presets.All.Count, new() { Timeout = 120_000 });
        Assert.True(await page.EvaluateAsync<bool>(Painted, "canvas[data-tile]"), "The tiles are empty.");

        var tile = page.Locator("button.preset").First;
        await tile.HoverAsync();
        var before = await tile.Locator("canvas").GetAttributeAsync("data-frame");
        await page.UntilAsync($"document.querySelector('canvas[data-tile]').dataset.frame !== '{before}'");

        await tile.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("canvas[data-preview][data-frame]")).ToBeVisibleAsync(Patient);
        await Expect(page.GetByText("Drawing the preview")).ToHaveCountAsync(0);
        Assert.True(await page.EvaluateAsync<bool>(Painted, "canvas[data-preview]"), "The large preview is empty.");
        await Screenshots.SaveAsync(page, "live-create");

        await page.ReloadAsync();
        await Expect(page.Locator("canvas[data-preview][data-frame]")).ToBeVisibleAsync(Patient);
        Assert.Empty(served);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Faces_keep_still_for_whoever_asked_for_less_motion()
    {
        var (page, errors) = await ChosenAsync(moves: false);
        await page.Locator("button.preset").Nth(1).HoverAsync();
        var frames = await page.EvaluateAsync<string[]>(Frames);
        await page.EvaluateAsync("new Promise((done) => setTimeout(done, 500))"); // a dozen pictures of each, if they moved
        Assert.Equal(frames, await page.EvaluateAsync<string[]>(Frames));
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.NoPreference });
        await page.UntilAsync($"JSON.stringify({Frames}) !== '{System.Text.Json.JsonSerializer.Serialize(frames)}'");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Another_shape_leaves_the_picture_until_its_own_has_come()
    {
        var (page, errors) = await ChosenAsync();
        var (asked, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync(address => address.Contains("/live", StringComparison.Ordinal) && address.Contains("shape=NineToSixteen", StringComparison.Ordinal), async route =>
        {
            asked.TrySetResult();
            await held.Task;
            await route.ContinueAsync();
        });
        await page.EvaluateAsync(
            """
            (() => {
              window.seen = [];
              const look = () => {
                const canvas = document.querySelector("canvas[data-preview]");
                const [red, green, blue] = canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data;
                window.seen.push({ light: red + green + blue, frame: canvas.dataset.frame, tall: canvas.height / canvas.width > 1.7 });
                requestAnimationFrame(look);
              };
              look();
            })()
            """);
        await page.GetByRole(AriaRole.Radio, new() { Name = "9:16" }).CheckAsync();
        await asked.Task;
        await page.EvaluateAsync("window.seen = []");
        await page.UntilAsync("window.seen.length > 20");
        Assert.True(await page.EvaluateAsync<bool>("window.seen.every(({ frame }) => frame === window.seen[0].frame)"), "The old face was drawn without its pictures.");
        held.SetResult();
        await page.UntilAsync("window.seen.at(-1).tall && window.seen.at(-1).frame !== window.seen[0].frame");
        Assert.True(await page.EvaluateAsync<bool>("window.seen.every(({ light }) => light > 0)"), "The preview was black.");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_face_that_cannot_be_drawn_stops_no_other()
    {
        var (page, errors) = await ChosenAsync("""
            const own = WebGL2RenderingContext.prototype.useProgram;
            WebGL2RenderingContext.prototype.useProgram = function (program) {
              if (!window.breaks) return own.call(this, program);
              window.breaks = false;
              throw new Error("Broken once.");
            };
            """);
        await page.Locator("button.preset").Nth(1).HoverAsync();   // it moves, and so does the large one, whatever a picture costs here
        await page.EvaluateAsync("window.breaks = true");
        await page.UntilAsync("window.breaks === false");
        await page.EvaluateAsync($"window.frames = {Frames}");
        await page.UntilAsync("[...document.querySelectorAll('canvas[data-frame]')].some((c, i) => c.dataset.frame !== window.frames[i])");
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains("Broken once.", error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Browser_without_webgl_is_told_and_served()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        await page.AddInitScriptAsync(ChromiumBrowser.NoWebGl);
        await page.ReloadAsync();
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await Expect(page.GetByText("This browser cannot draw the previews itself")).ToBeVisibleAsync(Patient);
        await Expect(page.Locator("img[data-tile]").First).ToBeVisibleAsync(Patient);
        await page.Locator("button.preset").First.ClickAsync();
        await Expect(page.Locator("img[data-preview]")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, "live-create-without-webgl");
        Assert.Empty(errors);
    }

    /// <summary>A drawn face with its first motion, in tiles and large.</summary>
    private async Task<VisitorPage> ChosenAsync(string? script = null, bool moves = true)
    {
        var opened = await browser.OpenAsync(server.Address, script: script, moves: moves);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await Expect(opened.Page.Locator("canvas[data-tile][data-frame]")).ToHaveCountAsync(Presets.All.Count, new() { Timeout = 120_000 });
        await opened.Page.Locator("button.preset").First.ClickAsync();
        await Expect(opened.Page.Locator("canvas[data-preview][data-frame]")).ToBeVisibleAsync(Patient);
        return opened;
    }

    private const string Frames = "[...document.querySelectorAll('canvas[data-frame]')].map((c) => c.dataset.frame)";

    /// <summary>Some pixel in the middle has a colour.</summary>
    private const string Painted =
        "selector => [...document.querySelectorAll(selector)].every(c => c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1).data[0] > 0)";
}
