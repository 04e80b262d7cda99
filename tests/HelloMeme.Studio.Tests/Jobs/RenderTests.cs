using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>Orders at the real program: photo and motion in, meme out.</summary>
public sealed class RenderTests(StudioServer server, SampleFiles samples) : IClassFixture<StudioServer>, IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preset_becomes_a_meme_with_all_its_files()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var order = new { portrait = await visitor.PortraitAsync(), motion = new { preset = "laugh" }, shape = "4:5", captionTop = "hello", captionBottom = "there" };
        var job = await visitor.RenderAsync(order);
        var done = await visitor.WaitUntilOverAsync(job);
        Assert.Equal("done", JobCalls.State(done));

        var meme = (await visitor.GetAsync<JsonElement>("/api/memes"))[0];
        Assert.Equal(done.GetProperty("result").GetGuid(), meme.GetProperty("id").GetGuid());
        Assert.Equal(("hello there", 410, 512), (meme.GetProperty("title").GetString(), meme.GetProperty("width").GetInt32(), meme.GetProperty("height").GetInt32()));
        foreach (var (format, type) in new[] { ("mp4", "video/mp4"), ("webp", "image/webp"), ("gif", "image/gif"), ("png", "image/png"), ("poster", "image/jpeg") })
        {
            using var answer = await visitor.Http.GetAsync(meme.GetProperty("files").GetProperty(format).GetString(), Token);
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            var path = samples.Write("meme." + format, await answer.Content.ReadAsByteArrayAsync(Token));
            var mark = Provenance.Read(path);
            Assert.Equal(Provenance.CompositeSynthetic, mark!.DigitalSourceType);
            if (format != "poster") Assert.Contains("\"4:5\"", mark.Recipe, StringComparison.Ordinal);
        }

        Assert.InRange((await VideoInfo.ReadAsync(samples.In("meme.mp4"), Token)).DurationSeconds, 1, 8);
        using var deleted = await visitor.Http.DeleteAsync($"/api/memes/{meme.GetProperty("id").GetGuid()}", Token);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task Driving_clip_is_analysed_once_and_gives_motion_and_sound()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var clip = await visitor.AssetAsync(await File.ReadAllBytesAsync(await samples.DrivingClipAsync("theo", "nod", 440, Token, 320), Token), "video/mp4");
        var analysis = JobCalls.Id(await visitor.OrderAsync("/api/analyses", new { asset = clip }));
        var found = (await visitor.WaitUntilOverAsync(analysis)).GetProperty("result").GetGuid();
        var motion = (await visitor.GetAsync<JsonElement>($"/api/analyses/{found}")).GetProperty("motion");
        Assert.True(motion.GetProperty("length").GetInt32() > 20);
        var again = JobCalls.Id(await visitor.OrderAsync("/api/analyses", new { asset = clip }));
        Assert.Equal(found, (await visitor.WaitUntilOverAsync(again)).GetProperty("result").GetGuid());

        var render = await visitor.RenderAsync(new { portrait = await visitor.PortraitAsync("juno"), motion = new { driver = clip }, speed = 2, playback = "ping-pong" });
        var done = await visitor.WaitUntilOverAsync(render);
        Assert.Equal("done", JobCalls.State(done));
        var film = samples.Write("driven.mp4", await visitor.Http.GetByteArrayAsync($"/api/memes/{done.GetProperty("result").GetGuid()}/files/mp4", Token));
        var info = await VideoInfo.ReadAsync(film, Token);
        Assert.Equal("aac", info.AudioCodec);
        Assert.InRange(info.FrameCount, motion.GetProperty("length").GetInt32() - 4, motion.GetProperty("length").GetInt32() + 2);
    }

    [Fact]
    public async Task Picture_with_two_faces_shows_both_and_one_can_be_chosen()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        using var left = DrawnPortraits.Draw("mira", 512);
        using var right = DrawnPortraits.Draw("theo", 512);
        var pair = await visitor.AssetAsync(await File.ReadAllBytesAsync(samples.Collage("pair", 1024, 512, (left, 0, 0, 1), (right, 512, 0, 1)), Token));
        var looked = await visitor.WaitUntilOverAsync(JobCalls.Id(await visitor.OrderAsync("/api/analyses", new { asset = pair })));
        var found = await visitor.GetAsync<JsonElement>($"/api/analyses/{looked.GetProperty("result").GetGuid()}");
        Assert.Equal(2, found.GetProperty("faces").GetArrayLength());
        Assert.False(found.TryGetProperty("face", out _));

        var unclear = await visitor.WaitUntilOverAsync(await visitor.RenderAsync(new { portrait = pair, motion = new { preset = "wink" } }));
        Assert.Equal(("failed", "several-faces"), (JobCalls.State(unclear), unclear.GetProperty("errorCode").GetString()));
        var chosen = await visitor.WaitUntilOverAsync(JobCalls.Id(await visitor.OrderAsync("/api/analyses", new { asset = pair, face = 2 })));
        var box = (await visitor.GetAsync<JsonElement>($"/api/analyses/{chosen.GetProperty("result").GetGuid()}")).GetProperty("face").GetProperty("box");
        Assert.True(box[0].GetDouble() > 512);
    }

    [Fact]
    public async Task Cancelled_render_leaves_nothing()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var job = await visitor.RenderAsync(new { portrait = await visitor.PortraitAsync("juno"), motion = new { preset = "laugh" }, speed = 0.5, playback = "ping-pong" });
        await visitor.WaitAsync(job, j => j.GetProperty("phase").GetString() == "rendering" && j.GetProperty("step").GetInt32() > 3);
        using var preview = await visitor.Http.GetAsync($"/api/jobs/{job}/preview", Token);
        using (var picture = FrameCodec.Decode(await preview.Content.ReadAsByteArrayAsync(Token))) Assert.Equal(320, picture.Width);
        using var cancel = await visitor.Http.DeleteAsync($"/api/jobs/{job}", Token);
        Assert.Equal("cancelled", JobCalls.State(await visitor.JobAsync(job)));
        for (var i = 0; i < 100 && Incoming().Length > 0; i++) await Task.Delay(50, Token);
        Assert.Empty(Incoming());
        Assert.Equal(0, (await visitor.GetAsync<JsonElement>("/api/memes")).GetArrayLength());
    }

    /// <summary>A click on the page as the server first sends it would be lost: nobody listens yet.</summary>
    [Fact]
    public async Task Cancel_waits_until_the_page_listens()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var job = await visitor.RenderAsync(new { portrait = await visitor.PortraitAsync("juno"), motion = new { preset = "laugh" }, speed = 0.5, playback = "ping-pong" });
        var page = await visitor.Http.GetStringAsync($"/render/{job}", Token);
        using var cancel = await visitor.Http.DeleteAsync($"/api/jobs/{job}", Token);
        var button = Assert.Single(Regex.Matches(page, "<button[^>]*>(?:(?!</button>).)*Cancel</span></button>", RegexOptions.Singleline));
        Assert.Matches("^<button[^>]* disabled[ >]", button.Value);
    }

    [Theory]
    [InlineData("""{"motion":{}}""", "bad-order")]
    [InlineData("""{"motion":{"preset":"laugh","driver":"00000000-0000-0000-0000-000000000000"}}""", "bad-order")]
    [InlineData("""{"motion":{"preset":"no such"}}""", "no-such-motion")]
    [InlineData("""{"motion":{"track":{"version":99}}}""", "bad-track")]
    [InlineData("""{"motion":{"preset":"laugh"},"strength":3}""", "bad-order")]
    [InlineData("""{"motion":{"preset":"laugh"},"speed":0.1}""", "bad-order")]
    [InlineData("""{"motion":{"preset":"laugh"},"face":0}""", "bad-order")]
    [InlineData("""{"motion":{"preset":"laugh"},"caption":"to which edge?"}""", "bad-request")]
    [InlineData("""{"motion":{"preset":"laugh"},"sound":"replace"}""", "bad-order")]
    [InlineData("""{"motion":{"driver":"11111111-1111-1111-1111-111111111111"}}""", "not-here")]
    public async Task Order_that_makes_no_sense_is_refused_with_a_sentence(string json, string code)
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var order = System.Text.Json.Nodes.JsonNode.Parse(json)!;
        order["portrait"] = await visitor.AssetAsync(TestFiles.Png());
        using var answer = await visitor.Http.PostAsync("/api/renders", new StringContent(order.ToJsonString(), null, "application/json"), Token);
        Assert.Equal(code, (await Visitor.RefusalAsync(answer)).Code);
    }

    [Fact]
    public async Task Fault_of_the_analysis_is_told_as_the_jobs_error()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var failed = await visitor.WaitUntilOverAsync(await visitor.RenderAsync(new { portrait = await visitor.AssetAsync(TestFiles.Png(640, 480)), motion = new { preset = "laugh" } }));
        Assert.Equal(("failed", "no-face"), (JobCalls.State(failed), failed.GetProperty("errorCode").GetString()));
        Assert.Matches(@"^\p{Lu}.+: .+\.$", failed.GetProperty("error").GetString());
    }

    private string[] Incoming() => Directory.Exists(Path.Combine(server.Data, "incoming")) ? Directory.GetFiles(Path.Combine(server.Data, "incoming")) : [];
}
