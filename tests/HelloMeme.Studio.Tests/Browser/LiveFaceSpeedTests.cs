using System.Globalization;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>What a picture of the live face costs here, without a graphics card, read back included. Times are printed, not judged.</summary>
[Collection(Measured.Tests)]
public sealed class LiveFaceSpeedTests(StudioServer server, ChromiumBrowser browser, ITestOutputHelper output)
{
    [Theory]
    [InlineData(192)]
    [InlineData(384)]
    [InlineData(512)]
    public async Task Speed_is_told(int side)
    {
        var (page, errors) = await browser.OpenAsync(server.Address);
        var options = new DraftOptions { Square = side };
        using var portrait = LiveCases.Portraits().First();
        var packet = LivePortrait.Pack(portrait.Picture, portrait.Landmarks, portrait.Mask, options);
        await LiveStage.LoadAsync(page, packet);
        var (first, last) = (LiveCases.Motions[1].Frame, LiveCases.Motions[5].Frame);
        var milliseconds = await page.EvaluateAsync<double>(
            """
            ([first, last]) => {
              const { stage, face, canvas } = window.live;
              const pixels = canvas.getContext("2d");
              const started = performance.now();
              for (let i = 0; i < 60; i++) {
                stage.draw(face, first.map((v, c) => v + (last[c] - v) * i / 60), canvas);
                pixels.getImageData(0, 0, 1, 1);
              }
              return (performance.now() - started) / 60;
            }
            """,
            new[] { LiveStage.Numbers(first), LiveStage.Numbers(last) });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{side} px: {milliseconds:0.0} ms a frame, {1000 / milliseconds:0.0} a second; packet {packet.Length / 1000} kB"));
        Assert.Empty(errors);
    }
}
