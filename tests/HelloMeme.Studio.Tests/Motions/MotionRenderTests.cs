using System.Net.Http.Json;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Motions;

/// <summary>A kept motion in an order: taken as it is at that moment, with the sound of what it was captured from.</summary>
[Collection(SharedStudio.Tests)]
public sealed class MotionRenderTests(StudioServer server, SampleFiles samples) : IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_ordered_is_what_was_kept_then_and_the_recipe_holds_the_track_alone()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var portrait = await visitor.PortraitAsync();
        var driver = await visitor.AssetAsync(await File.ReadAllBytesAsync(await samples.DrivingClipAsync("theo", "nod", 440, Token, 320), Token), "video/mp4");
        var motion = (await visitor.OrderAsync("/api/motions", new { driver })).GetProperty("id").GetGuid();
        var project = MotionProject.FromJson(await visitor.Http.GetStringAsync($"/api/motions/{motion}", Token)) with { Muted = ["headYaw"] };
        project = project with { Source = new ProjectSource(driver.ToString(), null, null, null, [new TimeSegment(0, project.Track.Length, 0.5, 0.5 + project.Track.Seconds)]) };
        (await PutAsync(visitor, motion, "\"1\"", project)).EnsureSuccessStatusCode();

        var job = await visitor.RenderAsync(new { portrait, motion = new { motion }, captionTop = "kept" });
        (await PutAsync(visitor, motion, "\"2\"", project with { Track = new MotionTrack(25, 5, []), Source = null })).EnsureSuccessStatusCode();
        var over = await visitor.WaitUntilOverAsync(job);
        Assert.Equal("done", JobCalls.State(over));

        var film = samples.Write("kept.mp4", await visitor.Http.GetByteArrayAsync($"/api/memes/{over.GetProperty("result").GetGuid()}/files/mp4", Token));
        var info = await VideoInfo.ReadAsync(film, Token);
        Assert.Equal(project.Track.Seconds, info.DurationSeconds, 0.1);
        Assert.Equal("aac", info.AudioCodec);
        var sound = (await Shell.FfprobeAsync(film, "stream=codec_type,duration", Token)).Split('\n').Single(l => l.StartsWith("audio", StringComparison.Ordinal)).Split(',')[1];
        Assert.Equal(project.Track.Seconds - 0.5, double.Parse(sound, System.Globalization.CultureInfo.InvariantCulture), 0.12); // it begins half a second into the clip
        var recipe = Provenance.Read(film)!.Recipe!;
        var track = MotionTrack.FromJson(JsonElement.Parse(recipe).GetProperty("track").GetRawText());
        Assert.Equal(project.Played(), track);
        foreach (var id in (Guid[])[motion, driver, portrait]) Assert.DoesNotContain(id.ToString(), recipe, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_motion_whose_clip_was_deleted_still_renders_without_sound_and_a_deleted_motion_does_not()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var portrait = await visitor.PortraitAsync();
        var driver = await visitor.AssetAsync(await File.ReadAllBytesAsync(await samples.DrivingClipAsync("theo", "wink", 440, Token, 320), Token), "video/mp4");
        var motion = (await visitor.OrderAsync("/api/motions", new { driver })).GetProperty("id").GetGuid();
        (await visitor.Http.DeleteAsync($"/api/assets/{driver}", Token)).EnsureSuccessStatusCode();
        var over = await visitor.WaitUntilOverAsync(await visitor.RenderAsync(new { portrait, motion = new { motion } }));
        Assert.Equal("done", JobCalls.State(over));
        var film = samples.Write("silent.mp4", await visitor.Http.GetByteArrayAsync($"/api/memes/{over.GetProperty("result").GetGuid()}/files/mp4", Token));
        Assert.Null((await VideoInfo.ReadAsync(film, Token)).AudioCodec);

        (await visitor.Http.DeleteAsync($"/api/motions/{motion}", Token)).EnsureSuccessStatusCode();
        using var refused = await visitor.Http.PostAsJsonAsync("/api/renders", new { portrait, motion = new { motion } }, Token);
        Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(refused));
        using var aside = await visitor.Http.PostAsJsonAsync("/api/renders", new { portrait, motion = new { preset = "nod", segments = new[] { new { frame = 0, frames = 1, from = 0, to = 1 } } } }, Token);
        Assert.Equal((422, "bad-order"), await Visitor.RefusalAsync(aside));
        using var two = await visitor.Http.PostAsJsonAsync("/api/renders", new { portrait, motion = new { motion, preset = "nod" } }, Token);
        Assert.Equal((422, "bad-order"), await Visitor.RefusalAsync(two));
    }

    private static async Task<HttpResponseMessage> PutAsync(Visitor visitor, Guid motion, string from, MotionProject project)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/motions/{motion}") { Content = new StringContent(project.ToJson(), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", from);
        return await visitor.Http.SendAsync(request, Token);
    }
}
