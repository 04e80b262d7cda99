using System.Security.Cryptography;
using System.Text;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Motions;

/// <summary>A kept motion in a HelloMeme film, with the test checkpoint: it keeps its driver.</summary>
public sealed class HelloMemeMotionTests(TestWeightsServer studio, SampleFiles samples) : IClassFixture<TestWeightsServer>, IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unedited_motion_gives_the_driver_s_own_film_byte_for_byte_and_an_edited_one_another()
    {
        using var visitor = await Visitor.ArriveAsync(studio.Server.Address);
        var portrait = await visitor.PortraitAsync();
        var driver = await visitor.AssetAsync(await File.ReadAllBytesAsync(await samples.DrivingClipAsync("theo", "nod", 440, Token, 320), Token), "video/mp4");
        var driven = await FilmAsync(visitor, portrait, new { driver, to = 1.0 });

        var motion = (await visitor.OrderAsync("/api/motions", new { driver, to = 1.0 })).GetProperty("id").GetGuid();
        Assert.Equal(driven, await FilmAsync(visitor, portrait, new { motion }));

        var project = MotionProject.FromJson(await visitor.Http.GetStringAsync($"/api/motions/{motion}", Token));
        var open = new ChannelCurves([KeyValuePair.Create(Channels.IndexOf("jawOpen"), Curve.FromKeys(new Keyframe(0, 0.6)))]);
        var edited = project with { Track = project.Track with { Layers = [.. project.Track.Layers, new MotionLayer("Edits", LayerKind.Edits, LayerMode.Additive, open)] } };
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/motions/{motion}") { Content = new StringContent(edited.ToJson(), Encoding.UTF8, "application/json") };
        put.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await visitor.Http.SendAsync(put, Token)).EnsureSuccessStatusCode();
        Assert.NotEqual(driven, await FilmAsync(visitor, portrait, new { motion }));
    }

    private static async Task<string> FilmAsync(Visitor visitor, Guid portrait, object motion)
    {
        var order = new { portrait, motion, engine = "hellomeme", settings = new { seed = 3, numInferenceSteps = 2, guidanceScale = 1, side = 128 } };
        var done = await visitor.WaitUntilOverAsync(await visitor.RenderAsync(order));
        Assert.True(JobCalls.State(done) == "done", done.ToString());
        return Convert.ToHexString(SHA256.HashData(await visitor.Http.GetByteArrayAsync($"/api/memes/{done.GetProperty("result").GetGuid()}/files/mp4", Token)));
    }
}
