using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>axe-core (from npm) over a page: WCAG 2.2 A and AA.</summary>
public static class Accessibility
{
    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(StudioFolders.Root, "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Fails with rule and element of each violation. Handles on a face may lie close: WCAG 2.5.8 excepts targets whose place is what they are about,
    /// and each of them works by keyboard.</summary>
    public static async Task CheckAsync(IPage page)
    {
        await page.EvaluateAsync(Axe.Value + "; null");
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => { const { passes, violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }); if (passes.length < 10) return ['axe looked at nothing']; return violations.flatMap((v) => v.nodes.filter((n) => v.id !== 'target-size' || !n.html.includes('ce-handle')).map((n) => `${v.id}: ${n.html.slice(0, 160)} ${n.failureSummary?.slice(0, 200)}`)); }");
        Assert.True(found.GetArrayLength() == 0, string.Join('\n', found.EnumerateArray().Select(v => v.GetString())));
    }
}
