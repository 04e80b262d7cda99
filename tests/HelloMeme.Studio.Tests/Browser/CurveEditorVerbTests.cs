using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Every verb of the editor's table, on a captured clip: its key and its menu entry do the same, and it does something.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorVerbTests(CapturedMotion motion)
{
    /// <summary>Opens a dialog, plays, asks the studio or the disk, or needs a blink: the other tests of the editor.</summary>
    private static readonly HashSet<string> Elsewhere = ["play", "help", "menu", "export", "import", "re-bake", "drop-preset", "sound", "search", "remove-blink"];

    private const string Layer = """
        { "name": "Edits", "kind": "edits", "mode": "additive", "curves": { "mouthSmileLeft": { "keys":
          [{ "frame": 5, "value": 0.1 }, { "frame": 12, "value": -0.2 }, { "frame": 18, "value": 0.15 }, { "frame": 25, "value": -0.1 }, { "frame": 33, "value": 0.2 }] } } }
        """;

    /// <summary>What a verb needs to have something to do.</summary>
    private static readonly Dictionary<string, string[]> First = new()
    {
        ["redo"] = ["K", "Ctrl+Z"],
        ["undo"] = ["K"],
        ["paste-keys"] = ["Ctrl+C", "Shift+ArrowRight", "Shift+ArrowRight"],
        ["last-frame"] = ["Shift+O"],
        ["first-frame"] = ["Shift+O"],
        ["select-all"] = ["Escape"],
        ["select-range"] = ["Escape"],
        ["kind-bezier"] = ["3"],
        ["handles-auto"] = ["5"],
        ["fit"] = ["=", "="],
        ["scroll-left"] = ["=", "="],
        ["scroll-right"] = ["=", "="],
        ["zoom-out"] = ["=", "="],
        ["tool-select"] = ["B"],
        ["layer-up"] = ["Shift+N", "Shift+PageDown"],
        ["layer-down"] = ["Shift+N"],
        ["next-layer"] = ["Shift+PageDown"],
        ["show-only"] = ["Alt+H"],
        ["usual-colour"] = ["Alt+C", "Enter"],
    };

    /// <summary>What brings the page back, where undo does not.</summary>
    private static readonly Dictionary<string, string[]> Last = new()
    {
        ["loop"] = ["L"],
        ["link"] = ["N"],
        ["only-animated"] = ["A"],
        ["snap"] = ["Shift+S"],
        ["auto-key"] = ["Shift+C"],
        ["mode"] = ["E"],
        ["tool-box"] = ["V"],
        ["tool-add"] = ["V"],
        ["tool-pan"] = ["V"],
        ["slower"] = ["]"],
        ["faster"] = ["["],
    };

    private const int AtOnce = 3; // hands wait for the next picture of their page most of the time

    [Fact]
    public Task Each_verb_does_the_same_by_key_and_by_menu() => Parallel.ForEachAsync(
        (string[])["Keys", "Shape", "Channels", "Transport", "Layers", "Time", "View", "Motion"], new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (menu, _) => await TryMenuAsync(menu));

    private async Task TryMenuAsync(string menu)
    {
        var editor = await motion.OpenAsync(layer: Layer, alone: true);
        await Assertions.Expect(editor.Page.Locator(".ce-note").Filter(new() { HasText = "The curves work without it." })).ToBeVisibleAsync();
        var start = await editor.JsonAsync();
        var table = await editor.Page.EvaluateAsync<JsonElement>("() => import('/js/curve-editor/verbs.js').then(({ verbs }) => verbs.map(({ id, menu, keys, ask }) => ({ id, menu, keys, asks: Boolean(ask) })))");
        var verbs = table.EnumerateArray().Where(v => v.GetProperty("menu").GetString() == menu && !Elsewhere.Contains(v.GetProperty("id").GetString()!)).ToArray();
        Assert.NotEmpty(verbs);
        var ready = await PrepareAsync(editor);
        foreach (var verb in verbs)
        {
            var (id, asks) = (verb.GetProperty("id").GetString()!, verb.GetProperty("asks").GetBoolean());
            string[] chords = [.. verb.GetProperty("keys").EnumerateArray().Select(k => k.GetString()!).Where(k => k is not "+")];

            var before = await PrepareAsync(editor, ready, id);
            await editor.PressAsync(chords[0]);
            await AnswerAsync(editor, asks);
            var byKey = await StateAsync(editor);
            Assert.True(before != byKey, $"{id} did nothing by key; it says: {await editor.SaidAsync()}");
            await RestoreAsync(editor, id, start);

            Assert.Equal(before, await PrepareAsync(editor, ready, id));
            await editor.ChooseAsync(menu, id);
            await AnswerAsync(editor, asks);
            Assert.Equal(byKey, await StateAsync(editor));
            await RestoreAsync(editor, id, start);
        }

        await editor.CloseAsync();
        await editor.Page.Context.CloseAsync();
    }

    /// <summary>As every verb begins, made only where the last one left something else, and what this one needs besides.</summary>
    private static async Task<string> PrepareAsync(EditorPage editor, string ready, string id)
    {
        if (await StateAsync(editor) != ready) Assert.Equal(ready, await PrepareAsync(editor));
        if (!First.TryGetValue(id, out var chords)) return ready;
        await editor.SendAsync(chords);
        return await StateAsync(editor);
    }

    /// <summary>The edits are active, the middle three keys selected, frames 10 to 30 marked, the playhead at 20.</summary>
    private static async Task<string> PrepareAsync(EditorPage editor)
    {
        await editor.SendAsync("Shift+PageUp", "Shift+PageUp");
        await editor.Page.EvaluateAsync("document.querySelector('[data-channel=mouthSmileLeft] .ce-name').dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }))");
        await editor.SendAsync("Shift+H", "F");
        await SeekAsync(editor, 10);
        await editor.SendAsync("I");
        await SeekAsync(editor, 30);
        await editor.SendAsync("O");
        await SeekAsync(editor, 20);
        await editor.SendAsync("Ctrl+Shift+A");
        return await StateAsync(editor);
    }

    private static Task SeekAsync(EditorPage editor, int frame) => editor.Page.EvaluateAsync(
        """
        (frame) => {
          const scrub = document.querySelector('.ce-scrub');
          scrub.value = frame;
          scrub.dispatchEvent(new Event('input', { bubbles: true }));
          document.querySelector('.ce-plane').focus({ preventScroll: true });
        }
        """,
        frame);

    private static async Task AnswerAsync(EditorPage editor, bool asks)
    {
        if (!asks) return;
        var dialog = editor.Page.Locator("dialog[open]");
        await dialog.WaitForAsync();
        if (await dialog.Locator("input[name=value]").CountAsync() > 0) await dialog.Locator("input[name=value]").FillAsync("0.62");
        else if (await dialog.Locator("input[name=name]").CountAsync() > 0) await dialog.Locator("input[name=name]").FillAsync("Another name");
        else if (await dialog.Locator("select[name=group]").CountAsync() > 0) await dialog.Locator("input[name=percent]").FillAsync("50");
        else if (await dialog.Locator("input[name=tolerance]").CountAsync() > 0) await dialog.Locator("input[name=tolerance]").FillAsync("0.3");
        else if (await dialog.Locator("input[name=frames]").CountAsync() > 0) await dialog.Locator("input[name=frames]").FillAsync("7");
        await editor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await editor.SettleAsync();
    }

    /// <summary>What is kept, and all that the page shows of what is chosen.</summary>
    private static async Task<string> StateAsync(EditorPage editor)
    {
        await editor.SettleAsync();
        return await editor.JsonAsync() + await editor.Page.EvaluateAsync<string>("""
            JSON.stringify({
              mode: document.querySelector('.curve-editor').dataset.mode, frame: document.querySelector('.ce-scrub').value, speed: document.querySelector('.ce-speed').value, range: document.querySelector('.ce-range-text').textContent,
              on: [...document.querySelectorAll('.curve-editor :is([aria-pressed=true], [aria-current=true], [aria-selected=true]):not(.ce-key)')].map((e) => e.getAttribute('aria-label') ?? e.textContent),
              keys: [...document.querySelectorAll('.ce-key:not([hidden])')].map((e) => [e.getAttribute('aria-label'), e.getAttribute('aria-pressed'), e.style.transform]),
              rows: [...document.querySelectorAll('.ce-channel:not([hidden])')].length, clip: localStorage.getItem('hellomeme-keys'),
            })
            """);
    }

    /// <summary>The motion as it was, by undo alone.</summary>
    private static async Task RestoreAsync(EditorPage editor, string id, string start)
    {
        await editor.SendAsync(Last.GetValueOrDefault(id, []));
        var undo = editor.Page.Locator(".ce-top .ce-icon").First;
        while (await undo.IsEnabledAsync()) await editor.SendAsync("Ctrl+Z");
        Assert.Equal(start, await editor.JsonAsync());
        await editor.Page.EvaluateAsync("localStorage.removeItem('hellomeme-keys')");
    }
}
