using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Expressions are applied, saved, named and shared; speech becomes keys of the mouth. All of it in the page, on a captured clip.</summary>
public sealed class CurveEditorExpressionTests(CapturedMotion motion) : IClassFixture<CapturedMotion>
{
    /// <summary>The microphone is there when a test allows it.</summary>
    private const string SlowPermission = """
        window.asked = 0;
        const own = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          window.asked++;
          await new Promise((allow) => (window.allow = allow));
          return own(wanted);
        };
        """;

    [Fact]
    public async Task Expressions_are_applied_with_weight_saved_renamed_shared_and_deleted()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        await page.GetByRole(AriaRole.Tab, new() { Name = "Expressions" }).ClickAsync();
        await Expect(page.Locator(".ce-expression-button")).ToHaveCountAsync(15);
        await editor.SeekAsync(8);

        // 1. Whole and half, by mouse and by keyboard
        await page.Locator("[data-expression=Happy]").ClickAsync();
        Assert.Equal(0.78, await editor.PlayedAsync("mouthSmileLeft", 8), 1e-6);
        Assert.Equal("Happy", await editor.UndoLabelAsync());
        await editor.PressAsync("Ctrl+Z");
        var before = await editor.PlayedAsync("browInnerUp", 8);
        await page.GetByLabel("Weight of an expression").FillAsync("0.5");
        await page.Locator("[data-expression=Surprised]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal((before + 0.8) / 2, await editor.PlayedAsync("browInnerUp", 8), 1e-6);

        // 2. One's own
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this face…" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Half amazed");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".ce-said")).ToHaveTextAsync("Half amazed is saved in this browser.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename Half amazed" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Amazed");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-expression=Amazed]")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rename Amazed" })).ToBeFocusedAsync();
        await Screenshots.SaveAsync(page, "curves-expressions");

        // 3. Shared as a file, gone, and back; a reload keeps it
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "To a file" }).ClickAsync());
        var text = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Amazed" }).ClickAsync();
        await Expect(page.Locator("[data-expression=Amazed]")).ToHaveCountAsync(0);
        var back = page.GetByText("Amazed is deleted. Undo").GetByRole(AriaRole.Button);
        await Screenshots.SaveAsync(page, "curves-expression-deleted");
        await Expect(back).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-expression=Amazed]")).ToBeFocusedAsync();
        await Expect(back).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Amazed" }).ClickAsync();
        await OpenAsync(page, "From a file…", "expressions.json", "application/json", text);
        await Expect(page.Locator("[data-expression=Amazed]")).ToBeVisibleAsync();
        await OpenAsync(page, "From a file…", "other.json", "application/json", "{}");
        await Expect(page.Locator(".ce-said")).ToHaveTextAsync("This is no palette of expressions: choose a file that was saved here.");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Expressions" }).ClickAsync();
        await editor.SeekAsync(20);
        await page.Locator("[data-expression=Amazed]").ClickAsync();
        Assert.Equal((before + 0.8) / 2, await editor.PlayedAsync("browInnerUp", 20), 1e-3);
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Speech_from_a_file_is_previewed_and_goes_in_as_keys_that_shut_the_mouth_in_silence()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        await page.GetByRole(AriaRole.Tab, new() { Name = "Speech" }).ClickAsync();
        var start = JsonElement.Parse(await editor.JsonAsync());
        await editor.SeekAsync(3);
        await OpenAsync(page, "Choose a file…", "hum.wav", "audio/wav", Hum(seconds: 0.6, silence: 0.5));
        await Expect(page.GetByText("hum.wav, 1.1 s.")).ToBeVisibleAsync();

        editor.Requests.Clear();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.UntilAsync("document.querySelector('.ce-scrub').valueAsNumber > 5");
        await Screenshots.SaveAsync(page, "curves-speech");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Preview" })).ToBeVisibleAsync();   // it ends by itself
        Assert.Equal(3, await editor.FrameAsync());
        Assert.DoesNotContain(editor.Requests, request => request.StartsWith('P'));
        Assert.True(JsonElement.DeepEquals(start, JsonElement.Parse(await editor.JsonAsync())));

        // A verb waits for it, and a double click on the curves ends it and takes nothing of it along.
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await editor.PressAsync("K");
        Assert.Equal("Stop the preview first.", await editor.SaidAsync());
        var (x, y) = await editor.PlaceAsync(12, 0.5);
        await page.Mouse.DblClickAsync(x, y);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Preview" })).ToBeVisibleAsync();
        Assert.Equal(["Captured", "Edits"], (await editor.ProjectAsync()).Track.Layers.Select(l => l.Name));
        await editor.PressAsync("Ctrl+Z");
        await editor.SeekAsync(3);

        await page.GetByRole(AriaRole.Slider, new() { Name = "Strength", Exact = true }).FillAsync("1.2");
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert", Exact = true }).ClickAsync();
        Assert.Equal("Speech to mouth", await editor.UndoLabelAsync());
        var project = await editor.ProjectAsync();
        var rate = project.Track.Rate;
        Assert.True(await editor.PlayedAsync("jawOpen", 3 + 0.3 * rate) > 0.5);
        Assert.Equal(0, await editor.PlayedAsync("jawOpen", Math.Round(3 + 0.9 * rate)), 1e-9);
        var layer = project.Track.Layers[^1];
        Assert.Equal("Speech", layer.Name);
        await editor.PressAsync("Ctrl+Z");
        Assert.True(JsonElement.DeepEquals(start, JsonElement.Parse(await editor.JsonAsync())));

        // What does not fit never leaves the browser.
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Use this as the film's sound" }).CheckAsync();
        await page.EvaluateAsync("document.querySelector('.ce-plane').focus({ preventScroll: true })");
        await editor.PressAsync("End");
        editor.Requests.Clear();
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert", Exact = true }).ClickAsync();
        await Expect(page.GetByText("There is no room for speech here: move the playhead to where it begins.")).ToBeVisibleAsync();
        Assert.DoesNotContain(editor.Requests, request => request.StartsWith('P'));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Speech_comes_from_the_microphone_and_from_the_clip_and_faults_are_said()
    {
        var editor = await motion.OpenAsync(390, 844, script: SlowPermission);
        var page = editor.Page;
        await page.GetByRole(AriaRole.Tab, new() { Name = "Speech" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sound of the clip" }).ClickAsync();
        await Expect(page.GetByText("It goes in where the clip says it.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert", Exact = true }).ClickAsync();
        Assert.Equal("Speech to mouth", await editor.UndoLabelAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();   // once more, while the browser asks
        Assert.Equal(1, await page.EvaluateAsync<int>("window.asked"));
        await page.EvaluateAsync("window.allow()");
        await Expect(page.GetByText("Speak now…")).ToBeVisibleAsync();
        await Task.Delay(1500, TestContext.Current.CancellationToken);   // the made-up microphone beeps once a second
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop recording" }).ClickAsync();
        await Expect(page.Locator(".ce-panels .ce-note", new() { HasTextString = "Your recording" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Insert", Exact = true })).ToBeEnabledAsync();
        await Screenshots.SaveAsync(page, "curves-speech-390");

        await OpenAsync(page, "Choose a file…", "words.wav", "audio/wav", "no sound");
        await Expect(page.GetByText("This file has no sound that the browser can read: choose a WAV, MP3, M4A or OGG file.")).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the phone.");
        await editor.CloseAsync();
    }

    private static Task OpenAsync(IPage page, string button, string name, string type, string text) => OpenAsync(page, button, name, type, System.Text.Encoding.UTF8.GetBytes(text));

    private static async Task OpenAsync(IPage page, string button, string name, string type, byte[] bytes)
    {
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = bytes });
    }

    /// <summary>A WAV of pulses through the formants of an "a", then silence.</summary>
    private static byte[] Hum(double seconds, double silence)
    {
        const int Rate = 16_000, Pitch = 110;
        var signal = new double[(int)((seconds + silence) * Rate)];
        for (var i = 0; i < seconds * Rate; i++) signal[i] = i * Pitch / Rate != (i - 1) * Pitch / Rate ? 1 : 0;
        foreach (var (formant, width) in ((double, double)[])[(750, 80), (1350, 110), (2500, 170), (3500, 250)])
        {
            var radius = Math.Exp(-Math.PI * width / Rate);
            for (var i = 2; i < signal.Length; i++) signal[i] += 2 * radius * Math.Cos(2 * Math.PI * formant / Rate) * signal[i - 1] - radius * radius * signal[i - 2];
        }

        var peak = signal.Max(Math.Abs);
        return TestFiles.Wave([.. signal.Select(sample => (short)(16_000 * sample / peak))], Rate);
    }
}
