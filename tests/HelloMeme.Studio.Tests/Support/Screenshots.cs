using Microsoft.Playwright;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Pictures for a person to look at: written only when HELLOMEME_SCREENSHOTS names a folder.</summary>
public static class Screenshots
{
    public static async Task SaveAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("HELLOMEME_SCREENSHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
