using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>A visitor with a drawn face and a drawn clip that was captured once, through the real pages; each test of these classes edits a copy of that motion.</summary>
public sealed class CapturedMotion : IAsyncLifetime
{
    /// <summary>Name of the test classes that share it.</summary>
    public const string Tests = "captured motion";

    private readonly StudioServer _server = new() { Settings = { ["Studio__Limits__Motions"] = "1000", ["Studio__Limits__SavesPerMinute"] = "1000" } };
    private readonly ChromiumBrowser _browser = new();
    private readonly SampleFiles _files = new();
    private IPage _page = null!;
    private string _id = "";
    private string? _test;

    /// <summary>The captured motion's page, with what comes after its id.</summary>
    public string Query { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        await _browser.InitializeAsync();
        (_page, _) = await _browser.OpenAsync(_server.Address);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        var clip = await _files.DrivingClipAsync("theo", "laugh", 440, CancellationToken.None, 320);
        var chooser = await _page.RunAndWaitForFileChooserAsync(() => _page.GetByRole(AriaRole.Button, new() { Name = "Choose a file" }).ClickAsync());
        await chooser.SetFilesAsync(clip);
        var edit = _page.GetByRole(AriaRole.Button, new() { Name = "Edit the motion" });
        await Expect(edit).ToBeEnabledAsync(new() { Timeout = 240_000 });
        await edit.ClickAsync();
        await _page.ArrivesAsync("/motion/");
        await Expect(_page.Locator(".ce-saved")).ToHaveTextAsync("Saved", new() { Timeout = 120_000 });
        var address = new Uri(_page.Url);
        (_id, Query) = (address.Segments[^1], address.Query);
    }

    /// <summary>A motion that a drawn picture drives, in a tab of its own, with everything.</summary>
    public async Task<EditorPage> OpenPictureAsync()
    {
        var png = Convert.ToBase64String(await File.ReadAllBytesAsync(_files.Portrait("theo", 384)));
        return await OpenAsync(await _page.EvaluateAsync<string>(
            """
            async (png) => {
              const { sendInSlices } = await import('/js/upload/slices.js');
              const file = new File([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], 'theo.png', { type: 'image/png' });
              const asset = await sendInSlices(file, () => {}, new AbortController().signal);
              const made = await fetch('/api/motions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ driver: asset.id }) });
              if (!made.ok) throw new Error(await made.text());
              return (await made.json()).id;
            }
            """, png), 1440, 900, curves: true, script: null, alone: false, face: true);
    }

    /// <summary>A copy in a tab of its own. Curves: with everything, else as it opens by itself. Layer: JSON of one more layer. Script runs in the page before its own. Alone: with a store of its own beside those of other tabs. Face: in a browser that can draw it, which costs the other tests most of their time.</summary>
    public async Task<EditorPage> OpenAsync(int width = 1440, int height = 900, bool curves = true, string? layer = null, string? script = null, bool alone = false, bool face = false)
    {
        var test = TestContext.Current.Test?.UniqueID;
        var copy = await _page.EvaluateAsync<string>(
            """
            async ([id, layer, forget]) => {
              if (forget) localStorage.clear(); // what another test kept
              const made = await (await fetch(`/api/motions/${id}/copy`, { method: 'POST' })).json();
              const answer = await fetch(`/api/motions/${made.id}`);
              const project = await answer.json();
              if (layer) project.track.layers.push(JSON.parse(layer)); // without one the file is the same in JavaScript's writing of numbers
              const kept = await fetch(`/api/motions/${made.id}`, { method: 'PUT', headers: { 'Content-Type': 'application/json', 'If-Match': answer.headers.get('ETag') }, body: JSON.stringify(project) });
              if (!kept.ok) throw new Error(await kept.text());
              return made.id;
            }
            """, new[] { _id, layer, _test == test ? null : "forget" });
        _test = test;
        return await OpenAsync(copy, width, height, curves, script, alone, face);
    }

    private async Task<EditorPage> OpenAsync(string id, int width, int height, bool curves, string? script, bool alone, bool face)
    {
        var context = _page.Context;
        if (alone) context = await context.Browser!.NewContextAsync(new() { StorageState = await context.StorageStateAsync(), ColorScheme = ColorScheme.Dark });
        var page = await context.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        var sent = new List<int>();
        page.WebSocket += (_, socket) =>
        {
            socket.FrameSent += (_, frame) => sent.Add(frame.Binary?.Length ?? frame.Text?.Length ?? 0);
            socket.FrameReceived += (_, frame) => sent.Add(frame.Binary?.Length ?? frame.Text?.Length ?? 0);
        };
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add($"{request.Method} {new Uri(request.Url).PathAndQuery}");
        if (!face) await page.AddInitScriptAsync(ChromiumBrowser.NoWebGl);
        if (script is not null) await page.AddInitScriptAsync(script);
        await page.GotoAsync(new Uri(_server.Address, $"/motion/{id}{Query}").ToString());
        await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved", new() { Timeout = 120_000 });
        var editor = new EditorPage(page, id, errors, sent, asked);
        if (curves) await editor.OpenCurvesAsync();
        return editor;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _server.DisposeAsync();
        _files.Dispose();
    }
}

[CollectionDefinition(CapturedMotion.Tests)]
public sealed class CapturedMotionTests : ICollectionFixture<CapturedMotion>;
