using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>Every page in both themes, and the way through them by keyboard alone.</summary>
[Collection(SharedStudio.Tests)]
public sealed class AccessibilityTests(StudioServer server, ChromiumBrowser browser)
{
    private const string Placed = ".ce-handle, .ce-key, .ce-block"; // on the face, on a curve, in time: sliders, numbers and lists do the same

    [Fact]
    public async Task No_page_breaks_wcag_a_or_aa()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await CheckBothThemesAsync(page);
        await page.GotoAsync(new Uri(server.Address, "not-found").ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await CheckBothThemesAsync(page);
        await page.GotoAsync(server.Address.ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Juno" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Kiss" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByLabel("Text on top").FillAsync("Good morning");
        await page.GetByText("Fine tuning").ClickAsync();
        await CheckBothThemesAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await CheckBothThemesAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Share it" }).ClickAsync();
        await Expect(page.GetByText("Only you see this")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await CheckBothThemesAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Gallery" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open again" })).ToBeVisibleAsync();
        await CheckBothThemesAsync(page);
        await page.GotoAsync(new Uri(server.Address, "about").ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        await CheckBothThemesAsync(page);
    }

    [Fact]
    public async Task No_view_of_the_editor_and_of_kept_motions_breaks_wcag_a_or_aa()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Juno" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Laugh" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit the motion" }).ClickAsync();
        await Expect(page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        await CheckBothThemesAsync(page, Placed);
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit curves" }).ClickAsync();
        await CheckBothThemesAsync(page, Placed);
        await page.GetByRole(AriaRole.Link, new() { Name = "Use this motion" }).ClickAsync();
        var own = page.GetByRole(AriaRole.List, new() { Name = "Your motions" });
        await Expect(own.Locator("button[aria-pressed=true]")).ToContainTextAsync("Laugh");
        await CheckBothThemesAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        await own.ScrollIntoViewIfNeededAsync();
        await Screenshots.SaveAsync(page, "motion-used-390");
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
    }

    [Fact]
    public async Task No_state_of_crop_and_render_breaks_wcag_a_or_aa()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Juno" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Crop" }).ClickAsync(new() { Timeout = 120_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use this part" })).ToBeEnabledAsync();
        await CheckBothThemesAsync(page);
        var portrait = System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["portrait"];
        var driver = await UploadAsync(page, TestFiles.Png(seed: 61));

        var slow = new { portrait, motion = new { preset = "laugh" }, speed = 0.5, playback = "ping-pong" };
        var running = new[] { await OpenJobAsync(page, slow), await OpenJobAsync(page, slow) }; // or the second one waits
        await OpenJobAsync(page, slow); // waits
        await CheckBothThemesAsync(page);
        await Screenshots.SaveAsync(page, "render-waiting-1440");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Expect(page.GetByText("Nothing of it was kept.")).ToBeVisibleAsync();
        await CheckBothThemesAsync(page);
        foreach (var job in running) Assert.True((await page.Context.APIRequest.DeleteAsync(new Uri(server.Address, $"/api/jobs/{job}").ToString())).Ok);
        await OpenJobAsync(page, new { portrait, motion = new { driver } });
        await Expect(page.GetByText("This did not work")).ToBeVisibleAsync(new() { Timeout = 240_000 });
        await CheckBothThemesAsync(page);
        await Screenshots.SaveAsync(page, "render-failed-1440");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change the order" }).ClickAsync();
        await Expect(page.GetByText("We found no face in this picture")).ToBeVisibleAsync(new() { Timeout = 120_000 });
    }

    private async Task<Guid> OpenJobAsync(IPage page, object order)
    {
        var answer = await page.Context.APIRequest.PostAsync(new Uri(server.Address, "/api/renders").ToString(), new() { DataObject = order });
        Assert.True(answer.Ok, await answer.TextAsync());
        var job = (await answer.JsonAsync())!.Value.GetProperty("job").GetProperty("id").GetGuid();
        await page.GotoAsync(new Uri(server.Address, $"/render/{job}").ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        return job;
    }

    private async Task<Guid> UploadAsync(IPage page, byte[] png)
    {
        var api = page.Context.APIRequest;
        var upload = (await (await api.PostAsync(new Uri(server.Address, "/api/uploads").ToString(), new() { DataObject = new { size = png.Length, type = "image/png" } })).JsonAsync())!.Value;
        var kept = (await (await api.PutAsync(new Uri(server.Address, $"/api/uploads/{upload.GetProperty("id")}?offset=0").ToString(), new() { DataByte = png })).JsonAsync())!.Value;
        return kept.GetProperty("asset").GetProperty("id").GetGuid();
    }

    [Fact]
    public async Task Keyboard_alone_takes_a_sample_and_a_motion()
    {
        var (page, _) = await browser.OpenAsync(server.Address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Mira" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var wink = page.GetByRole(AriaRole.Button, new() { Name = "Wink" });
        await wink.FocusAsync(new() { Timeout = 120_000 });
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Wink", Pressed = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make it" })).ToBeEnabledAsync();
    }

    private static async Task CheckBothThemesAsync(IPage page, string placed = "")
    {
        for (var i = 0; i < 2; i++)
        {
            await page.ChangeThemeAsync();
            await Accessibility.CheckAsync(page, placed);
        }
    }
}
