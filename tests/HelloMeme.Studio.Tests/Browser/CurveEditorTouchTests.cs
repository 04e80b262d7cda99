using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Select, move, add, scrub, a box and a pinch with fingers on a phone.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorTouchTests(CapturedMotion motion)
{
    private const string Channel = "cheekPuff";

    [Fact]
    public async Task Fingers_add_select_move_box_scrub_and_zoom()
    {
        var editor = await motion.OpenAsync(390, 844, face: true);
        await editor.ShowOnlyAsync(Channel);
        var touch = await editor.Page.Context.NewCDPSessionAsync(editor.Page);

        // 1. A double tap adds
        foreach (var (frame, value) in ((int, double)[])[(8, 0.3), (28, 0.7)])
        {
            var place = await editor.PlaceAsync(frame, value);
            await TapAsync(touch, place);
            await TapAsync(touch, place);
            await editor.SettleAsync();
            await Task.Delay(450, TestContext.Current.CancellationToken);   // the next tap is no third one
        }

        Assert.Equal(2, await editor.KeyCountAsync());

        // 2. A tap selects, near is enough; a drag moves
        var key = await editor.KeyPlaceAsync(0);
        await TapAsync(touch, (key.X + 9, key.Y - 8));
        await editor.SettleAsync();
        Assert.Equal(1, await editor.SelectedAsync());
        var before = (await editor.KeysAsync(Channel))[0];
        await SwipeAsync(touch, key, 40, -50);
        await editor.SettleAsync();
        var after = (await editor.KeysAsync(Channel))[0];
        Assert.True(after.GetProperty("frame").GetDouble() > before.GetProperty("frame").GetDouble());
        Assert.True(after.GetProperty("value").GetDouble() > before.GetProperty("value").GetDouble());

        // 3. Held still on free ground, a finger draws a box
        var (x, y, width, height) = await editor.PlaneAsync();
        await TouchAsync(touch, "touchStart", (x + 50, y + 30));
        await Task.Delay(700, TestContext.Current.CancellationToken);
        for (var i = 1; i <= 6; i++) await TouchAsync(touch, "touchMove", (x + 50 + i * (width - 70) / 6, y + 30 + i * (height - 50) / 6));
        await TouchAsync(touch, "touchEnd");
        await editor.SettleAsync();
        Assert.Equal(2, await editor.SelectedAsync());

        // 4. So does the mode button, at once
        await TapAsync(touch, (x + width - 12, y + 12));
        await editor.Page.Locator("[data-verb=tool-box]").First.ClickAsync();
        await SwipeAsync(touch, (x + 50, y + 30), width - 70, height - 50);
        await editor.SettleAsync();
        Assert.Equal(2, await editor.SelectedAsync());
        await editor.Page.Locator("[data-verb=tool-select]").First.ClickAsync();

        // 5. The ruler scrubs, two fingers zoom
        await editor.Page.Locator(".ce-ruler").ScrollIntoViewIfNeededAsync();
        var ruler = (await editor.Page.Locator(".ce-ruler").BoundingBoxAsync())!;
        await SwipeAsync(touch, (ruler.X + 60, ruler.Y + 12), 150, 0);
        Assert.True(await editor.FrameAsync() > 5);
        (x, y, width, height) = await editor.PlaneAsync();
        var places = await Task.WhenAll(editor.KeyPlaceAsync(0), editor.KeyPlaceAsync(1));
        for (var i = 0; i <= 6; i++)
        {
            object[] points = [Point(x + 150 - 10 * i, y + 20, 1), Point(x + 220 + 10 * i, y + 20, 2)];
            await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = i == 0 ? "touchStart" : "touchMove", ["touchPoints"] = points });
        }

        await TouchAsync(touch, "touchEnd");
        await editor.SettleAsync();
        var frames = await editor.Page.EvaluateAsync<double>("(() => { const look = JSON.parse(localStorage[Object.keys(localStorage).find((k) => k.startsWith('hellomeme-look'))]); return look.frames.to - look.frames.from; })()");
        Assert.True(frames < (await editor.ProjectAsync()).Track.Length - 5, $"{frames} frames are seen; fingers were at {places[0].X} and {places[1].X}");
        Assert.True(await editor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the phone.");
        await Screenshots.SaveAsync(editor.Page, "curves-touch-390");
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Two_fingers_that_rest_draw_no_box_and_a_held_finger_opens_no_menu()
    {
        var editor = await motion.OpenAsync(390, 844, layer: """{ "name": "Edits", "kind": "edits", "mode": "additive", "curves": { "cheekPuff": { "keys": [{ "frame": 8, "value": 0.3 }, { "frame": 28, "value": 0.7 }] } } }""", face: true);
        await editor.ShowOnlyAsync(Channel);
        Assert.Equal(2, await editor.KeyCountAsync());
        var touch = await editor.Page.Context.NewCDPSessionAsync(editor.Page);
        var (x, y, width, height) = await editor.PlaneAsync();
        object[] both = [Point(x + 50, y + 30, 1), Point(x + 60, y + 30, 2)];

        // 1. Both land at once; they are up again before a box would begin, or rest and part later
        await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchStart", ["touchPoints"] = both });
        await TouchAsync(touch, "touchEnd");
        await Task.Delay(600, TestContext.Current.CancellationToken);
        await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchStart", ["touchPoints"] = both });
        await Task.Delay(600, TestContext.Current.CancellationToken);
        await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchMove", ["touchPoints"] = new[] { Point(x + width - 20, y + height - 20, 1), both[1] } });
        Assert.Equal(0, await editor.SelectedAsync());
        await TouchAsync(touch, "touchEnd");

        // 2. What Android sends after half a second
        await TouchAsync(touch, "touchStart", (x + 50, y + 30));
        await Task.Delay(600, TestContext.Current.CancellationToken);
        await editor.Page.EvaluateAsync("document.querySelector('.ce-plane').dispatchEvent(new PointerEvent('contextmenu', { pointerType: 'touch', bubbles: true, cancelable: true }))");
        await Assertions.Expect(editor.Page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
        await TouchAsync(touch, "touchMove", (x + width - 20, y + height - 20));
        await TouchAsync(touch, "touchEnd");
        Assert.Equal(2, await editor.SelectedAsync());
        await editor.CloseAsync();
    }

    private static async Task TapAsync(ICDPSession touch, (float X, float Y) at)
    {
        await TouchAsync(touch, "touchStart", at);
        await TouchAsync(touch, "touchEnd");
    }

    private static async Task SwipeAsync(ICDPSession touch, (float X, float Y) from, float dx, float dy)
    {
        for (var step = 0; step <= 6; step++) await TouchAsync(touch, step == 0 ? "touchStart" : "touchMove", (from.X + dx * step / 6, from.Y + dy * step / 6));
        await TouchAsync(touch, "touchEnd");
    }

    private static Task TouchAsync(ICDPSession touch, string type, (float X, float Y)? at = null) =>
        touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = type, ["touchPoints"] = at is { } p ? new object[] { Point(p.X, p.Y, 1) } : [] });

    private static Dictionary<string, object> Point(float x, float y, int id) => new() { ["x"] = x, ["y"] = y, ["id"] = id };
}
