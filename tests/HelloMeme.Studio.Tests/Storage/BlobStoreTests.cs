using System.Security.Cryptography;
using System.Text;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Storage;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HelloMeme.Studio.Tests.Storage;

public sealed class BlobStoreTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StudioFolders _folders = null!;
    private BlobStore _blobs = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _folders = new StudioFolders(new StudioOptions { DataFolder = _folder.Path });
        _blobs = new BlobStore(_folders);
        await using var db = Open();
        await db.Database.MigrateAsync(Token);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return default;
    }

    [Fact]
    public async Task Blob_lies_under_its_hash_when_saved()
    {
        var asset = await AddAsync("a", "hello");
        var hash = Convert.ToHexStringLower(SHA256.HashData("hello"u8));
        Assert.Equal(hash, asset.BlobHash);
        Assert.Equal([$"{hash[..2]}/{hash[2..4]}/{hash}"], _folder.Files("blobs").Select(f => f.Replace('\\', '/')));
        Assert.Empty(_folder.Files("incoming"));
        Assert.Equal("hello"u8.ToArray(), await _blobs.ReadAsync(hash, Token));
    }

    [Fact]
    public async Task Blob_stays_until_the_last_record_that_names_it_goes()
    {
        var first = await AddAsync("a", "shared");
        var second = await AddAsync("b", "shared");
        Assert.Single(_folder.Files("blobs"));
        await RemoveAsync(first);
        Assert.Single(_folder.Files("blobs"));
        await RemoveAsync(second);
        Assert.Empty(_folder.Files("blobs"));
        await using var db = Open();
        Assert.Empty(await db.Blobs.ToListAsync(Token));
    }

    [Fact]
    public async Task Nothing_is_kept_when_the_record_cannot_be_saved()
    {
        await using var db = Open();
        using (var staged = await _blobs.StageAsync(Bytes("lost"), Token))
        {
            db.Assets.Add(NewAsset("a", staged.Hash));
            db.Assets.Add(NewAsset("a", new string('0', 64))); // names a blob that is not there
            await Assert.ThrowsAsync<DbUpdateException>(() => _blobs.SaveAsync(db, [staged], [], Token));
        }

        Assert.Empty(_folder.Files("blobs"));
        Assert.Empty(_folder.Files("incoming"));
        Assert.Empty(await db.Blobs.ToListAsync(Token));
    }

    [Fact]
    public async Task Sweep_removes_what_a_crash_left_and_nothing_else()
    {
        var kept = await AddAsync("a", "kept");
        Directory.CreateDirectory(_folders.Incoming);
        await File.WriteAllTextAsync(Path.Combine(_folders.Incoming, "half.part"), "half", Token);
        var orphan = _blobs.PathOf(new string('a', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllTextAsync(orphan, "placed, but the transaction never came", Token);

        await using var db = Open();
        Assert.Equal(2, await _blobs.SweepAsync(db, Token));
        Assert.Equal([kept.BlobHash], _folder.Files("blobs").Select(Path.GetFileName));
        Assert.Empty(_folder.Files("incoming"));
    }

    [Theory]
    [InlineData("../../studio.db")]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../../../../../../../../../../../../../../../../../etc/passwd00")]
    public void Path_is_refused_when_it_is_no_hash(string text) => Assert.Throws<ArgumentException>(() => _blobs.PathOf(text));

    [Fact]
    public async Task Counts_are_right_when_many_add_and_delete_the_same_bytes_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
        {
            for (var round = 0; round < 5; round++) await RemoveAsync(await AddAsync($"owner {i}", "the same"));
            if (i % 4 == 0) await AddAsync($"owner {i}", "the same");
        }, Token)));
        await using var db = Open();
        Assert.Equal(3, (await db.Blobs.SingleAsync(Token)).ReferenceCount);
        Assert.Single(_folder.Files("blobs"));
        Assert.Empty(_folder.Files("incoming"));
    }

    [Fact]
    public async Task Migration_matches_the_model()
    {
        await using var db = Open();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private async Task<Asset> AddAsync(string owner, string text)
    {
        await using var db = Open();
        var staged = await _blobs.StageAsync(Bytes(text), Token);
        var asset = NewAsset(owner, staged.Hash);
        db.Assets.Add(asset);
        await _blobs.SaveAsync(db, [staged], [], Token);
        return asset;
    }

    private async Task RemoveAsync(Asset asset)
    {
        await using var db = Open();
        db.Assets.Remove(asset);
        await _blobs.SaveAsync(db, [], [asset.BlobHash], Token);
    }

    private StudioDb Open() => new(new DbContextOptionsBuilder<StudioDb>().UseSqlite(StudioStorage.ConnectionString(_folders)).Options);

    private static Asset NewAsset(string owner, string hash) => new()
    {
        Id = Guid.NewGuid(),
        Owner = owner,
        BlobHash = hash,
        Kind = AssetKind.Picture,
        Format = "png",
        Size = 1,
        Width = 1,
        Height = 1,
        Created = DateTimeOffset.UnixEpoch,
    };

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
