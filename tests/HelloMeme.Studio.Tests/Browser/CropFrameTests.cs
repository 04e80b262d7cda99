using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>The crop frame by mouse, finger and keyboard; what was framed is what acts, and a reload keeps it.</summary>
[Collection(SharedStudio.Tests)]
public sealed class CropFrameTests(StudioServer server, ChromiumBrowser browser)
{
    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task Photo_is_cropped_by_mouse_and_keyboard_and_stays_so(int width, int height)
    {
        var (page, errors) = await browser.OpenAsync(server.Address, width, height);
        await OpenFrameAsync(page);
        var photo = (await page.Locator(".cropping .photo").BoundingBoxAsync())!;
        await DragAsync(page, "nw", 0.2f * photo.Width, 0.1f * photo.Height);
        await page.Locator("[data-handle=e]").FocusAsync();
        for (var i = 0; i < 2; i++) await page.Keyboard.PressAsync("Shift+ArrowLeft");
        await page.Locator("[data-handle=s]").FocusAsync();
        for (var i = 0; i < 15; i++) await page.Keyboard.PressAsync("ArrowUp");
        await page.Locator("[data-handle=move]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Screenshots.SaveAsync(page, $"crop-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this part" }).ClickAsync();
        await page.ArrivesAsync("framing=");
        var shares = FramingOf(page).Split(',').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        double[] wanted = [0, 0.2, 0.09, 0.6, 0.75];
        for (var i = 0; i < wanted.Length; i++) Assert.Equal(wanted[i], shares[i], 0.006);
        await Expect(page.GetByAltText("Your portrait")).ToHaveJSPropertyAsync("naturalWidth", (int)Math.Round(1024 * shares[3]), new() { Timeout = 120_000 });
        await Expect(page.Locator("[data-tile]").First).ToBeVisibleAsync(new() { Timeout = 120_000 });

        await page.ReloadAsync();
        await Expect(page.GetByAltText("Your portrait")).ToHaveJSPropertyAsync("naturalWidth", (int)Math.Round(1024 * shares[3]), new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Wink" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        var film = page.Locator("video.film");
        await Expect(film).ToBeVisibleAsync(new() { Timeout = 120_000 });
        Assert.InRange(double.Parse((await film.GetAttributeAsync("width"))!), 612, 618);

        // The whole photo comes back: nothing was cut off it.
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Crop" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Whole photo" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this part" }).ClickAsync();
        await page.UntilAsync("!location.search.includes('framing')");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Finger_moves_the_frame_and_rotation_takes_it_along()
    {
        var (page, errors) = await browser.OpenAsync(server.Address, 390, 844);
        await OpenFrameAsync(page);
        var photo = (await page.Locator(".cropping .photo").BoundingBoxAsync())!;
        var touch = await page.Context.NewCDPSessionAsync(page);
        await SwipeAsync(touch, await MiddleAsync(page, "se"), -0.4f * photo.Width, -0.3f * photo.Height);
        await SwipeAsync(touch, await MiddleAsync(page, "move"), 0.2f * photo.Width, 0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Rotate" }).ClickAsync();
        await Expect(page.Locator(".cropping img")).ToHaveAttributeAsync("src", new System.Text.RegularExpressions.Regex("framing=1,"));
        await Screenshots.SaveAsync(page, "crop-turned-390");
        await page.GetByRole(AriaRole.Button, new() { Name = "Use this part" }).ClickAsync();
        await page.ArrivesAsync("framing=");
        var shares = FramingOf(page).Split(',').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        double[] wanted = [1, 0.3, 0.2, 0.7, 0.6];
        for (var i = 0; i < wanted.Length; i++) Assert.Equal(wanted[i], shares[i], 0.02);
        Assert.Empty(errors);
    }

    private static async Task OpenFrameAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Juno" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Crop" }).ClickAsync(new() { Timeout = 120_000 });
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Use this part" })).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await page.UntilAsync("document.querySelector('.cropping img')?.naturalWidth > 0");
    }

    private static string FramingOf(IPage page) => System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["framing"]!;

    private static async Task<(float X, float Y)> MiddleAsync(IPage page, string handle)
    {
        var box = (await page.Locator($"[data-handle={handle}]").BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    private static async Task DragAsync(IPage page, string handle, float dx, float dy)
    {
        var (x, y) = await MiddleAsync(page, handle);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x + dx, y + dy, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private static async Task SwipeAsync(ICDPSession touch, (float X, float Y) from, float dx, float dy)
    {
        for (var step = 0; step <= 5; step++)
        {
            object[] points = [new Dictionary<string, object> { ["x"] = from.X + dx * step / 5, ["y"] = from.Y + dy * step / 5 }];
            await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = step == 0 ? "touchStart" : "touchMove", ["touchPoints"] = points });
        }

        await touch.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
    }
}
