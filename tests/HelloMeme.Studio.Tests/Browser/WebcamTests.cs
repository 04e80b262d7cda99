using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>A visitor acts before the webcam: Chromium's fake camera and microphone play a clip of ours.</summary>
public sealed class WebcamTests(StudioServer server, WebcamTests.ActingBrowser acting) : IClassFixture<StudioServer>, IClassFixture<WebcamTests.ActingBrowser>
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task Recorded_clip_moves_the_face_and_brings_its_sound()
    {
        var (page, errors) = await acting.Browser.OpenAsync(server.Address);
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

    // How far the head goes up and down in what the analysis of the recorded clip found, in radians.
    private async Task<float> NodOfAsync(IPage page)
    {
        var jobs = JsonSerializer.Deserialize<JsonElement>(await GetAsync(page, "/api/jobs")).EnumerateArray().Select(j => j.GetProperty("job")).Where(j => j.GetProperty("kind").GetString() == "analysis");
        foreach (var job in jobs)
        {
            var found = JsonSerializer.Deserialize<JsonElement>(await GetAsync(page, $"/api/analyses/{job.GetProperty("result")}"));
            if (found.GetProperty("kind").GetString() != "clip") continue;
            var track = MotionTrack.FromJson(found.GetProperty("motion").GetRawText());
            var pitch = Enumerable.Range(0, track.Length).Select(i => track.Evaluate(i).Pitch).ToArray();
            return pitch.Max() - pitch.Min();
        }

        throw new InvalidOperationException("No clip was analysed.");
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
