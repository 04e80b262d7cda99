using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>axe-core (from npm) over a page: WCAG 2.2 A and AA.</summary>
public static class Accessibility
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(StudioFolders.Root, "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Fails with rule and element of each violation. Placed: targets whose place is what they mean, and whose work another control does too, so that their size is free (WCAG 2.5.8, Essential and Equivalent).</summary>
    public static async Task CheckAsync(IPage page, string placed = "")
    {
        await page.EvaluateAsync(Axe.Value + "; null");
        var found = await page.EvaluateAsync<JsonElement>(
            "async (placed) => { const { passes, violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }); if (passes.length < 10) return ['axe looked at nothing']; return violations.flatMap((v) => v.nodes.filter((n) => v.id !== 'target-size' || !placed || !document.querySelector(n.target[0])?.matches(placed)).map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary?.slice(0, 200)}`)); }", placed);
        Assert.Empty(found.EnumerateArray().Select(v => v.GetString()));
    }
}
