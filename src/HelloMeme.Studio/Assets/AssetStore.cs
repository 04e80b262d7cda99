using HelloMeme.Media;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Assets;

/// <summary>Keeps the pictures and clips of each visitor. Every question names the owner; what is another's does not exist.</summary>
public sealed class AssetStore(IDbContextFactory<StudioDb> databases, BlobStore blobs, IOptions<StudioOptions> options, TimeProvider time)
{
    /// <summary>Checks a finished file of the data folder and takes it over; the same bytes of the same owner give the first asset again.
    /// On a fault the file stays where it is.</summary>
    /// <exception cref="UserFaultException">As <see cref="AssetInspection.ReadAsync"/>.</exception>
    public async Task<Asset> AddAsync(string owner, string path, string? name, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var staged = await blobs.AdoptAsync(path, token);
        if (await db.Assets.AsNoTracking().FirstOrDefaultAsync(a => a.Owner == owner && a.BlobHash == staged.Hash, token) is { } first)
        {
            staged.Dispose();
            return first;
        }

        var found = await AssetInspection.ReadAsync(path, options.Value, token);
        var asset = new Asset
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Owner = owner,
            BlobHash = staged.Hash,
            Kind = found.Kind,
            Format = found.Format,
            Size = staged.Size,
            Width = found.Width,
            Height = found.Height,
            Seconds = found.Seconds,
            HasSound = found.HasSound,
            Name = name,
            Created = time.GetUtcNow(),
        };
        db.Assets.Add(asset);
        await blobs.SaveAsync(db, [staged], [], token);
        return asset;
    }

    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<Asset> FindAsync(string owner, Guid id, CancellationToken token) =>
        await FindOrNullAsync(owner, id, token) ?? throw AssetFaults.NotHere();

    public async Task<Asset?> FindOrNullAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Assets.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.Owner == owner, token);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Asset>> ListAsync(string owner, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Assets.AsNoTracking().Where(a => a.Owner == owner).OrderByDescending(a => a.Created).ToListAsync(token);
    }

    /// <summary>Deletes the record, what analyses found in it, and the bytes unless another record names them.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task DeleteAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var asset = await db.Assets.FirstOrDefaultAsync(a => a.Id == id && a.Owner == owner, token) ?? throw AssetFaults.NotHere();
        var results = await db.AnalysisResults.Where(r => r.AssetId == id).ToListAsync(token);
        db.AnalysisResults.RemoveRange(results);
        db.Assets.Remove(asset);
        await blobs.SaveAsync(db, [], [asset.BlobHash, .. results.Select(r => r.BlobHash)], token);
    }
}
