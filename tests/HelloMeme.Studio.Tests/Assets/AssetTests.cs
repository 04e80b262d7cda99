using System.Net;
using System.Text;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Assets;

[Collection(SharedStudio.Tests)]
public sealed class AssetTests(StudioServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Picture_is_encoded_anew_and_keeps_no_text_of_the_file()
    {
        const string secret = "47.5 N, 19.0 E, camera 12345";
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var original = TestFiles.JpegWithPlace(secret);
        var id = await visitor.AssetAsync(original, "image/jpeg");
        using var answer = await visitor.Http.GetAsync($"/api/assets/{id}/picture?size=200", Token);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.Private);
        var served = await answer.Content.ReadAsByteArrayAsync(Token);
        Assert.Contains(secret, Encoding.Latin1.GetString(original));
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(served));
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(served));
        using var frame = FrameCodec.Decode(served);
        Assert.Equal((256, 192), (frame.Width, frame.Height));

        var again = new HttpRequestMessage(HttpMethod.Get, $"/api/assets/{id}/picture?size=200") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.Http.SendAsync(again, Token)).StatusCode);
    }

    [Fact]
    public async Task Framed_picture_is_turned_and_cut_and_the_photo_stays_whole()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var id = await visitor.AssetAsync(TestFiles.Png(seed: 35)); // 320 x 240, red grows to the right, green downwards
        using var framed = FrameCodec.Decode(await visitor.Http.GetByteArrayAsync($"/api/assets/{id}/picture?size=512&framing=1,0.5,0,0.5,0.25", Token));
        Assert.Equal((120, 80), (framed.Width, framed.Height));
        Assert.True(framed.Row(4)[3 * 115] < 40 && framed.Row(4)[3 * 115 + 1] < 40, "The photo's top left corner, turned, is the top right one.");
        using var whole = FrameCodec.Decode(await visitor.Http.GetByteArrayAsync($"/api/assets/{id}/picture?size=512", Token));
        Assert.Equal((320, 240), (whole.Width, whole.Height));
    }

    [Fact]
    public async Task Clip_shows_its_first_frame()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var id = await visitor.AssetAsync(await TestFiles.ClipAsync(2, 10), "video/mp4");
        using var frame = FrameCodec.Decode(await visitor.Http.GetByteArrayAsync($"/api/assets/{id}/picture", Token));
        Assert.Equal((160, 120), (frame.Width, frame.Height));
    }
}
