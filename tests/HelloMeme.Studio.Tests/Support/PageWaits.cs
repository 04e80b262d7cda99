using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Waits that ask from outside: Playwright's WaitForFunction evaluates strings in the page, which the studio's CSP forbids.</summary>
public static class PageWaits
{
    public static async Task UntilAsync(this IPage page, string condition)
    {
        for (var i = 0; i < 600; i++)
        {
            if (await page.EvaluateAsync<bool>($"Boolean({condition})")) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"This never became true: {condition}");
    }

    /// <summary>Until its address has this part. Playwright's WaitForURL looks and then listens: an arrival in between is missed, and that happens on a busy machine.</summary>
    public static async Task ArrivesAsync(this IPage page, string part)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (page.Url.Contains(part, StringComparison.Ordinal)) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"The page stayed at {page.Url} and never came to {part}.");
    }
}
