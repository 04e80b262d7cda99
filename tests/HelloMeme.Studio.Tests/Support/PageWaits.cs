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
}
