using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>From a driving clip to the editor, through reload and a second tab, and back to a film that plays what was edited.</summary>
[Collection(SharedStudio.Tests)]
public sealed class MotionPageTests(StudioServer server, ChromiumBrowser browser, SampleFiles files) : IClassFixture<SampleFiles>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_captured_clip_is_edited_kept_and_becomes_the_film()
    {
        // 1. A clip on Create, and into the editor
        var (page, errors) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit the motion" })).ToBeDisabledAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Choose a file" }).ClickAsync());
        await chooser.SetFilesAsync(await files.DrivingClipAsync("theo", "nod", 440, Token, 320));
        await Expect(page.GetByText("s, with sound")).ToBeVisibleAsync(Patient);
        var edit = page.GetByRole(AriaRole.Button, new() { Name = "Edit the motion" });
        await Expect(edit).ToBeEnabledAsync(new() { Timeout = 120_000 });
        await page.GetByLabel("Text on top").FillAsync("Before the edit");
        await Screenshots.SaveAsync(page, "motion-create");
        await edit.ClickAsync();
        await page.ArrivesAsync("/motion/");
        var saved = page.Locator(".ce-saved");
        await Expect(saved).ToHaveTextAsync("Saved");
        await Expect(page.Locator(".ce-title")).ToHaveTextAsync("theo-nod");
        var address = $"/api/motions/{new Uri(page.Url).Segments[^1]}";
        var captured = await ReadAsync(page, address);
        Assert.Equal(LayerKind.Captured, Assert.Single(captured.Track.Layers).Kind);

        // 2. An edit of the whole motion, saved by itself
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole motion" }).ClickAsync();
        await SlideAsync(page, "smile", 25);
        await Expect(saved).ToHaveTextAsync("Saved");
        var smiling = await ReadAsync(page, address);
        var (smile, middle) = (Channels.IndexOf("mouthSmileLeft"), captured.Track.Length / 2);
        Assert.True(smiling.Played().Evaluate(middle)[smile] > captured.Track.Evaluate(middle)[smile] + 0.1);
        Assert.Equal(captured.Track.Layers[0], smiling.Track.Layers[0]);
        await Screenshots.SaveAsync(page, "motion-editor");

        // 3. A reload brings it back; a second tab on the same revision
        await page.ReloadAsync();
        await Expect(saved).ToHaveTextAsync("Saved");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await Expect(other.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        await page.BringToFrontAsync();
        await SlideAsync(page, "brows", 20);
        await Expect(saved).ToHaveTextAsync("Saved");
        var raised = await ReadAsync(page, address);
        Assert.NotEqual(smiling.ToJson(), raised.ToJson());

        // 4. The second tab is told, overwrites nothing, and may keep its own as a copy
        await other.BringToFrontAsync();
        await other.EvaluateAsync("window.dispatchEvent(new Event('focus'))");
        await Expect(other.GetByText("changed elsewhere")).ToBeVisibleAsync();
        await Screenshots.SaveAsync(other, "motion-stale");
        Assert.Equal(raised.ToJson(), (await ReadAsync(page, address)).ToJson());
        await other.GetByRole(AriaRole.Link, new() { Name = "Use this motion" }).ClickAsync();
        await Expect(other.Locator(".ce-said")).ToContainTextAsync("so it was not used");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save as a copy" }).ClickAsync();
        await Expect(other.Locator(".ce-title")).ToHaveTextAsync("theo-nod (copy)");
        await other.CloseAsync();

        // 5. Back to Create with everything else as it was, and the film
        await page.BringToFrontAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Use this motion" }).ClickAsync();
        var own = page.GetByRole(AriaRole.List, new() { Name = "Your motions" });
        await Expect(own.Locator("button[aria-pressed=true]")).ToContainTextAsync("theo-nod");
        await Expect(own.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Expect(page.GetByLabel("Text on top")).ToHaveValueAsync("Before the edit");
        await own.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "(copy)" }).GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(own.GetByRole(AriaRole.Button, new() { Name = "Keep it" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(own.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "(copy)" }).GetByRole(AriaRole.Button, new() { Name = "Delete" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.EvaluateAsync("fetch('/api/motions/mine').then((a) => a.json()).then((all) => fetch(`/api/motions/${all.find((m) => m.name.includes('(copy)')).id}`, { method: 'DELETE' }))");   // by another tab
        await own.GetByRole(AriaRole.Button, new() { Name = "Yes, delete" }).ClickAsync();
        await Expect(own.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await Screenshots.SaveAsync(page, "motion-used");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(Patient);
        await CheckFilmAsync(page, raised);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task What_the_studio_never_got_is_offered_after_a_reload()
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        var id = await page.EvaluateAsync<string>("""fetch("/api/motions", { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"preset":"wink"}' }).then((a) => a.json()).then((m) => m.id)""");
        await page.RouteAsync($"**/api/motions/{id}", route => route.AbortAsync());
        await page.GotoAsync(new Uri(server.Address, $"/motion/{id}").ToString());
        await Expect(page.GetByText("The studio is out of reach: try again in a moment.")).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        await page.RouteAsync($"**/api/motions/{id}", route => route.Request.Method == "PUT" ? route.AbortAsync() : route.ContinueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole motion" }).ClickAsync();
        await SlideAsync(page, "smile", 30);
        await Expect(page.GetByText("your changes are kept here")).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await page.ReloadAsync();

        // Something else is done first, and saved: the offer stays until it is answered.
        await SlideAsync(page, "brows", 4);
        await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take them" }).ClickAsync();
        await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        var project = await ReadAsync(page, $"/api/motions/{id}");
        Assert.True(project.Played().Evaluate(0)["mouthSmileLeft"] > Presets.Find("wink")!.Track.Evaluate(0)["mouthSmileLeft"] + 0.1);
        Assert.All(errors, e => Assert.Contains("ERR_FAILED", e, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_motion_that_is_not_there_says_so_and_leads_back()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await page.GotoAsync(new Uri(server.Address, $"/motion/{Guid.NewGuid()}").ToString());
        await Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "no motion of yours" })).ToBeVisibleAsync();
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Choose another motion" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "A photo that acts" })).ToBeVisibleAsync();
    }

    // By keyboard: as many steps up.
    private static async Task SlideAsync(IPage page, string macro, int steps)
    {
        var slider = page.Locator($"[data-macro={macro}] input[type=range]").First;
        await slider.FocusAsync();
        for (var i = 0; i < steps; i++) await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Tab");
    }

    private static async Task<MotionProject> ReadAsync(IPage page, string address) =>
        MotionProject.FromJson(await page.EvaluateAsync<string>("(address) => fetch(address, { cache: 'no-store' }).then((a) => a.text())", address));

    private async Task CheckFilmAsync(IPage page, MotionProject project)
    {
        var film = files.Write("edited.mp4", Convert.FromBase64String(await page.EvaluateAsync<string>(
            "fetch(document.querySelector('video.film').currentSrc).then((a) => a.arrayBuffer()).then((b) => btoa(Array.from(new Uint8Array(b), (c) => String.fromCharCode(c)).join('')))")));
        Assert.Equal("aac", (await VideoInfo.ReadAsync(film, Token)).AudioCodec);
        var recipe = JsonElement.Parse(Provenance.Read(film)!.Recipe!);
        Assert.Equal(project.Played(), MotionTrack.FromJson(recipe.GetProperty("track").GetRawText()));
        Assert.Equal("Before the edit", recipe.GetProperty("captionTop").GetString());
    }
}
