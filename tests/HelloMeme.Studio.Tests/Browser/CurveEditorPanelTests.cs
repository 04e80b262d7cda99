using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Channel list, numbers, layers, sliders and files, on a captured clip.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorPanelTests(CapturedMotion motion)
{
    [Fact]
    public async Task Channels_are_found_shown_muted_and_locked_by_mouse()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        await page.GetByLabel("Search channels").First.FillAsync("smile");
        await Expect(page.Locator(".ce-channel:visible")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mute Mouth smile left" }).ClickAsync();
        Assert.Equal(["mouthSmileLeft", "mouthSmileRight"], (await editor.ProjectAsync()).Muted);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mute Mouth smile left" }).ClickAsync();
        Assert.Empty((await editor.ProjectAsync()).Muted);
        await page.GetByLabel("Search channels").First.FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Solo Mouth", Exact = true }).ClickAsync();
        Assert.Contains("mouthFunnel", (await editor.ProjectAsync()).Solo);
        Assert.Equal(0, await editor.PlayedAsync("jawOpen", 20));
        await page.GetByRole(AriaRole.Button, new() { Name = "Solo Mouth", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Lock Jaw open" }).ClickAsync();
        await editor.ShowOnlyAsync("jawOpen");
        await editor.PressAsync("K");
        Assert.Equal("jawOpen is locked; unlock it to change it.", await editor.SaidAsync());
        await Expect(page.Locator("[data-channel=jawOpen] input[type=range]")).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lock Jaw open" }).ClickAsync();
        await editor.PressAsync("K");
        Assert.Equal(1, await editor.KeyCountAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "List only channels that move" }).ClickAsync();
        Assert.True(await page.Locator(".ce-channel:visible").CountAsync() < 58);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Jaw open" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show Jaw open" })).ToHaveAttributeAsync("aria-pressed", "false");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Brows" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show Brow inner up" })).ToHaveAttributeAsync("aria-pressed", "true");
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_channel_takes_a_colour_and_its_usual_one_again()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        var start = await editor.JsonAsync();
        await editor.ShowOnlyAsync("jawOpen");
        await page.GetByLabel("Colour of Jaw open").FillAsync("#3fa7d6");
        Assert.Equal("#3fa7d6", (await editor.ProjectAsync()).Colours["jawOpen"]);
        Assert.Equal("Colour of Jaw open", await editor.UndoLabelAsync());
        Assert.True(await IsDrawnAsync(page, 0x3f, 0xa7, 0xd6));
        await Screenshots.SaveAsync(page, "curves-colour-1440");
        await editor.PressAsync("Ctrl+Z");
        Assert.False(await IsDrawnAsync(page, 0x3f, 0xa7, 0xd6));
        Assert.Equal(start, await editor.JsonAsync());

        // By keyboard; seen while it is chosen, and Escape takes it back
        await editor.PressAsync("Alt+C");
        var colour = page.Locator("dialog[open] input[type=color]");
        await colour.FillAsync("#22cc88");
        await editor.SettleAsync();
        Assert.True(await IsDrawnAsync(page, 0x22, 0xcc, 0x88));
        await page.Keyboard.PressAsync("Escape");
        Assert.Equal(start, await editor.JsonAsync());
        await editor.ChooseAsync("Channels", "colour");
        await colour.FillAsync("#22cc88");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("#22cc88", (await editor.ProjectAsync()).Colours["jawOpen"]);
        await editor.ChooseAsync("Channels", "usual-colour");
        Assert.Equal(start, await editor.JsonAsync());
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Numbers_are_entered_and_read_aloud()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        await editor.ShowOnlyAsync("cheekPuff");
        foreach (var frame in (int[])[10, 20])
        {
            await editor.SeekAsync(frame);
            await editor.PressAsync("K");
        }

        await EnterAsync(editor, "Frame", "24");
        await EnterAsync(editor, "Value", "0.4");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "cheekPuff key 2 of 2, frame 24, value 0.40" })).ToBeAttachedAsync();
        await page.GetByLabel("Handles", new() { Exact = true }).SelectOptionAsync("free");
        await EnterAsync(editor, "Handle in, frames", "-5");
        await EnterAsync(editor, "Handle in, value", "-0.2");
        await page.GetByLabel("Line after it").SelectOptionAsync("linear");
        var key = (await editor.KeysAsync("cheekPuff"))[1];
        Assert.Equal((24, 0.4, "linear", "free"), (key.GetProperty("frame").GetInt32(), key.GetProperty("value").GetDouble(), key.GetProperty("kind").GetString(), key.GetProperty("handles").GetString()));
        Assert.Equal((-5, -0.2), (key.GetProperty("in")[0].GetDouble(), key.GetProperty("in")[1].GetDouble()));
        await page.GetByLabel("Ease", new() { Exact = true }).SelectOptionAsync("overshoot");
        Assert.Equal("Ease", await editor.UndoLabelAsync());

        // Of several keys only the frame is entered: an empty value leaves theirs.
        await page.Locator(".ce-plane").FocusAsync();
        await editor.PressAsync("Ctrl+A", "Enter");
        var numbers = page.Locator("dialog[open]");
        await Expect(numbers.Locator("input[name=value]")).ToHaveValueAsync("");
        await numbers.Locator("input[name=frame]").FillAsync("12");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal([(12, 0), (26, 0.4)], (await editor.KeysAsync("cheekPuff")).Select(k => (k.GetProperty("frame").GetInt32(), k.GetProperty("value").GetDouble())));
        await editor.PressAsync("Ctrl+Z");

        // From key to key with the arrows; the focused key speaks for itself.
        await editor.PressAsync("ArrowUp");
        Assert.Equal("cheekPuff key 1 of 2, frame 10, value 0.00", await page.EvaluateAsync<string>("document.activeElement.getAttribute('aria-label')"));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Sliders_write_keys_in_one_step_and_auto_key_can_be_off()
    {
        var editor = await motion.OpenAsync(curves: false);
        var start = await editor.JsonAsync();
        await editor.SeekAsync(15);
        await SlideAsync(editor, "[data-macro=brows] input", 0.9f);
        Assert.Equal("Brows", await editor.UndoLabelAsync());
        Assert.True(await editor.PlayedAsync("browInnerUp", 15) > 0.6);
        await SlideAsync(editor, "[data-macro=strength] input", 1);
        Assert.Equal(2, (await editor.ProjectAsync()).Strength.Values.First(), 1e-9);

        // In numbers: each group begins with what is set for it
        var (group, percent) = (editor.Page.Locator("dialog[open] select[name=group]"), editor.Page.Locator("dialog[open] input[name=percent]"));
        await editor.PressAsync("G");
        await group.SelectOptionAsync("Brows");
        await percent.FillAsync("50");
        await editor.PressAsync("Enter");
        await editor.PressAsync("G");
        foreach (var (chosen, shown) in ((string, string)[])[("Mouth", "200"), ("Brows", "50"), ("", "")])
        {
            await group.SelectOptionAsync(chosen);
            await Expect(percent).ToHaveValueAsync(shown);
        }

        await editor.PressAsync("Escape");
        await editor.PressAsync("Ctrl+Z", "Ctrl+Z", "Ctrl+Z");
        Assert.Equal(start, await editor.JsonAsync());

        await editor.PressAsync("Shift+C");
        await SlideAsync(editor, "[data-macro=smile] input", 0.95f);
        Assert.StartsWith("Auto-key is off", await editor.SaidAsync(), StringComparison.Ordinal);
        Assert.Equal(start, await editor.JsonAsync());
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Every_macro_answers_a_drag_and_the_arrow_keys()
    {
        var editor = await motion.OpenAsync(curves: false);
        var start = await editor.JsonAsync();
        await editor.SeekAsync(15);
        (string Macro, string Label, string Channel, double Most)[] macros =
        [
            ("smile", "Smile", "mouthSmileLeft", 1), ("mouth", "Mouth", "jawOpen", 1), ("blink", "Blink", "eyeBlinkLeft", 1), ("brows", "Brows", "browInnerUp", 1),
            ("gazeX", "Look right", "eyeLookOutLeft", 1), ("gazeY", "Look up", "eyeLookUpLeft", 1), ("turn", "Turn", "headYaw", Math.PI / 6), ("nod", "Nod", "headPitch", Math.PI / 6),
        ];
        Assert.Equal(macros.Length + 1, await editor.Page.Locator("[data-macro]").CountAsync());   // strength has its own test
        foreach (var (macro, label, channel, most) in macros)
        {
            await SlideAsync(editor, $"[data-macro={macro}] input", 0.95f);
            Assert.Equal(label, await editor.UndoLabelAsync());
            Assert.InRange(await editor.PlayedAsync(channel, 15) / most, 0.8, 1 + 1e-6);
            await editor.PressAsync("Ctrl+Z");

            var slider = editor.Page.Locator($"[data-macro={macro}] input");
            var before = await ShownAsync(slider);
            await slider.FocusAsync();
            await editor.PressAsync("ArrowRight", "ArrowRight", "ArrowRight");
            Assert.Equal(label, await editor.UndoLabelAsync());
            var stepped = await ShownAsync(slider);
            Assert.True(stepped > before, $"{label} went from {before} to {stepped}");
            await editor.PressAsync("ArrowLeft");
            Assert.InRange(await ShownAsync(slider), before, stepped - 1e-6);
            while (await editor.UndoLabelAsync() != "") await editor.PressAsync("Ctrl+Z");
            Assert.Equal(start, await editor.JsonAsync());
        }

        await editor.CloseAsync();
    }

    [Fact]
    public async Task Layers_are_weighed_muted_and_removed_down_to_the_capture()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        var start = await editor.JsonAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Layers" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "+ Adding" }).ClickAsync();
        await editor.ShowOnlyAsync("jawOpen");
        await editor.SeekAsync(12);
        await editor.PressAsync("K", "Alt+Shift+ArrowUp", "Alt+Shift+ArrowUp");
        var raised = await editor.PlayedAsync("jawOpen", 30);
        await page.GetByLabel("Weight of Edits in percent").FillAsync("50");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal(0.5, (await editor.ProjectAsync()).Track.Layers[1].Weight);
        Assert.True(await editor.PlayedAsync("jawOpen", 30) < raised);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mute Edits" }).ClickAsync();
        var capture = (await editor.ProjectAsync()).Track;
        Assert.Equal(capture.Layers[0].Curves["jawOpen"]!.Evaluate(30), capture.Evaluate(30)["jawOpen"], 1e-12);
        await page.GetByRole(AriaRole.Button, new() { Name = "Captured" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove all edits" }).ClickAsync();
        Assert.Equal(start, await editor.JsonAsync());
        await Screenshots.SaveAsync(page, "curves-layers-1440");
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_motion_goes_out_as_a_file_and_comes_back_elsewhere()
    {
        var editor = await motion.OpenAsync();
        await editor.ShowOnlyAsync("cheekPuff");
        await editor.SeekAsync(9);
        await editor.PressAsync("K", "Alt+Shift+ArrowUp", "Ctrl+C");
        var edited = await editor.JsonAsync();
        var download = await editor.Page.RunAndWaitForDownloadAsync(() => editor.PressAsync("Ctrl+S"));
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await download.SaveAsAsync(file);
        Assert.EndsWith(".json", download.SuggestedFilename, StringComparison.Ordinal);

        // Another motion in another tab takes the file, and the copied key.
        var other = await motion.OpenAsync();
        var start = await other.JsonAsync();
        await other.ShowOnlyAsync("noseSneerLeft");
        await other.SeekAsync(14);
        await other.PressAsync("Ctrl+V");
        Assert.Equal(14, Assert.Single(await other.KeysAsync("noseSneerLeft")).GetProperty("frame").GetInt32());
        var chooser = await other.Page.RunAndWaitForFileChooserAsync(() => other.ChooseAsync("Motion", "import"));
        await chooser.SetFilesAsync(file);
        await Expect(other.Page.Locator(".ce-said")).ToContainTextAsync("is open");
        Assert.Equal(edited, await other.JsonAsync());
        await other.PressAsync("Ctrl+Z", "Ctrl+Z");
        Assert.Equal(start, await other.JsonAsync());

        // What another clip drives is not shown and heard with this one's.
        var driver = JsonElement.Parse(edited).GetProperty("source").GetProperty("driver").GetString()!;
        await File.WriteAllTextAsync(file, edited.Replace(driver, Guid.NewGuid().ToString(), StringComparison.Ordinal), TestContext.Current.CancellationToken);
        chooser = await other.Page.RunAndWaitForFileChooserAsync(() => other.PressAsync("Ctrl+O"));
        await chooser.SetFilesAsync(file);
        await Expect(other.Page.Locator(".ce-said")).ToContainTextAsync("It has another driver: reload the page");
        await Expect(other.Page.Locator(".ce-driver")).ToBeHiddenAsync();
        await Expect(other.Page.Locator(".ce-sound-lane")).ToBeHiddenAsync();
        await other.PressAsync("Ctrl+Z");
        await Expect(other.Page.Locator(".ce-driver")).ToBeVisibleAsync();
        await Expect(other.Page.Locator(".ce-sound-lane")).ToBeVisibleAsync();
        Assert.Equal(start, await other.JsonAsync());

        await File.WriteAllTextAsync(file, "{ \"version\": 99 }", TestContext.Current.CancellationToken);
        chooser = await other.Page.RunAndWaitForFileChooserAsync(() => other.PressAsync("Ctrl+O"));
        await chooser.SetFilesAsync(file);
        await Expect(other.Page.Locator(".ce-said")).Not.ToBeEmptyAsync();
        Assert.Equal(start, await other.JsonAsync());
        File.Delete(file);
        await editor.CloseAsync();
        await other.CloseAsync();
    }

    private static async Task<double> ShownAsync(ILocator slider) => double.Parse(await slider.InputValueAsync(), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task EnterAsync(EditorPage editor, string label, string value)
    {
        await editor.Page.Locator(".ce-inspector").GetByLabel(label, new() { Exact = true }).FillAsync(value);
        await editor.Page.Keyboard.PressAsync("Tab");
        await editor.SettleAsync();
    }

    private static async Task<bool> IsDrawnAsync(IPage page, int red, int green, int blue) => await page.EvaluateAsync<bool>(
        """
        ([red, green, blue]) => {
          const canvas = document.querySelector('.ce-curves-canvas');
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          for (let i = 0; i < data.length; i += 4) if (data[i] === red && data[i + 1] === green && data[i + 2] === blue) return true;
          return false;
        }
        """, new[] { red, green, blue });

    private static async Task SlideAsync(EditorPage editor, string slider, float share)
    {
        var box = (await editor.Page.Locator(slider).BoundingBoxAsync())!;
        await editor.DragAsync((box.X + box.Width / 2, box.Y + box.Height / 2), (share - 0.5f) * box.Width, 0);
    }
}
