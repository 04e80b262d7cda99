using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Motions;

/// <summary>Kept motions over HTTP: made, read, saved revision by revision, copied, deleted.</summary>
[Collection(SharedStudio.Tests)]
public sealed class MotionTests(StudioServer server, SampleFiles samples) : IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shipped_motion_is_made_ones_own_and_saved_byte_for_byte()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var made = await visitor.OrderAsync("/api/motions", new { preset = "laugh" });
        var address = $"/api/motions/{made.GetProperty("id").GetGuid()}";
        Assert.Equal(("Laugh", 1, JsonValueKind.Null), (made.GetProperty("name").GetString(), made.GetProperty("revision").GetInt32(), made.GetProperty("driver").ValueKind));
        var project = MotionProject.FromJson(await visitor.Http.GetStringAsync(address, Token));
        Assert.Equal(Presets.Find("laugh")!.Track, project.Track);
        Assert.Equal(project.Track.ToJson(), await visitor.Http.GetStringAsync("/api/motions/shipped/laugh", Token));

        const string edited = """{ "version": 1, "name": "Häh?", "track": {"version":1,"rate":25,"length":30,"layers":[]}, "muted": ["jawOpen"] }""";
        using var saved = await SaveAsync(visitor, address, "\"1\"", edited);
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (saved.StatusCode, saved.Headers.ETag!.Tag));
        using var read = await visitor.Http.GetAsync(address, Token);
        Assert.Equal(("\"2\"", "application/json"), (read.Headers.ETag!.Tag, read.Content.Headers.ContentType!.MediaType));
        Assert.Equal(edited, await read.Content.ReadAsStringAsync(Token));
        var mine = Assert.Single((await visitor.GetAsync<JsonElement>("/api/motions/mine")).EnumerateArray());
        Assert.Equal(("Häh?", 2, 1.2), (mine.GetProperty("name").GetString(), mine.GetProperty("revision").GetInt32(), mine.GetProperty("seconds").GetDouble()));

        using var known = await visitor.Http.SendAsync(new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { read.Headers.ETag } } }, Token);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task An_older_revision_overwrites_nothing_and_one_that_is_sent_twice_counts_once()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var address = $"/api/motions/{(await visitor.OrderAsync("/api/motions", new { preset = "nod" })).GetProperty("id").GetGuid()}";
        (await SaveAsync(visitor, address, "\"1\"", Project("first"))).EnsureSuccessStatusCode();
        using var again = await SaveAsync(visitor, address, "\"1\"", Project("first"));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (again.StatusCode, again.Headers.ETag!.Tag));

        foreach (var old in (string[])["\"1\"", "\"7\"", "\"x\"", "W/\"1\""])
        {
            using var stale = await SaveAsync(visitor, address, old, Project("second"));
            Assert.Equal((412, "stale"), await Visitor.RefusalAsync(stale));
        }

        using var nameless = await SaveAsync(visitor, address, null, Project("second"));
        Assert.Equal((428, "revision-missing"), await Visitor.RefusalAsync(nameless));
        Assert.Equal(Project("first"), await visitor.Http.GetStringAsync(address, Token));

        var racing = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => SaveAsync(visitor, address, "\"2\"", Project($"racer {i}"))));
        Assert.Single(racing, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, racing.Count(a => a.StatusCode == HttpStatusCode.PreconditionFailed));
        using var any = await SaveAsync(visitor, address, "*", Project("whatever is there"));
        Assert.Equal("\"4\"", any.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Faults_are_told_in_a_sentence()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var portrait = await visitor.PortraitAsync();
        foreach (var wish in (object[])[new { }, new { preset = "nod", driver = portrait }, new { preset = "nod", face = 1 }, new { track = 7 }, new { project = new { version = 1 } }, new { preset = "nod", name = "" }])
        {
            using var refused = await visitor.Http.PostAsJsonAsync("/api/motions", wish, Token);
            Assert.Equal((422, "bad-motion"), await Visitor.RefusalAsync(refused));
        }

        using var unknown = await visitor.Http.PostAsJsonAsync("/api/motions", new { preset = "no such" }, Token);
        Assert.Equal((422, "no-such-motion"), await Visitor.RefusalAsync(unknown));
        using var unshipped = await visitor.Http.GetAsync("/api/motions/shipped/none", Token);
        Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(unshipped));

        var address = $"/api/motions/{(await visitor.OrderAsync("/api/motions", new { preset = "nod" })).GetProperty("id").GetGuid()}";
        using var bad = await SaveAsync(visitor, address, "\"1\"", Project("bad").Replace("\"layers\"", "\"lairs\"", StringComparison.Ordinal));
        Assert.Equal((422, "bad-motion"), await Visitor.RefusalAsync(bad));
        using var large = await SaveAsync(visitor, address, "\"1\"", Project("large") + new string(' ', 8_000_000));
        Assert.Equal((413, "too-large"), await Visitor.RefusalAsync(large));
        using var uncaptured = await visitor.Http.PostAsync(address + "/capture", null, Token);
        Assert.Equal((422, "no-driver"), await Visitor.RefusalAsync(uncaptured));
    }

    [Fact]
    public async Task A_clip_becomes_a_motion_that_knows_where_it_came_from_until_the_clip_is_deleted()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var bytes = await File.ReadAllBytesAsync(await samples.DrivingClipAsync("theo", "nod", 440, Token, 320), Token);
        using var sent = await visitor.UploadAsync(bytes, "video/mp4", "My theo.final.mp4");
        var driver = (await sent.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("asset").GetProperty("id").GetGuid();

        var made = await visitor.OrderAsync("/api/motions", new { driver, from = 0.2, to = 1.2 }); // not analysed yet: it waits
        var address = $"/api/motions/{made.GetProperty("id").GetGuid()}";
        Assert.Equal(("My theo.final", driver), (made.GetProperty("name").GetString(), made.GetProperty("driver").GetGuid()));
        var json = await visitor.Http.GetStringAsync(address, Token);
        var project = MotionProject.FromJson(json);
        Assert.Equal(new ProjectSource(driver.ToString(), null, 0.2, 1.2), project.Source);
        Assert.Equal(LayerKind.Captured, Assert.Single(project.Track.Layers).Kind);

        var edited = project with { Track = project.Track with { Layers = [.. project.Track.Layers, new MotionLayer("Edits", LayerKind.Edits, LayerMode.Additive, ChannelCurves.None)] } };
        (await SaveAsync(visitor, address, "\"1\"", edited.ToJson())).EnsureSuccessStatusCode();
        using var captured = await visitor.Http.PostAsync(address + "/capture", null, Token);
        Assert.Equal(project.Track.ToJson(), await captured.Content.ReadAsStringAsync(Token));
        var copy = await visitor.OrderAsync(address + "/copy", new { });
        Assert.Equal("My theo.final (copy)", copy.GetProperty("name").GetString());

        (await visitor.Http.DeleteAsync($"/api/assets/{driver}", Token)).EnsureSuccessStatusCode();
        Assert.All((await visitor.GetAsync<JsonElement>("/api/motions/mine")).EnumerateArray(), m => Assert.Equal(JsonValueKind.Null, m.GetProperty("driver").ValueKind));
        Assert.Equal(edited.ToJson(), await visitor.Http.GetStringAsync(address, Token));
        using var gone = await visitor.Http.PostAsync(address + "/capture", null, Token);
        Assert.Equal((422, "no-driver"), await Visitor.RefusalAsync(gone));
        (await visitor.Http.DeleteAsync(address, Token)).EnsureSuccessStatusCode();
        using var deleted = await visitor.Http.GetAsync(address, Token);
        Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(deleted));
    }

    [Fact]
    public async Task Nobody_keeps_more_motions_than_there_is_room_for()
    {
        await using var small = new StudioServer { Settings = { ["Studio__Limits__Motions"] = "2" } };
        await small.InitializeAsync();
        using var visitor = await Visitor.ArriveAsync(small.Address);
        var first = await visitor.OrderAsync("/api/motions", new { preset = "nod" });
        await visitor.OrderAsync($"/api/motions/{first.GetProperty("id").GetGuid()}/copy", new { });
        using var third = await visitor.Http.PostAsJsonAsync("/api/motions", new { preset = "wink" }, Token);
        Assert.Equal((413, "too-many-motions"), await Visitor.RefusalAsync(third));
    }

    private static string Project(string name) => new MotionProject(name, new MotionTrack(25, 10, [])).ToJson();

    private static async Task<HttpResponseMessage> SaveAsync(Visitor visitor, string address, string? from, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        if (from is not null) request.Headers.TryAddWithoutValidation("If-Match", from);
        return await visitor.Http.SendAsync(request, Token);
    }
}
