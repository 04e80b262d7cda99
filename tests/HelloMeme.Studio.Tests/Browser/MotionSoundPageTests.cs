using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The sound of an edited motion, through the real pages: a clip cut in the middle, and speech that the film says.</summary>
[Collection(SharedStudio.Tests)]
public sealed class MotionSoundPageTests(StudioServer server, ChromiumBrowser browser, SampleFiles files) : IClassFixture<SampleFiles>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    /// <summary>Notes what sound is asked to play: seconds from now on, seconds of the sound, pace.</summary>
    private const string Cues = """
        window.cues = [];
        const start = AudioBufferSourceNode.prototype.start;
        AudioBufferSourceNode.prototype.start = function (when, offset, seconds) { window.cues.push({ wait: when ? when - this.context.currentTime : 0, from: offset, seconds, pace: this.playbackRate.value }); return start.call(this, when, offset, seconds); };
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clip_cut_in_the_middle_is_seen_and_heard_cut_and_so_is_its_film()
    {
        // 1. Into the editor, and once more: it is the same motion
        var (page, errors) = await browser.OpenAsync(server.Address, script: Cues);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Choose a file" }).ClickAsync());
        await chooser.SetFilesAsync(await BeepingAsync());
        var edit = page.GetByRole(AriaRole.Button, new() { Name = "Edit the motion" });
        await Expect(edit).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await edit.ClickAsync();
        await page.ArrivesAsync("/motion/");
        await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        var first = page.Url;
        await page.GoBackAsync();
        await Expect(edit).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await edit.ClickAsync();
        await page.ArrivesAsync("/motion/");
        Assert.Equal(first, page.Url);

        // 2. Frames 5 to 14 go
        await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        var editor = new EditorPage(page, new Uri(first).Segments[^1], errors, [], []);
        await editor.OpenCurvesAsync();
        await page.UntilAsync("!document.querySelector('.ce-sound-lane').hidden");
        var captured = await editor.ProjectAsync();
        await MarkAsync(page, editor, 5, 14);
        await editor.PressAsync("Shift+Delete", "Shift+O");
        var cut = await editor.ProjectAsync();
        var rate = cut.Track.Rate;
        Assert.Equal(captured.Track.Length - 10, cut.Track.Length);
        Assert.Equal([new TimeSegment(0, 5, 0, 5 / rate), new TimeSegment(5, cut.Track.Length - 5, 15 / rate, captured.Track.Seconds)], cut.Source!.Segments!, Near);

        // 3. The driver's picture and the sound follow
        foreach (var (frame, picture) in ((int, int)[])[(4, 4), (5, 15), (20, 30)])
        {
            await editor.SeekAsync(frame);
            await page.UntilAsync(FormattableString.Invariant($"Math.abs(document.querySelector('video.ce-driver').currentTime * {rate} - {picture + 0.5}) < 0.6"));
        }

        await editor.SeekAsync(0);
        await editor.PressAsync("Space");
        await page.UntilAsync("window.cues.length >= 2");
        await editor.PressAsync("Space");
        var cues = (await page.EvaluateAsync<JsonElement>("window.cues.slice(0, 2)")).EnumerateArray().Select(c => (Wait: c.GetProperty("wait").GetDouble(), From: c.GetProperty("from").GetDouble())).ToArray();
        Assert.Equal([(0, 0), (5 / rate, 15 / rate)], cues, (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.01 && Math.Abs(a.Item2 - b.Item2) < 0.001);
        await Screenshots.SaveAsync(page, "sound-cut");

        // 4. Time put in is silent
        await editor.PressAsync("Alt+I", "Enter");
        Assert.Contains((await editor.ProjectAsync()).Source!.Segments!, s => s.IsSilent && s.Frames == 10);
        await Screenshots.SaveAsync(page, "sound-held");
        await editor.PressAsync("Ctrl+Z");

        // 5. And so is the film cut
        await page.GetByRole(AriaRole.Link, new() { Name = "Use this motion" }).ClickAsync();
        var film = await MakeAsync(page);
        var (seconds, loud) = await Ears.HearAsync(film, Token);
        Assert.Equal(cut.Track.Seconds, seconds, 1 / rate + 0.025);
        Assert.Equal(0.8 - 10 / rate, Assert.Single(loud).From, 1 / rate);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Speech_becomes_the_film_s_sound_and_can_be_taken_out()
    {
        // 1. A motion without sound, and a recording that goes in at frame 6
        var (page, errors) = await browser.OpenAsync(server.Address, script: Cues);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nod" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit the motion" }).ClickAsync();
        await page.ArrivesAsync("/motion/");
        await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        var editor = new EditorPage(page, new Uri(page.Url).Segments[^1], errors, [], []);
        await editor.OpenCurvesAsync();
        await editor.SeekAsync(6);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Speech" }).ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Choose a file…" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "words.wav", MimeType = "audio/wav", Buffer = TestFiles.Wave(1, 16_000, 0.2, 0.5) });
        var wanted = page.GetByRole(AriaRole.Checkbox, new() { Name = "Use this as the film's sound" });
        await Expect(wanted).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Insert", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The film's sound: a recording of")).ToBeVisibleAsync();
        await page.UntilAsync("!document.querySelector('.ce-sound-lane').hidden");
        var spoken = await editor.ProjectAsync();
        var rate = spoken.Track.Rate;
        Assert.Equal((6, 0), (Assert.Single(spoken.Sound).Time.Frame, spoken.Sound[0].Time.From));
        Assert.True(await editor.PlayedAsync("jawOpen", 6 + 0.35 * rate) > 0.2);
        await Screenshots.SaveAsync(page, "sound-speech");
        await page.SetViewportSizeAsync(390, 844);
        await Screenshots.SaveAsync(page, "sound-speech-390");
        await page.SetViewportSizeAsync(1440, 900);

        // 2. Heard in the editor, gone and back with undo, taken out and back
        await editor.SeekAsync(0);
        await editor.PressAsync("Space");
        await page.UntilAsync($"window.cues.some((c) => Math.abs(c.wait - {(6 / rate).ToString(System.Globalization.CultureInfo.InvariantCulture)}) < 0.01 && c.from === 0)");
        await editor.PressAsync("Space", "Ctrl+Z");
        await page.UntilAsync("document.querySelector('.ce-sound-lane').hidden");
        Assert.Empty((await editor.ProjectAsync()).Sound);
        await editor.PressAsync("Ctrl+Shift+Z");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it out" }).ClickAsync();
        Assert.Empty((await editor.ProjectAsync()).Sound);
        await page.EvaluateAsync("document.querySelector('.ce-plane').focus({ preventScroll: true })");
        await editor.PressAsync("Ctrl+Z");
        Assert.Single((await editor.ProjectAsync()).Sound);

        // 3. The film says it
        await page.GetByRole(AriaRole.Link, new() { Name = "Use this motion" }).ClickAsync();
        var (seconds, loud) = await Ears.HearAsync(await MakeAsync(page), Token);
        Assert.Equal(spoken.Track.Seconds, seconds, 1 / rate + 0.025);
        Assert.Equal(6 / rate + 0.2, Assert.Single(loud).From, 1 / rate);
        Assert.Empty(errors);
    }

    private static bool Near(TimeSegment a, TimeSegment b) =>
        Math.Abs(a.Frame - b.Frame) + Math.Abs(a.Frames - b.Frames) + Math.Abs(a.From - b.From) + Math.Abs(a.To - b.To) < 1e-6;

    // A drawn clip that beeps once, from 0.8 to 0.88 seconds.
    private async Task<string> BeepingAsync()
    {
        var beeping = files.In("beeping.mp4");
        await Shell.FfmpegAsync(["-i", await files.DrivingClipAsync("theo", "nod", 440, Token, 320), "-f", "lavfi", "-i", "aevalsrc='if(between(t,.8,.88),sin(2*PI*880*t),0)':s=48000", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", "-shortest", beeping], Token);
        return beeping;
    }

    private static async Task MarkAsync(IPage page, EditorPage editor, int from, int to)
    {
        await editor.SeekAsync(from);
        await page.GetByRole(AriaRole.Button, new() { Name = "Range starts here" }).ClickAsync();
        await editor.SeekAsync(to);
        await page.GetByRole(AriaRole.Button, new() { Name = "Range ends here" }).ClickAsync();
        await page.EvaluateAsync("document.querySelector('.ce-plane').focus({ preventScroll: true })");
    }

    private async Task<string> MakeAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(Patient);
        return files.Write("made.mp4", Convert.FromBase64String(await page.EvaluateAsync<string>(
            "fetch(document.querySelector('video.film').currentSrc).then((a) => a.arrayBuffer()).then((b) => btoa(Array.from(new Uint8Array(b), (c) => String.fromCharCode(c)).join('')))")));
    }
}
