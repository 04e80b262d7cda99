using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Keys, handles, boxes, ruler and blocks under the mouse, on a captured clip.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorMouseTests(CapturedMotion motion)
{
    private const string Channel = "cheekPuff"; // at rest in the capture, so that what is seen is what the keys say

    [Fact]
    public async Task Keys_are_added_moved_bent_scaled_boxed_copied_and_deleted()
    {
        var editor = await motion.OpenAsync();
        await editor.ShowOnlyAsync(Channel);

        // 1. Double clicks add, in a layer that is made for it
        foreach (var (frame, value) in ((int, double)[])[(10, 0.2), (30, 0.8)])
        {
            var (x, y) = await editor.PlaceAsync(frame, value);
            await editor.Page.Mouse.DblClickAsync(x, y);
            await editor.SettleAsync();
        }

        var keys = await editor.KeysAsync(Channel);
        Assert.Equal([10, 30], keys.Select(k => k.GetProperty("frame").GetInt32()));
        Assert.Equal(0.2, keys[0].GetProperty("value").GetDouble(), 0.02);
        Assert.Equal(0.8, await editor.PlayedAsync(Channel, 30), 0.02);

        // 2. A drag moves, Shift keeps one axis, Escape takes back
        await editor.DragAsync(await editor.KeyPlaceAsync(0), 40, -50);
        keys = await editor.KeysAsync(Channel);
        var (moved, raised) = (keys[0].GetProperty("frame").GetDouble(), keys[0].GetProperty("value").GetDouble());
        Assert.True(moved > 10 && moved == Math.Round(moved) && raised > 0.25);
        await editor.DragAsync(await editor.KeyPlaceAsync(0), 6, -60, "Shift");
        keys = await editor.KeysAsync(Channel);
        Assert.Equal(moved, keys[0].GetProperty("frame").GetDouble());
        Assert.True(moved > 10 && moved == Math.Round(moved) && raised > 0.25, $"frame {moved}, value {raised}, says {await editor.SaidAsync()}");
        var before = await editor.JsonAsync();
        var held = await editor.KeyPlaceAsync(1);
        await editor.Page.Mouse.MoveAsync(held.X, held.Y);
        await editor.Page.Mouse.DownAsync();
        await editor.Page.Mouse.MoveAsync(held.X + 50, held.Y + 50, new() { Steps = 4 });
        await editor.Page.Keyboard.PressAsync("Escape");
        await editor.Page.Mouse.UpAsync();
        Assert.Equal(before, await editor.JsonAsync());
        Assert.Equal("Move keys", await editor.UndoLabelAsync());

        // 3. Without snapping a key stands between frames
        await editor.PressAsync("Shift+S");
        await editor.DragAsync(await editor.KeyPlaceAsync(1), 7.4f, 0);
        var between = (await editor.KeysAsync(Channel))[1].GetProperty("frame").GetDouble();
        Assert.NotEqual(Math.Round(between), between);
        await editor.PressAsync("Ctrl+Z", "Shift+S");

        // 4. A handle: at rest it lies flat, a third of the way
        var (left, right) = (await editor.KeyPlaceAsync(0), await editor.KeyPlaceAsync(1));
        await editor.Page.Mouse.ClickAsync(left.X, left.Y);
        await editor.SettleAsync();
        await editor.DragAsync((left.X + (right.X - left.X) / 3, left.Y), 0, 70);
        keys = await editor.KeysAsync(Channel);
        Assert.Equal("aligned", keys[0].GetProperty("handles").GetString());
        Assert.True(keys[0].GetProperty("out")[1].GetDouble() < -0.05);

        // 5. A box around both; its sides stretch time and value
        var (planeX, planeY, width, height) = await editor.PlaneAsync();
        await editor.Page.Mouse.ClickAsync(planeX + width - 30, planeY + 24);
        Assert.Equal(0, await editor.SelectedAsync());
        await editor.DragAsync((planeX + 50, planeY + 20), width - 80, height - 40);
        Assert.Equal(2, await editor.SelectedAsync());
        await Screenshots.SaveAsync(editor.Page, "curves-keys-1440");
        (left, right) = (await editor.KeyPlaceAsync(0), await editor.KeyPlaceAsync(1));
        await editor.DragAsync((right.X + 12, (left.Y + right.Y) / 2), 60, 0);
        var wide = await editor.KeysAsync(Channel);
        Assert.Equal(keys[0].GetProperty("frame").GetDouble(), wide[0].GetProperty("frame").GetDouble());
        var edge = wide[1].GetProperty("frame").GetDouble();
        Assert.True(edge > keys[1].GetProperty("frame").GetDouble() && edge == Math.Round(edge), $"stretched to {edge}");
        (left, right) = (await editor.KeyPlaceAsync(0), await editor.KeyPlaceAsync(1));
        await editor.DragAsync(((left.X + right.X) / 2, Math.Max(left.Y, right.Y) + 12), 0, 30);
        Assert.True((await editor.KeysAsync(Channel)).Min(k => k.GetProperty("value").GetDouble()) < wide.Min(k => k.GetProperty("value").GetDouble()));

        // 6. Alt copies, Ctrl joins, Delete deletes
        await editor.PressAsync("Escape");
        await editor.DragAsync(await editor.KeyPlaceAsync(0), 70, 0, "Alt");
        Assert.Equal(3, await editor.KeyCountAsync());
        Assert.Equal("Duplicate keys", await editor.UndoLabelAsync());
        await editor.PressAsync("Escape");
        var (x0, y0) = await editor.KeyPlaceAsync(0);
        await editor.Page.Mouse.ClickAsync(x0, y0);
        var (x1, y1) = await editor.KeyPlaceAsync(1);
        await editor.Page.Keyboard.DownAsync("Control");
        await editor.Page.Mouse.ClickAsync(x1, y1);
        await editor.Page.Keyboard.UpAsync("Control");
        await editor.SettleAsync();
        Assert.Equal(2, await editor.SelectedAsync());
        await editor.PressAsync("Delete");
        Assert.Equal(1, await editor.KeyCountAsync());

        // 7. The right button's menu
        var (x2, y2) = await editor.KeyPlaceAsync(0);
        await editor.Page.Mouse.ClickAsync(x2, y2);
        await editor.Page.Mouse.ClickAsync(x2, y2, new() { Button = MouseButton.Right });
        await editor.PressAsync("Q", "Escape");   // no entry begins with Q: the menu takes neither to the curves
        await Expect(editor.Page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
        Assert.Equal(1, await editor.SelectedAsync());
        Assert.Empty((await editor.ProjectAsync()).Muted);
        await editor.Page.Mouse.ClickAsync(x2, y2, new() { Button = MouseButton.Right });
        await editor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Hold the value after keys" }).ClickAsync();
        Assert.Equal("hold", (await editor.KeysAsync(Channel))[0].GetProperty("kind").GetString());
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_dragged_key_snaps_to_the_playhead_marks_other_keys_and_limits()
    {
        // On a phone, where a frame is narrower than the reach of snapping
        var editor = await motion.OpenAsync(390, 844, layer: """{ "name": "Edits", "kind": "edits", "mode": "additive", "curves": { "cheekPuff": { "keys": [{ "frame": 4, "value": 0.5 }] }, "jawForward": { "keys": [{ "frame": 36, "value": 0.9 }] } } }""");
        foreach (var other in (string[])["jawForward", Channel]) await editor.ShowOnlyAsync(other);
        await editor.Page.Locator("[data-channel=jawForward] .ce-swatch").ClickAsync();
        await editor.Page.Locator($"[data-channel={Channel}] .ce-name").ClickAsync();
        await editor.SeekAsync(22);
        await editor.PressAsync("I");
        await editor.SeekAsync(29);
        await editor.PressAsync("O");
        await editor.SeekAsync(15);
        var (left, top) = await editor.PlaceAsync(0, 1);
        var (right, bottom) = await editor.PlaceAsync(10, 0);
        var (frame, value) = ((right - left) / 10, bottom - top);
        Assert.InRange(frame, 2, 5.9f);
        foreach (var target in (int[])[15, 22, 29, 36])
        {
            await editor.DragAsync(await editor.KeyPlaceAsync(0), (target - 1 - 4) * frame, 0);
            Assert.Equal(target, (await editor.KeysAsync(Channel))[0].GetProperty("frame").GetDouble());
            await editor.PressAsync("Ctrl+Z");
            await editor.DragAsync(await editor.KeyPlaceAsync(0), (target + 3 - 4) * frame, 0);
            Assert.Equal(target + 3, (await editor.KeysAsync(Channel))[0].GetProperty("frame").GetDouble());
            await editor.PressAsync("Ctrl+Z");
        }

        foreach (var limit in (int[])[0, 1])
        {
            await editor.DragAsync(await editor.KeyPlaceAsync(0), 0, (0.5f - limit) * value + (limit == 1 ? 4 : -4));
            Assert.Equal(limit, (await editor.KeysAsync(Channel))[0].GetProperty("value").GetDouble());
            await editor.PressAsync("Ctrl+Z");
        }

        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_double_click_over_a_capture_changes_the_face_there_only()
    {
        var editor = await motion.OpenAsync();
        var before = await editor.ProjectAsync();
        await editor.ShowOnlyAsync("jawOpen");
        var (x, y) = await editor.PlaceAsync(50, 0.9);
        await editor.Page.Mouse.DblClickAsync(x, y);
        var keys = (await editor.KeysAsync("jawOpen")).Select(k => k.GetProperty("frame").GetDouble()).ToArray();
        Assert.Equal(3, keys.Length);
        Assert.Equal(50, keys[1]);
        Assert.Equal(1, await editor.SelectedAsync());
        var after = await editor.ProjectAsync();
        Assert.Equal(0.9, after.Played().Evaluate(50)["jawOpen"], 0.02);
        for (var frame = 0; frame < before.Track.Length; frame++)
            if (frame <= keys[0] || frame >= keys[2]) Assert.Equal(before.Played().Evaluate(frame)["jawOpen"], after.Played().Evaluate(frame)["jawOpen"]);
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Ruler_scrubs_marks_and_unmarks()
    {
        var editor = await motion.OpenAsync();
        var (x, y, _, _) = await editor.PlaneAsync();
        var ruler = (await editor.Page.Locator(".ce-ruler").BoundingBoxAsync())!;
        var at = (float frame) => (ruler.X + frame, ruler.Y + 10);
        await editor.DragAsync(at(60), 200, 0);
        var frame = await editor.FrameAsync();
        Assert.True(frame > 5);
        await editor.DragAsync(at(100), 160, 0, "Shift");
        var marked = await editor.Page.Locator(".ce-range-text").TextContentAsync();
        Assert.Contains("–", marked, StringComparison.Ordinal);
        Assert.Equal(frame, await editor.FrameAsync());
        await editor.DragAsync(at(260), 80, 0);
        Assert.NotEqual(marked, await editor.Page.Locator(".ce-range-text").TextContentAsync());
        await editor.Page.Locator(".ce-range-text").ClickAsync();
        await Expect(editor.Page.Locator(".ce-range-text")).ToBeHiddenAsync();

        // The wheel scrolls and zooms
        var before = await editor.Page.EvaluateAsync<string>("Object.keys(localStorage).filter((k) => k.startsWith('hellomeme-look')).map((k) => localStorage[k]).join()");
        await editor.Page.Mouse.MoveAsync(x + 300, y + 100);
        await editor.Page.Keyboard.DownAsync("Control");
        await editor.Page.Mouse.WheelAsync(0, -300);
        await editor.Page.Keyboard.UpAsync("Control");
        await editor.SettleAsync();
        var zoomed = await editor.Page.EvaluateAsync<string>("Object.keys(localStorage).filter((k) => k.startsWith('hellomeme-look')).map((k) => localStorage[k]).join()");
        Assert.NotEqual(before, zoomed);
        await editor.Page.Mouse.WheelAsync(0, 200);
        await editor.SettleAsync();
        Assert.NotEqual(zoomed, await editor.Page.EvaluateAsync<string>("Object.keys(localStorage).filter((k) => k.startsWith('hellomeme-look')).map((k) => localStorage[k]).join()"));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_drag_never_talks_to_a_server_and_its_release_saves_once()
    {
        var editor = await motion.OpenAsync();
        await editor.ShowOnlyAsync(Channel);
        await editor.SeekAsync(20);
        await editor.PressAsync("K");
        await editor.JsonAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var (x, y) = await editor.KeyPlaceAsync(0);
        await editor.Page.Mouse.MoveAsync(x, y);
        await editor.SettleAsync();
        editor.Frames.Clear();
        editor.Requests.Clear();
        await editor.Page.Mouse.DownAsync();
        await editor.Page.Mouse.MoveAsync(x + 90, y - 120, new() { Steps = 120 });
        await editor.SettleAsync();
        Assert.DoesNotContain(editor.Frames, length => length > 3);
        Assert.DoesNotContain(editor.Requests, r => r.Contains("/api/motions", StringComparison.Ordinal));
        await editor.Page.Mouse.UpAsync();
        await editor.JsonAsync();
        Assert.Single(editor.Requests, r => r.StartsWith("PUT /api/motions/", StringComparison.Ordinal));

        // The same for a slider.
        var slider = editor.Page.Locator($"[data-channel={Channel}] input[type=range]");
        var box = (await slider.BoundingBoxAsync())!;
        await editor.Page.Mouse.MoveAsync(box.X + 8, box.Y + box.Height / 2);
        editor.Frames.Clear();
        editor.Requests.Clear();
        await editor.Page.Mouse.DownAsync();
        await editor.Page.Mouse.MoveAsync(box.X + box.Width - 10, box.Y + box.Height / 2, new() { Steps = 60 });
        await editor.SettleAsync();
        Assert.DoesNotContain(editor.Frames, length => length > 3);
        Assert.DoesNotContain(editor.Requests, r => r.Contains("/api/motions", StringComparison.Ordinal));
        await editor.Page.Mouse.UpAsync();
        await editor.JsonAsync();
        Assert.Single(editor.Requests, r => r.StartsWith("PUT /api/motions/", StringComparison.Ordinal));
        Assert.Equal("Cheek puff", await editor.UndoLabelAsync());
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_motion_is_dropped_in_as_a_block_that_moves()
    {
        var editor = await motion.OpenAsync();
        await editor.SeekAsync(5);
        await editor.PressAsync("P");
        var dialog = editor.Page.Locator("dialog[open]");
        await dialog.Locator("select").SelectOptionAsync("wink");
        await dialog.Locator("input[name=percent]").FillAsync("150");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(dialog.Locator(".ce-fault")).ToHaveTextAsync("Weight in percent needs a number from 0 to 100.");
        await dialog.Locator("input[name=percent]").FillAsync("80");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        var block = editor.Page.Locator(".ce-block");
        await Expect(block).ToBeVisibleAsync();
        var dropped = (await editor.ProjectAsync()).Track.Layers[^1];
        Assert.Equal((5, 0.8), (dropped.Range!.Value.From, Math.Round(dropped.Weight, 6)));
        var box = (await block.BoundingBoxAsync())!;
        await editor.DragAsync((box.X + box.Width / 2, box.Y + box.Height / 2), 60, 0);
        var moved = (await editor.ProjectAsync()).Track.Layers[^1];
        Assert.True(moved.Range!.Value.From > 5);
        Assert.Equal(dropped.Range.Value.To - dropped.Range.Value.From, moved.Range.Value.To - moved.Range.Value.From);
        box = (await block.BoundingBoxAsync())!;
        await editor.DragAsync((box.X + box.Width - 3, box.Y + box.Height / 2), -40, 0);
        Assert.True((await editor.ProjectAsync()).Track.Layers[^1].Range!.Value.To < moved.Range.Value.To);
        await Screenshots.SaveAsync(editor.Page, "curves-block-1440");

        // By keyboard: moved, its end and its beginning pulled; fades in numbers
        var start = (await editor.ProjectAsync()).Track.Layers[^1].Range!.Value;
        await block.FocusAsync();
        await editor.PressAsync("ArrowRight", "Shift+ArrowRight", "Alt+ArrowLeft", "Ctrl+ArrowRight");
        var stepped = (await editor.ProjectAsync()).Track.Layers[^1].Range!.Value;
        Assert.Equal((start.From + 12, start.To + 10), (stepped.From, stepped.To));
        await editor.PressAsync("Enter", "Shift+G");
        await dialog.Locator("input[name=fadeIn]").FillAsync("2");
        await Screenshots.SaveAsync(editor.Page, "curves-block-fades-1440");
        await dialog.Locator("input[name=fadeOut]").FillAsync("1");
        await editor.Page.Keyboard.PressAsync("Enter");
        var faded = (await editor.ProjectAsync()).Track.Layers[^1].Range!.Value;
        Assert.Equal((2, 1), (faded.FadeIn, faded.FadeOut));
        var undo = editor.Page.Locator(".ce-top .ce-icon").First;
        while (await undo.IsEnabledAsync()) await editor.PressAsync("Ctrl+Z");
        await Expect(block).ToHaveCountAsync(0);
        await editor.CloseAsync();
    }
}
