using System.Globalization;
using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The face is grabbed with mouse, fingers and arrow keys, on a captured clip: the landmark goes where the pointer goes.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorFaceTests(CapturedMotion motion)
{
    private const float Near = 3; // pixels

    /// <summary>How long each pointer move of a grab takes, all listeners together.</summary>
    private const string Stopwatch =
        """
        window.grabMoves = [];
        let started = 0;
        addEventListener("pointermove", (e) => { started = e.target.classList?.contains("ce-handle") && e.buttons ? performance.now() : 0; }, true);
        addEventListener("pointermove", () => { if (started) grabMoves.push(performance.now() - started); });
        """;

    [Fact]
    public async Task Mouse_moves_the_point_it_holds_and_each_drag_is_one_step()
    {
        var editor = await motion.OpenAsync(curves: false, script: Stopwatch, face: true);
        var page = editor.Page;
        await ReadyAsync(page);
        await editor.SeekAsync(6);
        var start = JsonElement.Parse(await editor.JsonAsync());
        (string Handle, string Label, float Dx, float Dy)[] drags =
        [
            ("brow-inner-left", "Inner left brow", 0, -4), ("brow-outer-right", "Outer right brow", 0, -3), ("lid-upper-left", "Upper left lid", 0, 4),
            ("lid-lower-right", "Lower right lid", 0, -1), ("gaze-right", "Gaze, right eye", -3, 1), ("mouth-left", "Mouth corner, left", 3, -3), ("jaw", "Jaw", 2, 7),
            ("head-turn", "Head: turn and nod", 18, -8), ("head-tilt", "Head: tilt", -12, 3), ("head-move", "Head: move", 10, 12),
        ];
        foreach (var (handle, label, dx, dy) in drags)
        {
            var before = await PlaceAsync(page, handle);
            await page.Mouse.MoveAsync(before.X, before.Y);
            await page.Mouse.DownAsync();
            editor.Frames.Clear();
            editor.Requests.Clear();
            await page.Mouse.MoveAsync(before.X + dx, before.Y + dy, new() { Steps = 6 });
            await editor.SettleAsync();
            var held = await PlaceAsync(page, handle);
            Assert.DoesNotContain(editor.Frames, length => length > 3);
            Assert.DoesNotContain(editor.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal));
            await page.Mouse.UpAsync();
            await editor.SettleAsync();
            var off = MathF.Sqrt(MathF.Pow(held.X - before.X - dx, 2) + MathF.Pow(held.Y - before.Y - dy, 2));
            Assert.True(off <= Near, $"{label} went {held.X - before.X:0.0}, {held.Y - before.Y:0.0} instead of {dx}, {dy}.");
            Assert.Equal(label, await editor.UndoLabelAsync());
        }

        Assert.NotEqual(0, await editor.PlayedAsync("headYaw", 6));
        await Screenshots.SaveAsync(page, "curves-grabbed");
        foreach (var _ in drags) await editor.PressAsync("Ctrl+Z");
        Assert.Equal("", await editor.UndoLabelAsync());
        Assert.True(JsonElement.DeepEquals(start, JsonElement.Parse(await editor.JsonAsync())));
        var moves = (await page.EvaluateAsync<double[]>("grabMoves")).Order().ToArray();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{moves.Length} moves of a grab: median {moves[moves.Length / 2]:0.0} ms, p95 {moves[(int)(moves.Length * 0.95)]:0.0} ms"));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Arrow_keys_move_a_handle_and_Escape_takes_it_back()
    {
        var editor = await motion.OpenAsync(curves: false, face: true);
        var page = editor.Page;
        await ReadyAsync(page);
        await editor.SeekAsync(10);
        var jaw = page.GetByRole(AriaRole.Button, new() { Name = "Jaw", Exact = true });
        var start = await editor.PlayedAsync("jawOpen", 10);
        var before = await PlaceAsync(page, "jaw");
        await jaw.FocusAsync();
        await editor.PressAsync("Shift+ArrowDown", "Shift+ArrowDown");
        Assert.True((await PlaceAsync(page, "jaw")).Y > before.Y + 2);
        Assert.True(await editor.PlayedAsync("jawOpen", 10) > start + 0.1);
        Assert.Equal("Jaw", await editor.UndoLabelAsync());
        Assert.Contains("jaw open", await page.Locator(".ce-said").TextContentAsync() ?? "", StringComparison.Ordinal);
        await editor.PressAsync("Ctrl+Z", "Ctrl+Z");

        await page.Keyboard.DownAsync("ArrowDown");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.UpAsync("ArrowDown");
        await editor.SettleAsync();
        Assert.Equal("", await editor.UndoLabelAsync());

        var handles = page.GetByRole(AriaRole.Button, new() { Name = "Handles" });
        await handles.ClickAsync();
        await Expect(jaw).ToBeHiddenAsync();
        await handles.ClickAsync();
        await Expect(jaw).ToBeVisibleAsync();
        var far = (await PlaceAsync(page, "gaze-left")).X - (await PlaceAsync(page, "gaze-right")).X;
        await page.GetByRole(AriaRole.Button, new() { Name = "Closer" }).ClickAsync();
        Assert.True((await PlaceAsync(page, "gaze-left")).X - (await PlaceAsync(page, "gaze-right")).X > 1.3 * far, "The face is no closer.");
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Every_handle_moves_by_arrow_keys_and_Escape_takes_back_a_drag()
    {
        var editor = await motion.OpenAsync(curves: false, face: true);
        var page = editor.Page;
        await ReadyAsync(page);
        await editor.SeekAsync(10);
        var start = await editor.JsonAsync();
        var handles = await page.Locator(".ce-handle").AllAsync();
        Assert.Equal(16, handles.Count);
        foreach (var handle in handles)
        {
            var way = (await handle.GetAttributeAsync("data-handle"))!.StartsWith("lid-lower", StringComparison.Ordinal) ? "ArrowUp" : "ArrowDown";
            await handle.PressAsync($"Shift+{way}");
            Assert.Equal(await handle.GetAttributeAsync("aria-label"), await editor.UndoLabelAsync());
            await editor.PressAsync("Ctrl+Z");
        }

        var (x, y) = await PlaceAsync(page, "jaw");
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x, y + 8, new() { Steps = 3 });
        await editor.SettleAsync();
        Assert.True((await PlaceAsync(page, "jaw")).Y > y + 3);
        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.MoveAsync(x, y + 12);
        await page.Mouse.UpAsync();
        await editor.SettleAsync();
        Assert.Equal((x, y), await PlaceAsync(page, "jaw"));
        Assert.Equal("", await editor.UndoLabelAsync());
        Assert.Equal(start, await editor.JsonAsync());
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Without_auto_key_a_grab_is_only_shown_and_says_so()
    {
        var editor = await motion.OpenAsync(face: true);
        var page = editor.Page;
        await ReadyAsync(page);
        await editor.PressAsync("Shift+C");
        await Expect(page.GetByText("Auto-key is off: what you drag is only shown.")).ToBeVisibleAsync();
        var start = JsonElement.Parse(await editor.JsonAsync());
        var before = await PlaceAsync(page, "jaw");
        await page.Mouse.MoveAsync(before.X, before.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(before.X, before.Y + 6, new() { Steps = 3 });
        await editor.SettleAsync();
        Assert.True((await PlaceAsync(page, "jaw")).Y > before.Y + 3);
        await page.Mouse.UpAsync();
        Assert.StartsWith("Auto-key is off, so nothing was written", await editor.SaidAsync(), StringComparison.Ordinal);
        Assert.True(MathF.Abs((await PlaceAsync(page, "jaw")).Y - before.Y) < 1);
        Assert.True(JsonElement.DeepEquals(start, JsonElement.Parse(await editor.JsonAsync())));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Linked_mouth_corners_go_apart_and_together()
    {
        var editor = await motion.OpenAsync(curves: false, face: true);
        var page = editor.Page;
        await ReadyAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Closer" }).ClickAsync();
        await editor.SeekAsync(70);
        foreach (var (handle, other, way) in ((string, string, int)[])[("mouth-left", "mouth-right", 1), ("mouth-right", "mouth-left", -1)])
        {
            foreach (var apart in (float[])[7, -7])
            {
                var (held, still) = (await PlaceAsync(page, handle), await PlaceAsync(page, other));
                await editor.DragAsync(held, way * apart, 0);
                var (heldThen, stillThen) = (await PlaceAsync(page, handle), await PlaceAsync(page, other));
                Assert.Equal(way * apart, heldThen.X - held.X, 1.5f);
                Assert.Equal(-way * apart, stillThen.X - still.X, 2.5f);   // a drawn face is not quite its own mirror image
                Assert.Equal(0, stillThen.Y - still.Y, 2f);
                Assert.Equal(apart > 0, await editor.PlayedAsync("mouthPucker", 70) < 0.05);
                await editor.PressAsync("Ctrl+Z");
            }
        }

        await editor.CloseAsync();
    }

    [Fact]
    public async Task Outside_the_marked_range_a_grab_says_so_and_a_slider_changes_the_range()
    {
        var editor = await motion.OpenAsync(curves: false, face: true);
        var page = editor.Page;
        await ReadyAsync(page);
        var start = await editor.JsonAsync();
        await editor.SeekAsync(10);
        await editor.PressAsync("I");
        await editor.SeekAsync(20);
        await editor.PressAsync("O");
        await page.GetByRole(AriaRole.Button, new() { Name = "Marked range" }).ClickAsync();
        await editor.SeekAsync(30);
        await Expect(page.Locator(".ce-simple .ce-note")).ToContainTextAsync("the playhead is outside");

        var before = await PlaceAsync(page, "jaw");
        await editor.DragAsync(before, 0, 8, steps: 3);
        Assert.StartsWith("The playhead is outside the marked range", await editor.SaidAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await PlaceAsync(page, "jaw"));
        Assert.Equal(start, await editor.JsonAsync());

        await page.Locator("[data-macro=smile] input").FocusAsync();
        await page.Keyboard.PressAsync("End");
        Assert.Matches("^Smile is changed from .* to .*; the playhead is outside\\.$", await editor.SaidAsync());
        Assert.Equal(1, await editor.PlayedAsync("mouthSmileLeft", 15), 1e-6);
        Assert.Equal(MotionProject.FromJson(start).Played().Evaluate(30)["mouthSmileLeft"], await editor.PlayedAsync("mouthSmileLeft", 30));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_driving_picture_stands_beside_the_face_and_its_captured_keys_are_none_to_take_hold_of()
    {
        var editor = await motion.OpenPictureAsync();
        var page = editor.Page;
        await ReadyAsync(page);
        await Expect(page.GetByAltText("The driving picture")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<int>("document.querySelector('img.ce-driver').naturalWidth") > 100);
        await Screenshots.SaveAsync(page, "curves-driving-picture-1440");

        await editor.ShowOnlyAsync("mouthSmileLeft");
        var captured = Assert.Single((await editor.ProjectAsync()).Track.Layers).Curves["mouthSmileLeft"]!;
        var keys = captured.Keys.ToArray();
        Assert.NotEmpty(keys);
        Assert.Equal(0, await editor.KeyCountAsync());
        foreach (var key in keys)
        {
            var (keyX, keyY) = await editor.PlaceAsync(key.Frame, captured.Evaluate(key.Frame));
            await page.Mouse.ClickAsync(keyX, keyY);
        }

        await editor.PressAsync("Ctrl+A");
        Assert.Equal("The active layer has no keys there.", await editor.SaidAsync());
        await editor.PressAsync("ArrowDown");
        Assert.StartsWith("This channel has no keys in the active layer", await editor.SaidAsync(), StringComparison.Ordinal);
        await editor.PressAsync("K");
        var (x, y) = await editor.KeyPlaceAsync(0);
        await page.Mouse.ClickAsync(x, y);
        await editor.PressAsync("Delete");
        Assert.Equal(0, await editor.KeyCountAsync());
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_finger_grabs_on_a_phone_and_the_page_stays_where_it_is()
    {
        var editor = await motion.OpenAsync(390, 844, curves: false, face: true);
        var page = editor.Page;
        await ReadyAsync(page);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Closer" })).ToHaveAttributeAsync("aria-pressed", "true");
        var touch = await page.Context.NewCDPSessionAsync(page);
        await page.Locator("[data-handle=mouth-right]").ScrollIntoViewIfNeededAsync();
        await editor.SettleAsync();
        var scrolled = await page.EvaluateAsync<double>("scrollY");
        var before = await PlaceAsync(page, "mouth-right");
        for (var step = 0; step <= 5; step++)
            await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = step == 0 ? "touchStart" : "touchMove", ["touchPoints"] = new object[] { new Dictionary<string, object> { ["x"] = before.X - step * 0.6, ["y"] = before.Y - step * 0.7, ["id"] = 1 } } });
        await editor.SettleAsync();
        var held = await PlaceAsync(page, "mouth-right");
        await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        await editor.SettleAsync();
        Assert.True(MathF.Abs(held.X - before.X + 3) < Near && MathF.Abs(held.Y - before.Y + 3.5f) < Near, $"The corner went {held.X - before.X:0.0}, {held.Y - before.Y:0.0}.");
        Assert.Equal("Mouth corner, right", await editor.UndoLabelAsync());
        Assert.Equal(scrolled, await page.EvaluateAsync<double>("scrollY"));
        Assert.True(await editor.PlayedAsync("mouthSmileLeft", 0) > 0, "The other side is linked.");
        await Screenshots.SaveAsync(page, "curves-grabbed-390");
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Driver_shows_the_frame_at_the_playhead()
    {
        var editor = await motion.OpenAsync(curves: false, face: true);
        await ReadyAsync(editor.Page);
        var rate = (await editor.ProjectAsync()).Track.Rate;
        foreach (var frame in (int[])[30, 7])
        {
            await editor.SeekAsync(frame);
            await editor.Page.UntilAsync(string.Create(CultureInfo.InvariantCulture, $"Math.abs(document.querySelector('.ce-driver').currentTime - {(frame + 0.5) / rate}) < 0.01"));
        }

        await editor.CloseAsync();
    }

    /// <summary>The face is drawn and has its handles.</summary>
    private static async Task ReadyAsync(IPage page)
    {
        await Expect(page.Locator(".ce-portrait[data-ready]")).ToBeVisibleAsync();
        await page.UntilAsync("document.querySelector('[data-handle=jaw]').style.left !== ''");
    }

    private static async Task<(float X, float Y)> PlaceAsync(IPage page, string handle)
    {
        var box = (await page.Locator($"[data-handle={handle}]").BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }
}
