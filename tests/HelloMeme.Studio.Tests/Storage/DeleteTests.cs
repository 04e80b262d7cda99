using System.Security.Cryptography;
using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HelloMeme.Studio.Tests.Storage;

/// <summary>Deleted is gone: files and records, and nobody else's with them.</summary>
public sealed class DeleteTests(StudioServer server, SampleFiles samples) : IClassFixture<StudioServer>, IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_a_visitor_is_left_after_everything_was_deleted()
    {
        using var stays = await Visitor.ArriveAsync(server.Address);
        await stays.AssetAsync(TestFiles.Png(seed: 61));
        var before = Files();
        Assert.Single(before);

        using var goes = await Visitor.ArriveAsync(server.Address);
        var portrait = await goes.PortraitAsync();
        var driver = await goes.AssetAsync(await File.ReadAllBytesAsync(await samples.DrivingClipAsync("theo", "wink", 440, Token, 320), Token), "video/mp4");
        foreach (var asset in (Guid[])[portrait, driver]) await goes.WaitUntilOverAsync(JobCalls.Id(await goes.OrderAsync("/api/analyses", new { asset })));
        var film = await goes.WaitUntilOverAsync(await goes.RenderAsync(new { portrait, motion = new { driver }, captionTop = "gone soon" }));
        var meme = film.GetProperty("result").GetGuid();
        foreach (var format in (string[])["mp4", "webp", "gif", "png", "poster"]) Assert.NotEmpty(await goes.Http.GetByteArrayAsync($"/api/memes/{meme}/files/{format}", Token));
        foreach (var copy in (string[])["film", "sound"]) Assert.NotEmpty(await goes.Http.GetByteArrayAsync($"/api/assets/{driver}/{copy}", Token));
        var motion = (await goes.OrderAsync("/api/motions", new { driver })).GetProperty("id").GetGuid();
        var (half, _) = await goes.AnnounceAsync(1000);
        (await goes.PutAsync(half, 0, new byte[400])).EnsureSuccessStatusCode();
        Assert.Equal(before.Length + 2 + 2 + 5 + 2 + 1 + 1, Files().Length); // assets, analyses, formats, copies to play, a motion, half an upload

        foreach (var address in (string[])[$"memes/{meme}", $"assets/{portrait}", $"assets/{driver}", $"motions/{motion}", $"uploads/{half}"])
            (await goes.Http.DeleteAsync("/api/" + address, Token)).EnsureSuccessStatusCode();

        Assert.Equal(before, Files());
        foreach (var file in before) Assert.Equal(Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, Token))));
        foreach (var list in (string[])["assets", "jobs", "memes", "motions/mine"]) Assert.Equal(0, (await goes.GetAsync<JsonElement>("/api/" + list)).GetArrayLength());
        Assert.Equal("Assets 1, AnalysisResults 0, Jobs 0, Memes 0, Motions 0, Uploads 1, Blobs 1", await CountsAsync());
    }

    private string[] Files() => [.. new[] { "blobs", "incoming", "uploads" }.Select(f => Path.Combine(server.Data, f)).Where(Directory.Exists)
        .SelectMany(f => Directory.GetFiles(f, "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)];

    private async Task<string> CountsAsync()
    {
        await using var db = new SqliteConnection($"Data Source={Path.Combine(server.Data, "studio.db")};Mode=ReadOnly;Pooling=False");
        await db.OpenAsync(Token);
        var counts = new List<string>();
        foreach (var table in (string[])["Assets", "AnalysisResults", "Jobs", "Memes", "Motions", "Uploads", "Blobs"])
        {
            await using var count = db.CreateCommand();
            count.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            counts.Add($"{table} {await count.ExecuteScalarAsync(Token)}");
        }

        return string.Join(", ", counts);
    }
}
