using System.Net.Http.Json;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Motions;

/// <summary>The sound of an edited motion's film: the driver's where its time went, or a recording of the visitor's.</summary>
[Collection(SharedStudio.Tests)]
public sealed class MotionSoundTests(StudioServer server, SampleFiles samples) : IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sound_is_cut_held_and_stretched_with_the_motion_and_untouched_it_is_the_clip_s_own()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var portrait = await visitor.PortraitAsync();
        var clip = await samples.DrivingClipAsync("theo", "nod", 440, Token, 320);
        var beeping = samples.In("beeping.mp4");
        await Shell.FfmpegAsync(["-i", clip, "-f", "lavfi", "-i", "aevalsrc='if(between(t,.8,.88),sin(2*PI*880*t),0)':s=48000", "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", "-shortest", beeping], Token);
        var driver = await visitor.AssetAsync(await File.ReadAllBytesAsync(beeping, Token), "video/mp4");
        var motion = (await visitor.OrderAsync("/api/motions", new { driver })).GetProperty("id").GetGuid();
        var project = MotionProject.FromJson(await visitor.Http.GetStringAsync($"/api/motions/{motion}", Token));
        var (track, rate) = (project.Track, project.Track.Rate);
        Assert.True(track.Seconds > 1.2);

        var untouched = await FilmAsync(visitor, portrait, new { motion });
        Assert.Equal(await FilmAsync(visitor, portrait, new { driver }), untouched);

        // Frames 5 to 14 are cut out, frame 15 is held for ten, and from there on all takes twice as long.
        var frames = Enumerable.Range(0, track.Length).Select(i => track.Evaluate(i)).ToArray();
        MotionFrame[] edited = [.. frames[..5], .. Enumerable.Repeat(frames[15], 10), .. frames[15..].SelectMany(f => new[] { f, f })];
        var segments = new[] { new TimeSegment(0, 5, 0, 5 / rate), new TimeSegment(5, 10, 15 / rate, 15 / rate), new TimeSegment(15, edited.Length - 15, 15 / rate, track.Length / rate) };
        var changed = MotionTrack.FromSamples(rate, edited, track.Neutral);
        var film = samples.Write("edited.mp4", await FilmAsync(visitor, portrait, new { track = JsonElement.Parse(changed.ToJson()), driver, segments }));
        var (seconds, loud) = await Ears.HearAsync(film, Token);
        Assert.Equal(changed.Seconds, seconds, 1 / rate + 0.025);
        var expected = (15 + 2 * (0.8 * rate - 15)) / rate;
        var beep = Assert.Single(loud);
        Assert.Equal(expected, beep.From, 1 / rate);
        Assert.Equal(expected + 0.16, beep.To, 1 / rate);

        var faster = samples.Write("faster.mp4", await FilmAsync(visitor, portrait, new { track = JsonElement.Parse(changed.ToJson()), driver, segments }, speed: 2));
        Assert.Equal(expected / 2, Assert.Single((await Ears.HearAsync(faster, Token)).Loud).From, 1 / rate);
    }

    [Fact]
    public async Task A_recording_is_the_motion_s_sound_while_it_is_there()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var portrait = await visitor.PortraitAsync();
        using var sent = await visitor.UploadAsync(TestFiles.Wave(1, 16_000, 0.2, 0.4), "audio/wav", "Hello.wav");
        var asset = (await sent.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("asset");
        var (recording, kind) = (asset.GetProperty("id").GetGuid(), asset.GetProperty("kind").GetString());
        Assert.Equal(("sound", JsonValueKind.Null, true), (kind, asset.GetProperty("picture").ValueKind, asset.GetProperty("hasSound").GetBoolean()));
        var copy = samples.Write("copy.wav", await visitor.Http.GetByteArrayAsync($"/api/assets/{recording}/sound", Token));
        Assert.Equal(0.2, Assert.Single((await Ears.HearAsync(copy, Token)).Loud).From, 0.01);
        using var picture = await visitor.Http.GetAsync($"/api/assets/{recording}/picture", Token);
        Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(picture));
        using var face = await visitor.Http.PostAsJsonAsync("/api/analyses", new { asset = recording }, Token);
        Assert.Equal((422, "bad-order"), await Visitor.RefusalAsync(face));

        // 1. From frame 10 on, of a shipped motion that has no sound
        var motion = (await visitor.OrderAsync("/api/motions", new { preset = "nod" })).GetProperty("id").GetGuid();
        var project = MotionProject.FromJson(await visitor.Http.GetStringAsync($"/api/motions/{motion}", Token));
        var rate = project.Track.Rate;
        project = project with { Sound = [new ProjectSound(recording.ToString(), new TimeSegment(10, 0.8 * rate, 0, 0.8))] };
        (await PutAsync(visitor, motion, project)).EnsureSuccessStatusCode();
        var (seconds, loud) = await Ears.HearAsync(samples.Write("spoken.mp4", await FilmAsync(visitor, portrait, new { motion })), Token);
        Assert.Equal(project.Track.Seconds, seconds, 1 / rate + 0.025);
        var heard = Assert.Single(loud);
        Assert.Equal((10 / rate + 0.2, 10 / rate + 0.4), heard, (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.02 && Math.Abs(a.Item2 - b.Item2) < 0.02);

        // 2. As the sound of any film
        var replaced = await visitor.WaitUntilOverAsync(await visitor.RenderAsync(new { portrait, motion = new { preset = "nod" }, sound = "replace", soundFrom = recording }));
        Assert.Equal(0.2, Assert.Single((await Ears.HearAsync(samples.Write("replaced.mp4", await BytesAsync(visitor, replaced)), Token)).Loud).From, 0.02);

        // 3. Somebody else's does not exist, a deleted one is named, and the motion is still kept
        using var other = await Visitor.ArriveAsync(server.Address);
        var foreign = (await other.OrderAsync("/api/motions", new { project = JsonElement.Parse(project.ToJson()) })).GetProperty("id").GetGuid();
        using var stolen = await other.Http.PostAsJsonAsync("/api/renders", new { portrait = await other.PortraitAsync(), motion = new { motion = foreign } }, Token);
        Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(stolen));
        (await visitor.Http.DeleteAsync($"/api/assets/{recording}", Token)).EnsureSuccessStatusCode();
        using var gone = await visitor.Http.PostAsJsonAsync("/api/renders", new { portrait, motion = new { motion } }, Token);
        Assert.Contains("recording", await gone.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(gone));
        (await PutAsync(visitor, motion, project with { Sound = [] }, "\"2\"")).EnsureSuccessStatusCode();
        var silent = samples.Write("silent.mp4", await FilmAsync(visitor, portrait, new { motion }));
        Assert.Null((await VideoInfo.ReadAsync(silent, Token)).AudioCodec);
    }

    [Fact]
    public async Task Pieces_that_cannot_be_are_refused()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var portrait = await visitor.PortraitAsync();
        var track = new { version = 1, rate = 25, length = 10, layers = Array.Empty<int>() };
        var piece = new { frame = 5, frames = 6, from = 0, to = 1 };
        foreach (var motion in (object[])[new { preset = "nod", sound = new[] { new { asset = portrait, frame = 0, frames = 1, from = 0, to = 1 } } }, new { track, segments = new[] { piece } }])
            await RefusedAsync("bad-order", motion);
        await RefusedAsync("bad-track", new { track, driver = portrait, segments = new[] { piece } });
        await RefusedAsync("bad-track", new { track, driver = portrait, segments = new[] { piece with { frames = 0 } } });

        async Task RefusedAsync(string code, object motion)
        {
            using var refused = await visitor.Http.PostAsJsonAsync("/api/renders", new { portrait, motion }, Token);
            Assert.Equal((422, code), await Visitor.RefusalAsync(refused));
        }
    }

    private static async Task<byte[]> FilmAsync(Visitor visitor, Guid portrait, object motion, double speed = 1) =>
        await BytesAsync(visitor, await visitor.WaitUntilOverAsync(await visitor.RenderAsync(new { portrait, motion, speed })));

    private static async Task<byte[]> BytesAsync(Visitor visitor, JsonElement over)
    {
        Assert.True(JobCalls.State(over) == "done", over.ToString());
        return await visitor.Http.GetByteArrayAsync($"/api/memes/{over.GetProperty("result").GetGuid()}/files/mp4", Token);
    }

    private static async Task<HttpResponseMessage> PutAsync(Visitor visitor, Guid motion, MotionProject project, string from = "\"1\"")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/motions/{motion}") { Content = new StringContent(project.ToJson(), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", from);
        return await visitor.Http.SendAsync(request, Token);
    }
}
