using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>A visitor acts before the webcam: Chromium's fake camera and microphone play a clip of ours.</summary>
[Collection(Measured.Tests)]
public sealed class WebcamTests(StudioServer server, WebcamTests.ActingBrowser acting) : IClassFixture<WebcamTests.ActingBrowser>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task Recorded_clip_moves_the_face_and_brings_its_sound()
    {
        var (page, errors) = await acting.Browser.OpenAsync(server.Address, moves: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Mira" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Record a clip" }).ClickAsync(new() { Timeout = 120_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Record up to 10 s" }).ClickAsync();
        await Screenshots.SaveAsync(page, "create-webcam");
        await Expect(page.GetByText("Recording: 3 of 10 s")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop and use" }).ClickAsync();
        await Expect(page.GetByText("with sound")).ToBeVisibleAsync(Patient);
        await Expect(page.GetByAltText("Preview of your meme")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, "create-webcam-used");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(Patient);

        var film = Path.Combine(acting.Files.Folder, "film.mp4");
        await File.WriteAllBytesAsync(film, await GetAsync(page, await page.Locator("video.film").GetAttributeAsync("src")), TestContext.Current.CancellationToken);
        Assert.Contains("aac", await Shell.FfprobeAsync(film, "stream=codec_name", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(await NodOfAsync(page) > 0.1, "The head of the clip nods, and its motion does not.");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Live_face_moves_the_portrait_and_what_was_acted_is_recorded_and_chosen()
    {
        var (page, errors) = await acting.Browser.OpenAsync(server.Address, moves: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Try Mira" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Act live" }).ClickAsync(new() { Timeout = 120_000 });

        // 1. It moves, often enough
        await page.Locator("[data-webcam] [data-rate]:not(:empty)").WaitForAsync();
        await page.UntilAsync("Number(document.querySelector('[data-webcam] canvas').dataset.frame) > 20");
        await Expect(page.Locator("[data-hint]")).ToBeEmptyAsync();
        await CheckLooksAsync(page);
        var rate = await page.Locator("[data-rate]").GetAttributeAsync("data-rate");
        TestContext.Current.TestOutputHelper?.WriteLine($"Analyses a second, with the browser drawing and encoding on the same processor and no graphics card: {rate}");

        // 2. Another neutral, then a recording
        await page.GetByRole(AriaRole.Button, new() { Name = "This is my face at rest" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Recording starts in 2")).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "webcam-count-1440");
        await Expect(page.GetByText("Recording: 4 of 60 s")).ToBeVisibleAsync();
        await page.RouteAsync("**/api/motions", route => route.FulfillAsync(new() { Status = 409, ContentType = "application/problem+json", Body = """{"detail":"You have as many motions as the studio keeps: delete one."}""" }));
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop and use" }).ClickAsync();

        // What the studio does not keep stays in the page, and goes into a file
        await Expect(page.GetByText("delete one.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Your recording is still here.")).ToBeVisibleAsync();
        await Screenshots.SaveAsync(page, "webcam-unkept-1440");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save as a file" }).ClickAsync());
        var saved = MotionTrack.FromJson(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.GetByText("is kept and chosen")).ToBeVisibleAsync();
        await Expect(page.Locator("canvas[data-preview][data-frame]")).ToBeVisibleAsync(Patient);
        await Screenshots.SaveAsync(page, "webcam-recorded-1440");
        Assert.True(await page.EvaluateAsync<bool>("document.querySelector('[data-webcam] video') === null"), "The camera is still shown.");

        // 3. It is a motion of the visitor's own, and nods
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Recorded live, ", Pressed = true })).ToBeVisibleAsync();
        var motion = Assert.Single(JsonSerializer.Deserialize<JsonElement>(await GetAsync(page, "/api/motions/mine")).EnumerateArray());
        var project = MotionProject.FromJson(System.Text.Encoding.UTF8.GetString(await GetAsync(page, $"/api/motions/{motion.GetProperty("id")}")));
        Assert.InRange(project.Track.Seconds, 3, 15);
        Assert.Equal(saved.Length, project.Track.Length);
        Assert.True(NodOf(project.Track) > 0.1, "The head of the clip nods, and its motion does not.");

        // 4. After a reload too it makes the film
        await page.ReloadAsync();
        await Expect(page.Locator("canvas[data-preview][data-frame]")).ToBeVisibleAsync(Patient);
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await Expect(page.Locator("video.film")).ToBeVisibleAsync(Patient);
        Assert.All(errors, e => Assert.Contains("409", e, StringComparison.Ordinal));
    }

    // How far the head goes up and down in what the analysis of the recorded clip found, in radians.
    private async Task<float> NodOfAsync(IPage page)
    {
        var jobs = JsonSerializer.Deserialize<JsonElement>(await GetAsync(page, "/api/jobs")).EnumerateArray().Select(j => j.GetProperty("job")).Where(j => j.GetProperty("kind").GetString() == "analysis");
        foreach (var job in jobs)
        {
            var found = JsonSerializer.Deserialize<JsonElement>(await GetAsync(page, $"/api/analyses/{job.GetProperty("result")}"));
            if (found.GetProperty("kind").GetString() != "clip") continue;
            return NodOf(MotionTrack.FromJson(found.GetProperty("motion").GetRawText()));
        }

        throw new InvalidOperationException("No clip was analysed.");
    }

    // Both themes, on a desktop and on a phone.
    private static async Task CheckLooksAsync(IPage page)
    {
        foreach (var (width, height) in new[] { (390, 844), (1440, 900) })
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var theme in new[] { "light", "dark" })
            {
                await page.ChangeThemeAsync();
                await page.Locator("[data-webcam]").ScrollIntoViewIfNeededAsync();
                if (Environment.GetEnvironmentVariable("HELLOMEME_SCREENSHOTS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"webcam-live-{width}-{theme}.png") });
                await Accessibility.CheckAsync(page);
            }
        }
    }

    private static float NodOf(MotionTrack track)
    {
        var pitch = Enumerable.Range(0, track.Length).Select(i => track.Evaluate(i).Pitch).ToArray();
        return pitch.Max() - pitch.Min();
    }

    private async Task<byte[]> GetAsync(IPage page, string? address) => await (await page.Context.APIRequest.GetAsync(new Uri(server.Address, address).ToString())).BodyAsync();

    /// <summary>A browser whose camera sees a drawn character nod.</summary>
    public sealed class ActingBrowser : IAsyncLifetime
    {
        public SampleFiles Files { get; } = new();

        public ChromiumBrowser Browser { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var clip = await Files.DrivingClipAsync("theo", "nod", 440, TestContext.Current.CancellationToken, size: 384);
            var (camera, microphone) = (Files.In("camera.y4m"), Files.In("microphone.wav"));
            await Shell.FfmpegAsync(["-i", clip, "-an", "-pix_fmt", "yuv420p", "-r", "25", camera], TestContext.Current.CancellationToken);
            await Shell.FfmpegAsync(["-i", clip, "-vn", microphone], TestContext.Current.CancellationToken);
            Browser = new ChromiumBrowser { Arguments = [$"--use-file-for-fake-video-capture={camera}", $"--use-file-for-fake-audio-capture={microphone}"] };
            await Browser.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            Files.Dispose();
        }
    }
}
