using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The editor in all sizes and both themes: nothing sticks out, nobody is left out, pictures for a person to look at.</summary>
[Collection(CapturedMotion.Tests)]
public sealed class CurveEditorScreenTests(CapturedMotion motion)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(820, 1180)]
    [InlineData(390, 844)]
    public async Task Every_size_and_theme_fits_and_is_accessible(int width, int height)
    {
        var editor = await motion.OpenAsync(width, height, curves: false, face: true);
        var page = editor.Page;
        await page.Locator(".ce-portrait[data-ready=true]").First.WaitForAsync();
        var other = page.Locator("[aria-label$=' theme']");
        for (var themes = 0; themes < 2; themes++)
        {
            var theme = await other.GetAttributeAsync("aria-label") is "Use the light theme" ? "dark" : "light"; // the tests of a class share a visitor, and so a theme
            await LookAsync(editor, $"curves-simple-{width}-{theme}");
            await editor.OpenCurvesAsync();
            await editor.SeekAsync(12);
            await editor.PressAsync("K", "Shift+ArrowRight", "K", "Ctrl+A");
            await LookAsync(editor, $"curves-edit-{width}-{theme}");
            await page.GetByRole(AriaRole.Tab, new() { Name = "Layers" }).ClickAsync();
            await LookAsync(editor, $"curves-layers-{width}-{theme}");
            await page.GetByRole(AriaRole.Tab, new() { Name = "Keys" }).ClickAsync();
            await page.Locator(".ce-plane").FocusAsync();
            await editor.PressAsync("?");
            await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Help" })).ToContainTextAsync("Add a key at the playhead");
            await LookAsync(editor, $"curves-help-{width}-{theme}");
            await page.Keyboard.PressAsync("Escape");
            await editor.PressAsync("E");
            await page.ChangeThemeAsync();
            await Expect(other).ToHaveAttributeAsync("aria-label", $"Use the {theme} theme");
        }

        await editor.CloseAsync();
    }

    [Fact]
    public async Task A_reload_brings_everything_back()
    {
        var editor = await motion.OpenAsync(face: true);
        await editor.ShowOnlyAsync("jawOpen");
        await editor.SeekAsync(10);
        await editor.PressAsync("K", "=", "=");
        var json = await editor.JsonAsync();
        var key = await editor.Page.Locator(".ce-key:not([hidden])").First.GetAttributeAsync("style");
        await editor.Page.ReloadAsync();
        await Expect(editor.Page.Locator(".ce-saved")).ToHaveTextAsync("Saved");
        Assert.Equal(json, await editor.JsonAsync());
        await Expect(editor.Page.Locator(".curve-editor")).ToHaveAttributeAsync("data-mode", "curves");
        await Expect(editor.Page.Locator(".ce-key:not([hidden])").First).ToHaveAttributeAsync("style", key!);
        await editor.CloseAsync();
    }

    private static async Task LookAsync(EditorPage editor, string name)
    {
        await editor.SettleAsync();
        Assert.True(await editor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name}: the page is wider than the window.");
        await Accessibility.CheckAsync(editor.Page, placed: ".ce-handle, .ce-key, .ce-block"); // on the face, on a curve, in time; sliders, numbers and lists do the same
        await Screenshots.SaveAsync(editor.Page, name);
    }
}
