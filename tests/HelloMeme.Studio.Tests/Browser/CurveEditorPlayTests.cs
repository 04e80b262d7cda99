using System.Globalization;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Transport on a captured clip: playing, the sound in step, the driver's frame beside the face.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorPlayTests(CapturedMotion motion)
{
    /// <summary>Notes what sound is asked to play, and when.</summary>
    private const string Ears = """
        window.heard = [];
        const start = AudioBufferSourceNode.prototype.start;
        AudioBufferSourceNode.prototype.start = function (when, offset) { window.heard.push({ node: this, offset, at: this.context.currentTime, rate: this.playbackRate.value, context: this.context }); return start.call(this, when, offset); };
        const stop = AudioBufferSourceNode.prototype.stop;
        AudioBufferSourceNode.prototype.stop = function () { const own = window.heard.find((h) => h.node === this); if (own) own.over = true; return stop.call(this); };
        """;

    [Fact]
    public async Task Playing_moves_the_playhead_and_the_sound_is_in_step()
    {
        var editor = await motion.OpenAsync(script: Ears);
        var page = editor.Page;
        await page.UntilAsync("!document.querySelector('.ce-sound-lane').hidden");
        await editor.SettleAsync();
        var heights = await page.EvaluateAsync<int[]>(
            """
            () => {
              const canvas = document.querySelector('.ce-sound-lane canvas');
              const { width, height } = canvas;
              const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
              return Array.from({ length: 64 }, (_, i) => {
                const x = Math.floor(width * (0.06 + 0.9 * i / 64));
                return Array.from({ length: height }, (_, y) => data[4 * (y * width + x) + 3] > 0 ? 1 : 0).reduce((a, b) => a + b);
              });
            }
            """);
        Assert.True(heights.Count(height => height > 8) > 48, $"The waveform is {string.Join(' ', heights)} pixels high.");
        await editor.SeekAsync(0);
        await editor.PressAsync("Space");
        await page.UntilAsync("Number(document.querySelector('.ce-scrub').value) > 4");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();

        // Sound and playhead, looked at in the same moment, several times.
        var rate = (await editor.ProjectAsync()).Track.Rate;
        for (var i = 0; i < 8; i++)
        {
            var away = await page.EvaluateAsync<double>(
                """
                (rate) => new Promise((done) => {
                  const scrub = document.querySelector('.ce-scrub');
                  const before = scrub.value;
                  const look = () => {
                    if (scrub.value === before) return requestAnimationFrame(look);
                    const { offset, at, rate: speed, context } = window.heard.findLast((h) => !h.over);
                    done((offset + (context.currentTime - (context.outputLatency || 0) - at) * speed) * rate - Number(scrub.value));
                  };
                  requestAnimationFrame(look);
                })
                """, rate);
            Assert.InRange(away, -1, 2);   // the playhead shows the frame that is heard, and the next one has not begun
        }

        await editor.PressAsync("]");
        await page.UntilAsync("window.heard.at(-1).rate === 1.5");
        await editor.PressAsync("Space");
        var stopped = await editor.FrameAsync();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(stopped, await editor.FrameAsync());
        Assert.True(await page.EvaluateAsync<bool>("window.heard.at(-1).over"));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_range_plays_round_and_round_or_once()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        await editor.SeekAsync(10);
        await page.GetByRole(AriaRole.Button, new() { Name = "Range starts here" }).ClickAsync();
        await editor.SeekAsync(16);
        await page.GetByRole(AriaRole.Button, new() { Name = "Range ends here" }).ClickAsync();
        await page.EvaluateAsync("""
            (() => { window.seen = []; const scrub = document.querySelector('.ce-scrub'); const look = () => { const v = Number(scrub.value); if (window.seen.at(-1) !== v) window.seen.push(v); requestAnimationFrame(look); }; look(); })()
            """);
        await page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }).ClickAsync();
        await page.UntilAsync("window.seen.filter((v, i) => v < window.seen[i - 1]).length >= 2");
        var seen = await page.EvaluateAsync<int[]>("window.seen");
        Assert.All(seen, frame => Assert.InRange(frame, 10, 16));
        await editor.PressAsync("L");
        await page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true }).WaitForAsync();
        Assert.Equal(16, await editor.FrameAsync());

        // Trimmed to it, nothing is marked, the playhead is on the last frame, and all seven frames play.
        await editor.PressAsync("C");
        await Expect(page.Locator(".ce-range-text")).ToBeHiddenAsync();
        Assert.Equal(6, await editor.FrameAsync());
        await page.EvaluateAsync("window.seen = []");
        await editor.PressAsync("Space");
        await page.UntilAsync("window.seen.at(-1) === 6 && window.seen.includes(0)");
        Assert.Equal(7, (await editor.ProjectAsync()).Track.Length);
        await editor.CloseAsync();
    }

    [Fact]
    public async Task The_waveform_scrubs_a_double_click_on_the_ruler_unmarks_and_the_list_sets_the_speed()
    {
        var editor = await motion.OpenAsync(script: Ears);
        var page = editor.Page;
        await page.UntilAsync("!document.querySelector('.ce-sound-lane').hidden");
        await editor.PlaneAsync();
        var lane = (await page.Locator(".ce-sound-lane").BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(lane.X + 160, lane.Y + 20);
        var pressed = await editor.FrameAsync();
        Assert.True(pressed > 3);
        await editor.DragAsync((lane.X + 160, lane.Y + 20), 240, 0);
        Assert.True(await editor.FrameAsync() > pressed + 5);

        await page.Locator(".ce-plane").FocusAsync();
        await editor.PressAsync("Shift+I");
        await Expect(page.Locator(".ce-range-text")).ToBeVisibleAsync();
        var ruler = (await page.Locator(".ce-ruler").BoundingBoxAsync())!;
        await page.Mouse.DblClickAsync(ruler.X + 300, ruler.Y + 10);
        await Expect(page.Locator(".ce-range-text")).ToBeHiddenAsync();

        var speed = page.GetByLabel("Speed", new() { Exact = true });
        await speed.SelectOptionAsync("0.5");
        await page.Locator(".ce-plane").FocusAsync();
        await editor.PressAsync("Space");
        await page.UntilAsync("window.heard.at(-1)?.rate === 0.5");
        await editor.PressAsync("Space");
        await speed.FocusAsync();
        await editor.PressAsync("ArrowDown");
        await Expect(speed).ToHaveValueAsync("1");
        await page.Locator(".ce-plane").FocusAsync();
        await editor.PressAsync("Space");
        await page.UntilAsync("window.heard.at(-1).rate === 1");
        await editor.PressAsync("Space");
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Face_and_driver_follow_the_playhead()
    {
        var editor = await motion.OpenAsync(face: true);
        var page = editor.Page;
        await page.Locator(".ce-portrait[data-ready=true]").First.WaitForAsync();
        await editor.SeekAsync(20);
        var rate = (await editor.ProjectAsync()).Track.Rate;
        await page.UntilAsync($"Math.abs(document.querySelector('video.ce-driver').currentTime - {(20 / rate).ToString(CultureInfo.InvariantCulture)}) < {(1 / rate).ToString(CultureInfo.InvariantCulture)}");
        await Screenshots.SaveAsync(page, "curves-face-1440");
        await editor.CloseAsync();
    }
}
