using System.Text;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Assets;

/// <summary>Whatever is wrong with a file is said in a sentence with a 4xx, and nothing of it stays.</summary>
public sealed class UploadFaultTests(UploadFaultTests.SmallServer small) : IClassFixture<UploadFaultTests.SmallServer>
{
    [Fact]
    public async Task Empty_file_is_refused() => await RefusedAsync(422, "empty-file", [], "image/png");

    [Theory]
    [InlineData("image/png")]
    [InlineData("video/mp4")]
    public async Task Text_is_refused_whatever_it_claims_to_be(string type) =>
        await RefusedAsync(415, "wrong-type", Encoding.UTF8.GetBytes("<script>alert('not a picture')</script>"), type);

    [Fact]
    public async Task Type_we_do_not_take_is_refused_before_any_byte() => await RefusedAsync(415, "wrong-type", TestFiles.Png(), "application/pdf");

    [Fact]
    public async Task Picture_over_its_limit_is_refused_when_announced() => await RefusedAsync(413, "too-large", new byte[1_000_001], "image/jpeg");

    [Fact]
    public async Task Picture_over_its_limit_is_refused_when_it_came_as_a_clip()
    {
        var png = TestFiles.Png();
        await RefusedAsync(413, "too-large", [.. png, .. new byte[1_100_000]], "video/mp4");
    }

    [Fact]
    public async Task Pixel_bomb_is_refused_before_it_is_decoded() => await RefusedAsync(422, "too-many-pixels", TestFiles.PixelBomb(), "image/png");

    [Fact]
    public async Task Cut_off_picture_is_refused()
    {
        var png = TestFiles.Png();
        await RefusedAsync(422, "truncated", png[..(png.Length / 2)], "image/png");
    }

    [Fact]
    public async Task Clip_over_the_limit_is_refused() => await RefusedAsync(422, "too-long", await TestFiles.ClipAsync(91, 1), "video/mp4");

    [Fact]
    public async Task A_recording_that_is_none_or_too_long_is_refused()
    {
        await RefusedAsync(415, "not-a-sound", [.. "RIFF\u0010\0\0\0WAVEfmt "u8, .. new byte[40]], "audio/wav");
        await RefusedAsync(415, "wrong-type", "ID3 not a wave file"u8.ToArray(), "audio/mpeg");
        await RefusedAsync(422, "too-long", TestFiles.Wave(91, 1000), "audio/wav");
    }

    [Fact]
    public async Task Clip_over_a_minute_is_kept_and_marked()
    {
        using var visitor = await Visitor.ArriveAsync(small.Server.Address);
        using var answer = await visitor.UploadAsync(await TestFiles.ClipAsync(75, 1), "video/mp4");
        Assert.Contains("\"needsTrim\":true", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Shelf_is_full_at_its_limit()
    {
        using var visitor = await Visitor.ArriveAsync(small.Server.Address);
        for (var i = 0; i < 3; i++) Assert.True((await visitor.AnnounceAsync(1_000_000)).Answer.IsSuccessStatusCode);
        Assert.Equal((413, "shelf-full"), await Visitor.RefusalAsync((await visitor.AnnounceAsync(1)).Answer));
    }

    private async Task RefusedAsync(int status, string code, byte[] bytes, string type)
    {
        var before = small.Files();
        using var visitor = await Visitor.ArriveAsync(small.Server.Address);
        var (id, announced) = await visitor.AnnounceAsync(bytes.Length, type);
        using var answer = id == Guid.Empty ? announced : await visitor.PutAsync(id, 0, bytes);
        Assert.Equal((status, code), await Visitor.RefusalAsync(answer));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await visitor.Http.GetAsync($"/api/uploads/{id}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(before, small.Files());
        Assert.Equal("[]", await visitor.Http.GetStringAsync("/api/assets", TestContext.Current.CancellationToken));
    }

    /// <summary>A studio with small limits, so that going over them is cheap.</summary>
    public sealed class SmallServer : IAsyncLifetime
    {
        public StudioServer Server { get; } = new();

        public ValueTask InitializeAsync()
        {
            Server.Settings["Studio__Limits__PictureMegabytes"] = "1";
            Server.Settings["Studio__Limits__ClipSeconds"] = "90";
            Server.Settings["Studio__Limits__VisitorMegabytes"] = "3";
            return Server.InitializeAsync();
        }

        public string[] Files() => [.. new[] { "blobs", "uploads", "incoming" }.Select(f => Path.Combine(Server.Data, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.GetFiles(f, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
