using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Gallery;

/// <summary>What leaves the studio in a file: the mark always, the recipe unless it is switched off, nothing of the visitor or the photo.</summary>
public sealed class RecipePrivacyTests(StudioServer server, SampleFiles samples) : IClassFixture<StudioServer>, IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recipe_names_no_file_place_visitor_or_photo_and_can_be_left_out()
    {
        const string place = "47.5 N, 19.0 E, camera 12345", name = "my-secret-holiday.jpg";
        using var visitor = await Visitor.ArriveAsync(server.Address);
        using var face = DrawnPortraits.Draw("juno", 512);
        var photo = TestFiles.JpegWithPlace(place, face);
        using var uploaded = await visitor.UploadAsync(photo, "image/jpeg", name);
        var portrait = (await uploaded.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("asset").GetProperty("id").GetGuid();
        var order = new { portrait, framing = new { left = 0.05, top = 0.05, width = 0.9, height = 0.9 }, motion = new { preset = "wink" }, captionTop = "hello" };
        var made = (await visitor.WaitUntilOverAsync(await visitor.RenderAsync(order))).GetProperty("result").GetGuid();

        string[] secrets = [place, name, portrait.ToString(), portrait.ToString("N"), Convert.ToHexStringLower(SHA256.HashData(photo)), .. visitor.Cookies.GetAllCookies().Select(c => c.Value)];
        foreach (var format in (string[])["mp4", "png", "webp", "gif", "poster"])
        {
            var whole = await visitor.Http.GetByteArrayAsync($"/api/memes/{made}/files/{format}", Token);
            var bare = await visitor.Http.GetByteArrayAsync($"/api/memes/{made}/files/{format}?recipe=false", Token);
            var text = Encoding.Latin1.GetString(whole);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
            if (format is not "poster") Assert.Contains("\"motion\":\"wink\"", Provenance.Read(new MemoryStream(whole))!.Recipe, StringComparison.Ordinal);
            Assert.Equal(new ProvenanceRecord(Provenance.CompositeSynthetic, null), Provenance.Read(new MemoryStream(bare)));
        }

        // The copy still plays, and nothing of it is left behind.
        var film = samples.Write("bare.mp4", await visitor.Http.GetByteArrayAsync($"/api/memes/{made}/files/mp4?recipe=false", Token));
        Assert.InRange((await VideoInfo.ReadAsync(film, Token)).FrameCount, 10, 400);
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Data, "incoming")));
    }
}
