using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>What a reload brings back beside the motion: undo and redo, and where the visitor was; and when the browser forgets it.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorReloadTests(CapturedMotion motion)
{
    [Fact]
    public async Task Undo_and_redo_survive_a_reload_until_the_motion_is_changed_elsewhere_or_deleted()
    {
        // 1. Four edits, one of them undone, and a look around
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        var start = await editor.JsonAsync();
        await editor.ShowOnlyAsync("jawOpen");
        await editor.SeekAsync(10);
        await editor.PressAsync("K", "Alt+Shift+ArrowUp");
        await editor.SeekAsync(25);
        await editor.PressAsync("K");
        var third = await editor.JsonAsync();
        await editor.PressAsync("Alt+Shift+ArrowUp");
        var fourth = await editor.JsonAsync();
        await editor.PressAsync("Ctrl+Z", "L", "]", "O", "=", "Ctrl+ArrowUp");
        Assert.Equal(third, await editor.JsonAsync());
        var seen = await SeenAsync(editor);

        // 2. All of it is there again, and every step leads back
        await ReloadAsync(editor);
        Assert.Equal(seen, await SeenAsync(editor));
        Assert.Equal(third, await editor.JsonAsync());
        await editor.PressAsync("Ctrl+Shift+Z");
        Assert.Equal(fourth, await editor.JsonAsync());
        await editor.PressAsync("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z");
        Assert.Equal(start, await editor.JsonAsync());
        await ReloadAsync(editor);
        await editor.PressAsync("Ctrl+Y", "Ctrl+Y", "Ctrl+Y", "Ctrl+Y");
        Assert.Equal(fourth, await editor.JsonAsync());

        // 3. A newer revision from elsewhere has no history here
        await ChangeElsewhereAsync(editor, "Elsewhere");
        await ReloadAsync(editor);
        await Expect(page.Locator(".ce-title")).ToHaveTextAsync("Elsewhere");
        Assert.Equal("", await editor.UndoLabelAsync());
        await Expect(page.Locator(".ce-top .ce-icon").First).ToBeDisabledAsync();

        // 4. What is deleted is forgotten
        Assert.NotEqual("", await KeptAsync(page, editor.Id));
        await page.EvaluateAsync("(id) => fetch(`/api/motions/${id}`, { method: 'DELETE' })", editor.Id);
        await page.GotoAsync(new Uri(new Uri(page.Url), "/" + motion.Query).ToString());
        for (var i = 0; i < 100 && await KeptAsync(page, editor.Id) != ""; i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal("", await KeptAsync(page, editor.Id));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task Changes_that_the_studio_never_got_come_back_with_their_history()
    {
        var editor = await motion.OpenAsync();
        var page = editor.Page;
        var start = await editor.JsonAsync();
        await editor.ShowOnlyAsync("jawOpen");
        await page.RouteAsync("**/api/motions/*", route => route.Request.Method == "PUT" ? route.AbortAsync() : route.ContinueAsync());
        await editor.SeekAsync(10);
        await editor.PressAsync("K", "Alt+Shift+ArrowUp");
        await Expect(page.GetByText("your changes are kept here")).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await ReloadAsync(editor);
        Assert.Equal(start, await editor.JsonAsync());
        Assert.Equal("", await editor.UndoLabelAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Take them" }).ClickAsync();
        Assert.Equal("Raise keys a lot", await editor.UndoLabelAsync());
        Assert.NotEqual(start, await editor.JsonAsync());
        await editor.PressAsync("Ctrl+Z", "Ctrl+Z");
        Assert.Equal(start, await editor.JsonAsync());
        editor.Errors.RemoveAll(e => e.Contains("ERR_FAILED", StringComparison.Ordinal));
        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_tab_that_was_overtaken_loads_again_by_mouse_and_by_keyboard()
    {
        var editor = await motion.OpenAsync(curves: false);
        var page = editor.Page;
        foreach (var (name, press) in ((string, Func<ILocator, Task>)[])[("By mouse", button => button.ClickAsync()), ("By keyboard", button => button.PressAsync("Enter"))])
        {
            await ChangeElsewhereAsync(editor, name);
            await page.EvaluateAsync("window.dispatchEvent(new Event('focus'))");
            await press(page.GetByRole(AriaRole.Button, new() { Name = "Load again" }));
            await Expect(page.Locator(".ce-title")).ToHaveTextAsync(name);
            await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Load again" })).ToHaveCountAsync(0);
        }

        await editor.CloseAsync();
    }

    /// <summary>A newer revision with another name, as from another tab.</summary>
    private static Task ChangeElsewhereAsync(EditorPage editor, string name) => editor.Page.EvaluateAsync(
        """
        async ([id, name]) => {
          const answer = await fetch(`/api/motions/${id}`);
          const etag = answer.headers.get('ETag');
          await fetch(`/api/motions/${id}`, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'If-Match': etag }, body: JSON.stringify({ ...await answer.json(), name }) });
        }
        """, new[] { editor.Id, name });

    private static async Task ReloadAsync(EditorPage editor)
    {
        await editor.Page.ReloadAsync();
        await Expect(editor.Page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        await editor.Page.UntilAsync("document.querySelector('.ce-curves-canvas').width > 300");
        await editor.SettleAsync();
    }

    /// <summary>Everything that a person sees of where they are.</summary>
    private static async Task<string> SeenAsync(EditorPage editor)
    {
        await editor.SettleAsync();
        return await editor.UndoLabelAsync() + await editor.Page.EvaluateAsync<string>("""
            JSON.stringify({
              mode: document.querySelector('.curve-editor').dataset.mode, frame: document.querySelector('.ce-scrub').value, speed: document.querySelector('.ce-speed').value, range: document.querySelector('.ce-range-text').textContent,
              on: [...document.querySelectorAll('.curve-editor :is([aria-pressed=true], [aria-current=true], [aria-selected=true]):not(.ce-key)')].map((e) => e.getAttribute('aria-label') ?? e.textContent),
              keys: [...document.querySelectorAll('.ce-key:not([hidden])')].map((e) => [e.getAttribute('aria-label'), e.style.transform]),
              redo: document.querySelectorAll('.ce-top .ce-icon')[1].title,
            })
            """);
    }

    /// <summary>Names under which the browser keeps something of a motion; empty for none.</summary>
    private static Task<string> KeptAsync(IPage page, string id) => page.EvaluateAsync<string>(
        """
        async (id) => {
          const database = await new Promise((done) => { indexedDB.open('hellomeme-motions', 1).onsuccess = (e) => done(e.target.result); });
          const histories = await new Promise((done) => { database.transaction('histories').objectStore('histories').getAllKeys().onsuccess = (e) => done(e.target.result); });
          database.close();
          return [...histories, ...Object.keys(localStorage)].filter((name) => name.includes(id)).join();
        }
        """, id);
}
