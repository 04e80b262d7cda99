using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Three things that people want, as they would do them on the page; their gestures are counted and printed.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorTaskTests(CapturedMotion motion)
{
    private const int Few = 5;
    private int _gestures;

    [Fact]
    public async Task Mouth_is_open_at_second_1()
    {
        var editor = await motion.OpenAsync(curves: false, face: true);
        var before = (await editor.ProjectAsync()).Played();
        var second = (int)before.Rate;
        await ClickScrubAsync(editor, second);
        await SlideAsync(editor, "mouth", 1);
        var after = (await editor.ProjectAsync()).Played();
        Assert.True(after.Evaluate(await editor.FrameAsync())["jawOpen"] > 0.9);
        Assert.Equal(before.Evaluate(second + 15)["jawOpen"], after.Evaluate(second + 15)["jawOpen"], 1e-9);
        Tell("mouth open at second 1");
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Smile_only_in_the_middle_second()
    {
        var editor = await motion.OpenAsync(curves: false, face: true);
        var before = (await editor.ProjectAsync()).Played();
        await ClickScrubAsync(editor, before.Length / 2);
        await GestureAsync(() => editor.Page.GetByRole(AriaRole.Button, new() { Name = "Marked range" }).ClickAsync());
        await SlideAsync(editor, "smile", 1);
        var project = await editor.ProjectAsync();
        var after = project.Played();
        var range = project.Track.Layers[^1].Range!.Value;
        Assert.Equal(before.Rate, range.To - range.From, 1.0);
        Assert.Equal(before.Length / 2.0, (range.From + range.To) / 2, 2.0);
        Assert.True(after.Evaluate(before.Length / 2)["mouthSmileLeft"] > 0.9);
        for (var frame = 0; frame < before.Length; frame++)
            if (frame < range.From || frame > range.To) Assert.Equal(before.Evaluate(frame)["mouthSmileLeft"], after.Evaluate(frame)["mouthSmileLeft"]);
        Tell("smile only in the middle second");
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_blink_is_removed()
    {
        var editor = await motion.OpenAsync(curves: false, face: true);
        var before = (await editor.ProjectAsync()).Played();
        var blink = Enumerable.Range(0, before.Length).MaxBy(frame => before.Evaluate(frame)["eyeBlinkLeft"]);
        Assert.True(before.Evaluate(blink)["eyeBlinkLeft"] > 0.3, "The clip has no blink.");
        await ClickScrubAsync(editor, blink);
        await GestureAsync(() => editor.Page.GetByRole(AriaRole.Button, new() { Name = "Remove the blink here" }).ClickAsync());
        var after = (await editor.ProjectAsync()).Played();
        for (var frame = blink - 2; frame <= blink + 2; frame++) Assert.InRange(after.Evaluate(frame)["eyeBlinkLeft"], 0, 0.15);
        Assert.Equal(before.Evaluate(blink)["jawOpen"], after.Evaluate(blink)["jawOpen"]);
        Tell("blink removed");

        // Its key and its menu entry do the same.
        var removed = await editor.JsonAsync();
        await editor.PressAsync("Ctrl+Z", "Alt+B");
        Assert.Equal(removed, await editor.JsonAsync());
        await editor.PressAsync("Ctrl+Z");
        await editor.OpenCurvesAsync();
        await editor.ChooseAsync("Time", "remove-blink");
        Assert.Equal(removed, await editor.JsonAsync());
        await editor.CloseAsync();
    }

    private Task ClickScrubAsync(EditorPage editor, int frame) => GestureAsync(async () =>
    {
        var box = (await editor.Page.Locator(".ce-scrub").BoundingBoxAsync())!;
        var last = float.Parse((await editor.Page.Locator(".ce-scrub").GetAttributeAsync("max"))!, System.Globalization.CultureInfo.InvariantCulture);
        await editor.Page.Mouse.ClickAsync(box.X + 8 + frame / last * (box.Width - 16), box.Y + box.Height / 2);
        await editor.SettleAsync();
    });

    private Task SlideAsync(EditorPage editor, string macro, float share) => GestureAsync(async () =>
    {
        var slider = editor.Page.Locator($"[data-macro={macro}] input");
        var box = (await slider.BoundingBoxAsync())!;
        var at = float.Parse(await slider.InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var least = float.Parse((await slider.GetAttributeAsync("min"))!, System.Globalization.CultureInfo.InvariantCulture);
        var most = float.Parse((await slider.GetAttributeAsync("max"))!, System.Globalization.CultureInfo.InvariantCulture);
        var from = box.X + 8 + (at - least) / (most - least) * (box.Width - 16);
        await editor.DragAsync((from, box.Y + box.Height / 2), box.X + share * box.Width - from, 0);
    });

    private async Task GestureAsync(Func<Task> gesture)
    {
        _gestures++;
        await gesture();
    }

    private void Tell(string task)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"{task}: {_gestures} gestures");
        Assert.InRange(_gestures, 1, Few);
    }
}
