using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Commands that open something, play, or ask the studio, the disk or the clipboard: each by its key and by its menu, on a captured clip.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorCommandTests(CapturedMotion motion)
{
    private const string Channel = "cheekPuff";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Play_sound_search_menu_and_help()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        await EachWayAsync(editor, "Space", "Transport", "play", async () =>
        {
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
            await editor.PressAsync("Space");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Play", Exact = true })).ToBeVisibleAsync();
        });

        var sound = page.GetByRole(AriaRole.Button, new() { Name = "Sound on or off" });
        await Expect(sound).ToHaveAttributeAsync("aria-pressed", "true");
        await EachWayAsync(editor, "Shift+M", "Transport", "sound", async () =>
        {
            await Expect(sound).ToHaveAttributeAsync("aria-pressed", "false");
            await editor.PressAsync("Shift+M");
        });

        var search = page.GetByLabel("Search channels").First;
        await EachWayAsync(editor, "/", "Channels", "search", async () =>
        {
            await Expect(search).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync("smile");
            await Expect(page.Locator(".ce-channel:visible")).ToHaveCountAsync(2);
            await search.FillAsync("");
        });

        var menu = page.GetByRole(AriaRole.Menu, new() { Name = "All commands" });
        await EachWayAsync(editor, "Ctrl+K", "View", "menu", async () =>
        {
            await Expect(menu.GetByText("Add a key at the playhead")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Escape");
            await Expect(menu).ToHaveCountAsync(0);
        });

        var help = page.GetByRole(AriaRole.Dialog, new() { Name = "Help" });
        await EachWayAsync(editor, "?", "View", "help", async () =>
        {
            await Expect(help).ToContainTextAsync("Capture again from the clip");
            await page.Keyboard.PressAsync("Escape");
            await Expect(help).ToHaveCountAsync(0);
        });
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_file_out_and_in_a_motion_dropped_in_and_the_clip_captured_again()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        var captured = (await editor.ProjectAsync()).Track.Layers[0];
        await editor.ShowOnlyAsync(Channel);
        await editor.SeekAsync(9);
        await editor.PressAsync("K", "Alt+Shift+ArrowUp");
        var edited = await editor.JsonAsync();

        // 1. Out and in
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        foreach (var save in (Func<Task>[])[() => editor.PressAsync("Ctrl+S"), () => editor.ChooseAsync("Motion", "export")])
        {
            await (await page.RunAndWaitForDownloadAsync(save)).SaveAsAsync(file);
            Assert.Equal(edited, await File.ReadAllTextAsync(file, Token));
        }

        await editor.PressAsync("Delete");
        var deleted = await editor.JsonAsync();
        foreach (var open in (Func<Task>[])[() => editor.PressAsync("Ctrl+O"), () => editor.ChooseAsync("Motion", "import")])
        {
            await (await page.RunAndWaitForFileChooserAsync(open)).SetFilesAsync(file);
            await Expect(page.Locator(".ce-said")).ToContainTextAsync("is open");
            Assert.Equal(edited, await editor.JsonAsync());
            await editor.PressAsync("Ctrl+Z");
            Assert.Equal(deleted, await editor.JsonAsync());
        }

        File.Delete(file);
        await editor.PressAsync("Ctrl+Z");

        // 2. A shipped motion at the playhead
        var dropped = new List<string>();
        await EachWayAsync(editor, "P", "Layers", "drop-preset", async () =>
        {
            await page.Locator("dialog[open] select").SelectOptionAsync("wink");
            await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
            await Expect(page.Locator(".ce-block")).ToBeVisibleAsync();
            dropped.Add(await editor.JsonAsync());
            await editor.PressAsync("Ctrl+Z");
        });
        Assert.NotEqual(edited, dropped[0]);
        Assert.Equal(dropped[0], dropped[1]);

        // 3. The clip again, under the edits: what the mirror did to the capture is gone
        await editor.PressAsync("Shift+W");
        Assert.NotEqual(captured, (await editor.ProjectAsync()).Track.Layers[0]);
        await EachWayAsync(editor, "Ctrl+Shift+B", "Layers", "re-bake", async () =>
        {
            await Expect(page.Locator(".ce-said")).ToHaveTextAsync("Captured again; the edits stay on top.");
            Assert.Equal(captured, (await editor.ProjectAsync()).Track.Layers[0]);
            Assert.Single(await editor.KeysAsync(Channel));
            Assert.Equal("Capture again", await editor.UndoLabelAsync());
            await editor.PressAsync("Ctrl+Z");
            Assert.NotEqual(captured, (await editor.ProjectAsync()).Track.Layers[0]);
        });
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Expressions_go_over_the_clipboard()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Expressions" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).ClickAsync();
        await Expect(page.Locator(".ce-said")).ToHaveTextAsync("You have no expressions yet: save a face first.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save this face…" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Mine");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).ClickAsync();
        await Expect(page.Locator(".ce-said")).ToHaveTextAsync("Your expressions are on the clipboard.");
        Assert.Contains("\"Mine\"", await page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Mine" }).ClickAsync();
        await Expect(page.Locator("[data-expression=Mine]")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Paste", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-expression=Mine]")).ToBeVisibleAsync();
        await page.EvaluateAsync("navigator.clipboard.writeText('no expressions')");
        await page.GetByRole(AriaRole.Button, new() { Name = "Paste", Exact = true }).ClickAsync();
        await Expect(page.Locator(".ce-said")).ToContainTextAsync("no palette");
        await editor.CloseAsync();
    }

    /// <summary>Does it by key and by menu; after each, <paramref name="check"/> sees that it was done, and takes it back.</summary>
    private static async Task EachWayAsync(EditorPage editor, string chord, string menu, string verb, Func<Task> check)
    {
        foreach (var act in (Func<Task>[])[() => editor.PressAsync(chord), () => editor.ChooseAsync(menu, verb)])
        {
            await editor.Page.Locator(".ce-plane").FocusAsync();
            await act();
            await check();
        }
    }
}
