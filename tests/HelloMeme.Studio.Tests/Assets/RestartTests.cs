using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Assets;

/// <summary>The studio ends without warning and comes back on the same data.</summary>
public sealed class RestartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_upload_and_assets_survive_and_strays_do_not()
    {
        await using var server = new StudioServer();
        await server.InitializeAsync();
        using var before = await Visitor.ArriveAsync(server.Address);
        var picture = TestFiles.Png(seed: 41);
        var asset = await before.AssetAsync(TestFiles.Png(seed: 42));
        var (upload, _) = await before.AnnounceAsync(picture.Length);
        (await before.PutAsync(upload, 0, picture[..500])).EnsureSuccessStatusCode();

        await server.StopAsync();
        var strayPart = Path.Combine(server.Data, "uploads", Guid.NewGuid().ToString("N") + ".part");
        var strayBlob = Path.Combine(server.Data, "blobs", "ff", "ff", new string('f', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(strayBlob)!);
        await File.WriteAllTextAsync(strayPart, "left by a crash", Token);
        await File.WriteAllTextAsync(strayBlob, "left by a crash", Token);
        await server.InitializeAsync();

        Assert.False(File.Exists(strayPart));
        Assert.False(File.Exists(strayBlob));
        using var after = before.At(server.Address);
        Assert.Equal(HttpStatusCode.OK, (await after.Http.GetAsync($"/api/assets/{asset}", Token)).StatusCode);
        Assert.Equal(500, (await after.Http.GetFromJsonAsync<JsonElement>($"/api/uploads/{upload}", Token)).GetProperty("offset").GetInt64());
        (await after.PutAsync(upload, 500, picture[500..])).EnsureSuccessStatusCode();
        Assert.Equal(2, (await after.Http.GetFromJsonAsync<JsonElement>("/api/assets", Token)).GetArrayLength());
    }

    [Fact]
    public async Task Abandoned_upload_is_swept_when_its_time_is_over()
    {
        await using var server = new StudioServer();
        server.Settings["Studio__Limits__AbandonedUploadHours"] = "1";
        await server.InitializeAsync();
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var (upload, _) = await visitor.AnnounceAsync(100);
        (await visitor.PutAsync(upload, 0, new byte[40])).EnsureSuccessStatusCode();
        await server.StopAsync();

        var part = Path.Combine(server.Data, "uploads", upload.ToString("N") + ".part");
        File.SetLastWriteTimeUtc(part, DateTime.UtcNow.AddHours(-2));
        await using (var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(server.Data, "studio.db")};Pooling=False"))
        {
            await db.OpenAsync(Token);
            await using var age = db.CreateCommand();
            age.CommandText = "UPDATE \"Uploads\" SET \"Created\" = \"Created\" - 7200000";
            Assert.Equal(1, await age.ExecuteNonQueryAsync(Token));
        }

        await server.InitializeAsync();
        Assert.False(File.Exists(part));
    }
}
