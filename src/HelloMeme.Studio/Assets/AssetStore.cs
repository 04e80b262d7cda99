using HelloMeme.Media;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Assets;

/// <summary>Keeps the pictures and clips of each visitor. Every question names the owner; what is another's does not exist.</summary>
public sealed class AssetStore(IDbContextFactory<StudioDb> databases, BlobStore blobs, IOptions<StudioOptions> options, TimeProvider time) : IDisposable
{
    private const int DecodesAtOnce = 2; // a picture of 64 megapixels takes 256 MB while it is decoded
    private readonly SemaphoreSlim _inspecting = new(DecodesAtOnce);

    /// <summary>Checks a finished file of the data folder and takes it over; the same bytes of the same owner give the first asset again.
    /// On a fault the file stays where it is.</summary>
    /// <exception cref="UserFaultException">As <see cref="AssetInspection.ReadAsync"/>.</exception>
    public async Task<Asset> AddAsync(string owner, string path, string? name, CancellationToken token)
    {
        var staged = await blobs.AdoptAsync(path, token);
        if (await FindSameAsync(owner, staged, token) is { } first) return first;
        var found = await InspectAsync(path, token);
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
        await using var db = await databases.CreateDbContextAsync(token);
        db.Assets.Add(asset);
        try
        {
            await blobs.SaveAsync(db, [staged], [], token);
            return asset;
        }
        catch (DbUpdateException)
        {
            // The same bytes came twice at once: the other one was faster.
            if (await FindSameAsync(owner, staged, token) is { } faster) return faster;
            throw;
        }
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

    /// <summary>Deletes the record, what analyses found in it with their jobs, and the bytes unless another record names them.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task DeleteAsync(string owner, Guid id, CancellationToken token)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await databases.CreateDbContextAsync(token);
            var asset = await db.Assets.FirstOrDefaultAsync(a => a.Id == id && a.Owner == owner, token) ?? throw AssetFaults.NotHere();
            var results = await db.AnalysisResults.Where(r => r.AssetId == id).ToListAsync(token);
            var made = results.Select(r => (Guid?)r.Id).ToArray();
            var jobs = await db.Jobs.Where(j => made.Contains(j.ResultId)).ToListAsync(token);
            db.AnalysisResults.RemoveRange(results);
            db.Jobs.RemoveRange(jobs);
            db.Assets.Remove(asset);
            try
            {
                await blobs.SaveAsync(db, [], [asset.BlobHash, .. Copies(asset), .. results.Select(r => r.BlobHash), .. jobs.Select(j => j.CheckpointHash).OfType<string>()], token);
                return;
            }
            catch (DbUpdateException) when (tries < StudioDb.Tries)
            {
                // An analysis or a copy was kept, or somebody else deleted it, since it was read.
            }
        }
    }

    public void Dispose() => _inspecting.Dispose();

    private static IEnumerable<string> Copies(Asset asset) => new[] { asset.FilmHash, asset.SoundHash }.OfType<string>();

    private async Task<AssetInspection> InspectAsync(string path, CancellationToken token)
    {
        await _inspecting.WaitAsync(token);
        try
        {
            return await AssetInspection.ReadAsync(path, options.Value, token);
        }
        finally
        {
            _inspecting.Release();
        }
    }

    private async Task<Asset?> FindSameAsync(string owner, StagedBlob staged, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var same = await db.Assets.AsNoTracking().FirstOrDefaultAsync(a => a.Owner == owner && a.BlobHash == staged.Hash, token);
        if (same is not null) staged.Dispose();
        return same;
    }
}
