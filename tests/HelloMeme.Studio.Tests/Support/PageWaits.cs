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

    /// <summary>Presses the button of the other theme and waits until all colours have faded into it: each fades after the one it takes from, longer on a busy machine.</summary>
    public static async Task ChangeThemeAsync(this IPage page)
    {
        var button = page.Locator("[aria-label$=' theme']");
        var label = await button.GetAttributeAsync("aria-label");
        await button.ClickAsync();
        await Assertions.Expect(button).Not.ToHaveAttributeAsync("aria-label", label!);
        await page.Mouse.MoveAsync(0, 400); // what is pointed at has its own colours
        await page.UntilAsync("!document.getAnimations().some((a) => a instanceof CSSTransition && a.playState !== 'finished')");
    }
}
