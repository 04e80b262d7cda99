using HelloMeme.Reenactment.Motion;
using Microsoft.Playwright;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>The browser's renderer of live faces in a page, without anything around it.</summary>
internal static class LiveStage
{
    /// <summary>Puts a portrait into the page as window.live.</summary>
    public static async Task LoadAsync(IPage page, byte[] packet)
    {
        await page.RouteAsync("**/live-test.bin", route => route.FulfillAsync(new() { BodyBytes = packet, ContentType = "application/octet-stream" }));
        await page.EvaluateAsync(
            """
            async () => {
              const { openStage } = await import("/js/draft-preview/stage.js");
              const stage = window.live?.stage ?? openStage();
              const rig = await (await fetch("/live/rig.json")).json();
              const packet = await (await fetch("/live-test.bin")).arrayBuffer();
              window.live = { stage, face: await stage.load(rig, packet), canvas: document.createElement("canvas") };
            }
            """);
        await page.UnrouteAsync("**/live-test.bin");
    }

    /// <summary>Playwright hands only doubles to a page as numbers.</summary>
    public static double[] Numbers(MotionFrame motion) => Array.ConvertAll(motion.Values.ToArray(), v => (double)v);
}
