using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Expressions are applied, saved, named and shared; speech becomes keys of the mouth. All of it in the page, on a captured clip.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorExpressionTests(CapturedMotion motion)
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

    [Fact]
    public async Task Expressions_and_speech_by_keyboard()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        var start = await editor.JsonAsync();
        var said = page.Locator(".ce-said");
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Keys" }).FocusAsync();
        await editor.PressAsync("ArrowRight", "ArrowRight", "ArrowRight");
        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Expressions" })).ToBeFocusedAsync();

        // 1. Saved, named anew, shared both ways, deleted and back
        await EnterAsync(page, "Save this face…");
        await page.Keyboard.TypeAsync("Calm");
        await page.Keyboard.PressAsync("Enter");
        await Expect(said).ToHaveTextAsync("Calm is saved in this browser.");
        await EnterAsync(page, "Rename Calm");
        await page.Keyboard.TypeAsync("Still");
        await page.Keyboard.PressAsync("Enter");
        await EnterAsync(page, "Copy");
        await Expect(said).ToHaveTextAsync("Your expressions are on the clipboard.");
        var text = await File.ReadAllTextAsync(await (await page.RunAndWaitForDownloadAsync(() => EnterAsync(page, "To a file"))).PathAsync(), TestContext.Current.CancellationToken);
        var still = page.Locator("[data-expression=Still]");
        foreach (var back in (Func<Task>[])[() => page.GetByText("Still is deleted. Undo").GetByRole(AriaRole.Button).PressAsync("Enter"), () => EnterAsync(page, "Paste"), () => ChooseAsync("From a file…", "expressions.json", System.Text.Encoding.UTF8.GetBytes(text))])
        {
            await EnterAsync(page, "Delete Still");
            await Expect(still).ToHaveCountAsync(0);
            await back();
            await Expect(still).ToBeVisibleAsync();
        }

        await EnterAsync(page, "Delete Still");

        // 2. Speech from a file: smoothing, preview, and into the motion with its sound
        await page.GetByRole(AriaRole.Tab, new() { Name = "Expressions" }).FocusAsync();
        await editor.PressAsync("ArrowRight");
        await ChooseAsync("Choose a file…", "hum.wav", Hum(seconds: 0.6, silence: 0.5));
        await Expect(page.GetByText("hum.wav, 1.1 s.")).ToBeVisibleAsync();
        var spoken = new List<string>();
        foreach (var smoothing in (string[])["Home", "End"])
        {
            await page.GetByRole(AriaRole.Slider, new() { Name = "Smoothing" }).FocusAsync();
            await page.Keyboard.PressAsync(smoothing);
            await EnterAsync(page, "Insert");
            await Expect(said).ToContainTextAsync("The speech is in");
            spoken.Add(await editor.JsonAsync());
            await editor.PressAsync("Ctrl+Z");
        }

        Assert.NotEqual(spoken[0], spoken[1]);
        await page.EvaluateAsync(
            """
            (() => {
              const button = [...document.querySelectorAll('.ce-panels button')].find((b) => b.textContent === 'Preview');
              window.told = [];
              new MutationObserver(() => window.told.push(button.textContent)).observe(button, { childList: true });
            })()
            """);
        await EnterAsync(page, "Preview");
        await page.UntilAsync("window.told.join() === 'Stop,Preview'");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Use this as the film's sound" }).FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await EnterAsync(page, "Insert");
        await Expect(page.GetByText("The film's sound: a recording of")).ToBeVisibleAsync();
        await EnterAsync(page, "Take it out");
        Assert.Empty((await editor.ProjectAsync()).Sound);
        await editor.PressAsync("Ctrl+Z", "Ctrl+Z");

        // 3. Recorded
        await EnterAsync(page, "Record");
        await Expect(page.GetByText("Speak now…")).ToBeVisibleAsync();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await EnterAsync(page, "Stop recording");
        await Expect(page.Locator(".ce-panels .ce-note", new() { HasTextString = "Your recording" })).ToBeVisibleAsync();
        Assert.Equal(start, await editor.JsonAsync());
        await editor.CloseAsync();

        async Task ChooseAsync(string button, string name, byte[] bytes)
        {
            var chooser = await page.RunAndWaitForFileChooserAsync(() => EnterAsync(page, button));
            await chooser.SetFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        }
    }

    [Fact]
    public async Task Recordings_with_long_names_are_taken_and_deleted_on_a_phone_by_mouse_and_by_keyboard()
    {
        var name = string.Concat(Enumerable.Repeat("recording_", 8));   // 80 letters and no place to break
        var editor = await motion.OpenAsync(390, 844);
        var page = editor.Page;
        await page.EvaluateAsync(
            """
            async ([name, wav]) => {
              const { sendInSlices } = await import('/js/upload/slices.js');
              const others = (await (await fetch('/api/assets')).json()).filter(({ kind }) => kind === 'sound'); // of other tests
              for (const { id } of others) await fetch(`/api/assets/${id}`, { method: 'DELETE' });
              for (const number of [1, 2]) {
                const bytes = Uint8Array.from(atob(wav), (c) => c.charCodeAt(0));
                bytes[bytes.length - 2] = number; // two recordings, not one twice
                await sendInSlices(new File([bytes], `${name}${number}.wav`, { type: 'audio/wav' }), () => {}, new AbortController().signal);
              }
            }
            """, new[] { name[..79], Convert.ToBase64String(Hum(seconds: 0.6, silence: 0.5)) });
        await editor.PressAsync("F2");
        await page.Locator("dialog[open] input").FillAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".ce-title")).ToHaveTextAsync(name);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Speech" }).ClickAsync();
        await page.GetByText("Recordings kept in the studio").ClickAsync();
        var list = page.GetByRole(AriaRole.List, new() { Name = "Recordings kept in the studio" });
        await Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);

        // 1. Taken, by mouse and by keyboard; names break wherever they stand
        foreach (var (number, take) in ((string, Func<ILocator, Task>)[])[("1", recording => recording.ClickAsync()), ("2", recording => recording.PressAsync("Enter"))])
        {
            await take(list.GetByRole(AriaRole.Button, new() { Name = $"{name[..79]}{number}, 1.1 s", Exact = true }));
            await Expect(page.GetByText($"{name[..79]}{number}.wav, 1.1 s.")).ToBeVisibleAsync();
        }

        await page.RunAndWaitForDownloadAsync(() => editor.PressAsync("Ctrl+S"));
        await Expect(page.Locator(".ce-said")).ToHaveTextAsync($"Saved as {name}.json.");
        await editor.SettleAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "The page is wider than the phone.");
        Assert.Empty(await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('.ce-panels :is(.ce-note, .ce-button), .ce-said')].filter((e) => e.checkVisibility() && (e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth)).map((e) => e.textContent)
            """));
        await list.ScrollIntoViewIfNeededAsync();
        await Screenshots.SaveAsync(page, "curves-long-names-390");

        // 2. Deleted: asked twice, forgotten when the keyboard goes elsewhere, and then it stays in the list
        var delete = list.GetByRole(AriaRole.Button, new() { NameRegex = new("^Delete") });
        await delete.First.FocusAsync();
        await editor.PressAsync("Enter");
        await Expect(list.GetByText("Yes, delete for good")).ToBeFocusedAsync();
        await editor.PressAsync("Tab");
        await Expect(list.GetByText("Yes, delete for good")).ToHaveCountAsync(0);
        await delete.First.FocusAsync();
        await editor.PressAsync("Enter", "Enter");
        await Expect(list.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Expect(delete).ToBeFocusedAsync();
        await delete.ClickAsync();
        await list.GetByText("Yes, delete for good").ClickAsync();
        await Expect(list).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true })).ToBeFocusedAsync();
        await editor.CloseAsync();
    }

    /// <summary>By keyboard.</summary>
    private static async Task EnterAsync(IPage page, string button) => await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).PressAsync("Enter");

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
