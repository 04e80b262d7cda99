using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>Headless Chromium of the system; Playwright's own download is never used.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    /// <summary>A script after which the browser has no WebGL 2.</summary>
    public const string NoWebGl = """
        {
          const own = HTMLCanvasElement.prototype.getContext;
          HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return kind === 'webgl2' ? null : own.call(this, kind, ...more); };
        }
        """;

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private readonly List<IBrowserContext> _open = [];
    private string? _test; // that opened these

    /// <summary>More of Chromium's own switches.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = FindChromium(),
            Headless = true,
            Args = ["--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", .. Arguments],
        });
    }

    /// <summary>A new visitor's page of the given size; its console errors are collected. Script: runs in each page before its own. Moves: for one who did not ask for less motion, whose faces move all the time and cost the test its processor.</summary>
    public async Task<VisitorPage> OpenAsync(Uri address, int width = 1440, int height = 900, string? script = null, bool moves = false)
    {
        await CloseEarlierAsync();
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = ColorScheme.Dark, ReducedMotion = moves ? ReducedMotion.NoPreference : ReducedMotion.Reduce });
        _open.Add(context);
        context.SetDefaultTimeout(120_000);   // a limit for a busy machine, not a wait
        Assertions.SetDefaultExpectTimeout(60_000);
        if (script is not null) await context.AddInitScriptAsync(script);
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(address.ToString());
        await page.Locator("[data-interactive=true]").WaitForAsync();
        return new VisitorPage(page, errors);
    }

    // Faces of a test that is over would go on moving, and cost the next one its processor.
    private async Task CloseEarlierAsync()
    {
        var test = TestContext.Current.Test?.UniqueID;
        if (test == _test) return;
        if (_test is not null)
        {
            foreach (var context in _open) await context.CloseAsync();
            _open.Clear();
        }

        _test = test;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string FindChromium() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome", "chrome.exe" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("Chromium is missing: install it with your system's package manager (on Debian: apt-get install chromium).");
}

/// <summary>A page and what its console complained about.</summary>
public sealed record VisitorPage(IPage Page, List<string> Errors);
