using System.Globalization;
using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>The curve editor of one motion on its page: hands, and what came of them.</summary>
/// <param name="Id">Of the motion.</param>
/// <param name="Errors">What the console complained about.</param>
/// <param name="Frames">Lengths of socket frames, both ways; up to 3 bytes are the circuit's own pings.</param>
/// <param name="Requests">Method and address of each.</param>
public sealed record EditorPage(IPage Page, string Id, List<string> Errors, List<int> Frames, List<string> Requests)
{
    private const int Left = 42, Edge = 16; // pixels that the canvas keeps free

    /// <summary>What the studio keeps, once all is saved.</summary>
    public async Task<MotionProject> ProjectAsync() => MotionProject.FromJson(await JsonAsync());

    public async Task<string> JsonAsync()
    {
        await Page.UntilAsync("document.querySelector('.ce-saved').textContent === 'Saved'");
        return await Page.EvaluateAsync<string>("(id) => fetch(`/api/motions/${id}`, { cache: 'no-store' }).then((a) => a.text())", Id);
    }

    /// <summary>Value of a channel as played.</summary>
    public async Task<double> PlayedAsync(string channel, double frame) => (await ProjectAsync()).Played().Evaluate(frame)[channel];

    /// <summary>Keys of a channel in the topmost layer that has any, as the file has them.</summary>
    public async Task<JsonElement[]> KeysAsync(string channel)
    {
        foreach (var layer in JsonElement.Parse(await JsonAsync()).GetProperty("track").GetProperty("layers").EnumerateArray().Reverse())
            if (layer.GetProperty("curves").TryGetProperty(channel, out var curve) && curve.TryGetProperty("keys", out var keys)) return [.. keys.EnumerateArray()];
        return [];
    }

    public async Task OpenCurvesAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Edit curves" }).ClickAsync();
        await Page.UntilAsync("document.querySelector('.ce-curves-canvas').width > 300");
    }

    /// <summary>Only this channel is shown, and it is the current one.</summary>
    public async Task ShowOnlyAsync(string channel)
    {
        await Page.Locator($"[data-channel={channel}] .ce-name").ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await PressAsync("Shift+H");
        await PressAsync("F");
    }

    /// <summary>Chords as the table of verbs writes them.</summary>
    public async Task PressAsync(params string[] chords)
    {
        await SendAsync(chords);
        await SettleAsync();
    }

    /// <summary>Chords, without waiting until they are drawn: for many in a row.</summary>
    public async Task SendAsync(params string[] chords)
    {
        foreach (var chord in chords) await Page.Keyboard.PressAsync(chord.Replace("Ctrl+", "Control+", StringComparison.Ordinal));
    }

    /// <summary>By mouse, through the menus.</summary>
    public async Task ChooseAsync(string menu, string verb)
    {
        await Page.Locator(".ce-menu-button").Filter(new() { HasTextRegex = new($"^{menu}$") }).ClickAsync();
        await Page.Locator($"[data-verb={verb}].ce-menu-item").ClickAsync();
        await SettleAsync();
    }

    /// <summary>Playhead to a frame: the scrub bar takes it. Then the keyboard is the curves'.</summary>
    public async Task SeekAsync(int frame)
    {
        await Page.Locator(".ce-scrub").FillAsync(frame.ToString(CultureInfo.InvariantCulture));
        await Page.EvaluateAsync("document.querySelector('.ce-plane').focus({ preventScroll: true })");
        await SettleAsync();
    }

    public async Task<int> FrameAsync() => int.Parse(await Page.Locator(".ce-scrub").InputValueAsync(), CultureInfo.InvariantCulture);

    /// <summary>Two drawings later.</summary>
    public async Task SettleAsync() => await Page.EvaluateAsync("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))");

    /// <summary>Middle of a key of the current channel, in the window.</summary>
    public async Task<(float X, float Y)> KeyPlaceAsync(int index)
    {
        await SettleAsync();
        var box = (await Page.Locator($".ce-key[data-index=\"{index}\"]:not([hidden])").BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    public async Task<(float X, float Y, float Width, float Height)> PlaneAsync()
    {
        await Page.EvaluateAsync("document.querySelector('.ce-plane').scrollIntoView({ block: 'end' })");   // a phone keeps the face on top
        var box = (await Page.Locator(".ce-plane").BoundingBoxAsync())!;
        return (box.X, box.Y, box.Width, box.Height);
    }

    /// <summary>Where a frame and a value are when everything of a channel from 0 to 1 is seen.</summary>
    public async Task<(float X, float Y)> PlaceAsync(double frame, double value)
    {
        var (x, y, width, height) = await PlaneAsync();
        var last = double.Parse((await Page.Locator(".ce-scrub").GetAttributeAsync("max"))!, CultureInfo.InvariantCulture);
        return ((float)(x + Left + frame / last * (width - Left - Edge)), (float)(y + height - Edge - (value + 0.06) / 1.12 * (height - 2 * Edge)));
    }

    /// <summary>Number of keys that are buttons, which are those of the current channel.</summary>
    public Task<int> KeyCountAsync() => CountAsync(".ce-key:not([hidden])");

    public Task<int> SelectedAsync() => CountAsync(".ce-key[aria-pressed=true]:not([hidden])");

    private async Task<int> CountAsync(string keys)
    {
        await SettleAsync();
        return await Page.Locator(keys).CountAsync();
    }

    public async Task DragAsync((float X, float Y) from, float dx, float dy, string? held = null, int steps = 8)
    {
        await Page.Mouse.MoveAsync(from.X, from.Y);
        if (held is not null) await Page.Keyboard.DownAsync(held);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(from.X + dx, from.Y + dy, new() { Steps = steps });
        await Page.Mouse.UpAsync();
        if (held is not null) await Page.Keyboard.UpAsync(held);
        await SettleAsync();
    }

    public async Task<string> SaidAsync()
    {
        await SettleAsync();
        return await Page.Locator(".ce-said").TextContentAsync() ?? "";
    }

    /// <summary>What undo would take back.</summary>
    public async Task<string> UndoLabelAsync() => (await Page.Locator(".ce-top .ce-icon").First.GetAttributeAsync("title") ?? "").Split(": ", 2) is [_, var label] ? label : "";

    public async Task CloseAsync()
    {
        Assert.Empty(Errors);
        await Page.CloseAsync();
    }
}
