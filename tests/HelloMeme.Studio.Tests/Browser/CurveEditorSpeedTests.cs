using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Browser;

/// <summary>How long a drawing of the curves takes in Chromium. Times are printed, not judged: this machine may be busy.</summary>
[Collection(Measured.Tests)]
public sealed class CurveEditorSpeedTests(StudioServer server, ChromiumBrowser browser)
{
    private const int Channels = 58;

    [Theory]
    [InlineData(12, 4)]
    [InlineData(Channels, 8)]
    public async Task Drawing_is_measured_with_1000_keys_a_channel(int count, int goal)
    {
        var (page, errors) = await browser.OpenAsync(new Uri(server.Address, "about"));
        var times = JsonElement.Parse(await page.EvaluateAsync<string>(Measure, count));
        foreach (var part in times.EnumerateObject())
            TestContext.Current.TestOutputHelper!.WriteLine($"Curves, {count} channels x 1,000 keys, {part.Name}: median {part.Value[0].GetDouble():0.00} ms, p95 {part.Value[1].GetDouble():0.00} ms (goal {goal}).");
        Assert.Equal(4, times.EnumerateObject().Count());
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Scrolling_shows_the_same_picture_as_drawing_anew()
    {
        var (page, errors) = await browser.OpenAsync(new Uri(server.Address, "about"));
        foreach (var part in JsonElement.Parse(await page.EvaluateAsync<string>(Compare, 20)).EnumerateArray())
        {
            Assert.True(part.GetProperty("tiles").GetInt32() > 1, part.ToString());
            Assert.True(part.GetProperty("drawn").GetInt32() > 5_000, part.ToString());
            Assert.True(part.GetProperty("different").GetInt32() < 20, part.ToString());   // a line's edge rounded the other way
        }

        Assert.Empty(errors);
    }

    /// <summary>A surface of 1100 x 560 pixels with so many channels of 1,000 keys. What is measured or compared on it comes behind.</summary>
    private const string Scene = """
        async (count) => {
          const at = "/js/curve-editor/";
          const [{ makeEditor }, { makeLook }, { makeSurface }, { channels }, { moveKeys }] = await Promise.all(["editor.js", "look.js", "surface.js", "track.js", "keys.js"].map((name) => import(at + name)));
          await new Promise((done) => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/css/curve-editor.css", onload: done })));
          const root = document.createElement("div");
          root.className = "curve-editor";
          root.style.cssText = "position: fixed; inset: 0 auto auto 0; width: 1100px; height: 560px; margin: 0; display: grid; z-index: 9999";
          document.body.append(root);
          const curves = Object.fromEntries(channels.slice(0, count).map(({ name, rest }, i) => [name, { keys: Array.from({ length: 1000 }, (_, k) => ({ frame: 3 * k, value: rest + 0.4 * Math.abs(Math.sin(k / (7 + i) + i)) })) }]));
          const ending = new AbortController();
          const editor = makeEditor({ version: 1, name: "Speed", track: { version: 1, rate: 25, length: 3000, layers: [{ name: "Edits", kind: "edits", mode: "additive", curves }] } }, () => {});
          const look = makeLook(editor, "speed");
          const names = Object.keys(curves);
          look.set({ shown: names, current: names[0], frames: { from: 0, to: 2999 } });
          const surface = makeSurface(editor, look, ending.signal);
          root.append(surface.root);
          const canvas = root.querySelector(".ce-curves-canvas");
          while (canvas.width < 500) await new Promise((done) => setTimeout(done, 50));

        """;

    /// <summary>120 drawings of each kind on 1100 x 560 pixels, all 3,000 frames or half of them in sight. The first drawing is not counted.</summary>
    private const string Measure = Scene + """
          const picture = () => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.reduce((sum, v) => sum + v, 0);
          if (picture() === 0) throw new Error("Nothing was drawn.");
          const measure = async (act) => {
            const times = [];
            for (let i = 0; i < 120; i++) {
              act(i);
              const started = performance.now();
              surface.drawNow();
              times.push(performance.now() - started);
              if (i % 10 === 9) await new Promise((done) => requestAnimationFrame(done));
            }
            times.sort((a, b) => a - b);
            return [times[60], times[114]];
          };
          const result = { still: await measure(() => {}) };
          const start = editor.project;
          editor.begin();
          result["dragging a key"] = await measure((i) => editor.show(moveKeys(start, 0, [{ channel: names[0], index: 500 }], 0, (i % 40) / 100)));
          editor.cancel();
          result.scrolling = await measure((i) => look.set({ frames: { from: 2 * i, to: 2 * i + 1500 } }));
          result.zooming = await measure((i) => look.set({ frames: { from: 1000, to: 2000 + 8 * i } }));
          ending.abort();
          root.remove();
          return JSON.stringify(result);
        }
        """;

    /// <summary>The canvases behind, after scrolling to and fro, and drawn anew at the same place.</summary>
    private const string Compare = Scene + """
          const tiles = () => [...root.querySelectorAll(".ce-tiles canvas:not([hidden])")];
          const picture = () => {
            const context = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
            for (const tile of tiles()) context.drawImage(tile, Number(/-?[\d.]+/.exec(tile.style.transform)[0]), 0);
            return context.getImageData(0, 0, canvas.width, canvas.height).data;
          };
          const result = [];
          for (const [from, size, by, steps] of [[1000, 1500, 7.3, 60], [1438, 1500, -11, 70], [1000, 200, 3.3, 80], [1264, 200, -1.7, 150]]) {
            for (let i = 0; i <= steps; i++) {
              look.set({ frames: { from: from + i * by, to: from + i * by + size } });
              surface.drawNow();
            }
            const [scrolled, count] = [picture(), tiles().length];
            for (const values of [{ from: -1, to: 2 }, null]) { // another height, and back: nothing drawn before is of use
              look.set({ values });
              surface.drawNow();
            }
            const anew = picture();
            let [drawn, different] = [0, 0];
            for (let i = 0; i < anew.length; i += 4) {
              if (anew[i + 3] > 128) drawn++;
              if ([0, 1, 2, 3].some((k) => Math.abs(anew[i + k] * anew[i + 3] - scrolled[i + k] * scrolled[i + 3]) > 64 * 255)) different++;
            }
            result.push({ tiles: count, drawn, different });
          }
          ending.abort();
          root.remove();
          return JSON.stringify(result);
        }
        """;
}
