using System.IO.Pipelines;
using HelloMeme.Media;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Assets;

/// <summary>How far an upload is, in bytes; the asset once it is complete and checked.</summary>
public sealed record UploadProgress(Guid Id, long Offset, long Size, Asset? Asset);

/// <summary>A slice does not follow what has arrived; Offset is where to go on, in bytes.</summary>
public sealed class WrongOffsetException(long offset) : Exception
{
    public long Offset { get; } = offset;
}

/// <summary>Files on their way in, slice by slice. What has arrived is on disk before its offset is told, so a cut or a restart costs one slice.</summary>
public sealed class UploadStore(
    IDbContextFactory<StudioDb> databases, AssetStore assets, StudioFolders folders, IOptions<StudioOptions> options, TimeProvider time)
{
    private const int BufferBytes = 1 << 17;
    private const int NameCharacters = 200;
    private readonly UploadTurns _turns = new();

    /// <summary>Opens an upload of an announced size and type ("image/...", "video/..." or "audio/...").</summary>
    /// <exception cref="UserFaultException">"empty-file", "wrong-type", "too-large", "shelf-full".</exception>
    public async Task<UploadProgress> StartAsync(string owner, string? name, long size, string? type, CancellationToken token)
    {
        var limits = options.Value.Limits;
        CheckAnnounced(size, type, limits);
        await using var db = await databases.CreateDbContextAsync(token);
        var kept = await db.Assets.Where(a => a.Owner == owner).SumAsync(a => a.Size, token)
            + await db.Uploads.Where(u => u.Owner == owner && u.AssetId == null).SumAsync(u => u.Size, token);
        if (kept + size > limits.VisitorMegabytes * 1_000_000L) throw AssetFaults.ShelfFull(limits.VisitorMegabytes);

        var upload = new Upload { Id = Guid.CreateVersion7(time.GetUtcNow()), Owner = owner, Name = Shorten(name), Size = size, Created = time.GetUtcNow() };
        db.Uploads.Add(upload);
        await db.SaveChangesAsync(token);
        return new UploadProgress(upload.Id, 0, size, null);
    }

    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<UploadProgress> FindAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var upload = await FindAsync(db, owner, id, token);
        var asset = upload.AssetId is { } made ? await assets.FindAsync(owner, made, token) : null;
        return new UploadProgress(id, asset is null ? Received(id) : upload.Size, upload.Size, asset);
    }

    /// <summary>Appends a slice; the last one turns the upload into an asset. When the body breaks off, what came is kept.</summary>
    /// <exception cref="WrongOffsetException">Nothing was taken.</exception>
    /// <exception cref="UserFaultException">"not-here", or what is wrong with the file, which is then gone.</exception>
    public async Task<UploadProgress> AppendAsync(string owner, Guid id, long offset, PipeReader slice, CancellationToken token)
    {
        using var turn = await _turns.TakeAsync(id, token);
        var before = await FindAsync(owner, id, turn.Token);
        if (before.Asset is not null) return before;
        if (before.Offset != offset) throw new WrongOffsetException(before.Offset);
        var received = await WriteAsync(id, slice, turn.Token);
        if (received < before.Size) return before with { Offset = received };

        await using var db = await databases.CreateDbContextAsync(turn.Token);
        var upload = await FindAsync(db, owner, id, turn.Token);
        try
        {
            var asset = await assets.AddAsync(owner, PartOf(id), upload.Name, turn.Token);
            upload.AssetId = asset.Id;
            await db.SaveChangesAsync(turn.Token);
            return new UploadProgress(id, upload.Size, upload.Size, asset);
        }
        catch (UserFaultException)
        {
            await RemoveAsync(db, id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Forgets the upload and what has arrived of it; a finished one leaves its asset.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task DeleteAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        await FindAsync(db, owner, id, token);
        using var turn = await _turns.TakeAsync(id, token);
        await RemoveAsync(db, id, CancellationToken.None);
    }

    /// <summary>Removes uploads that were left alone for too long and parts that no upload names. Returns how many.</summary>
    public async Task<int> SweepAsync(CancellationToken token)
    {
        var limit = time.GetUtcNow() - TimeSpan.FromHours(options.Value.Limits.AbandonedUploadHours);
        await using var db = await databases.CreateDbContextAsync(token);
        var old = await db.Uploads.Where(u => u.Created < limit).ToListAsync(token);
        var abandoned = old.Where(u => File.GetLastWriteTimeUtc(PartOf(u.Id)) < limit.UtcDateTime).ToArray();
        foreach (var upload in abandoned)
        {
            using var turn = await _turns.TakeAsync(upload.Id, token);
            await RemoveAsync(db, upload.Id, token);
        }

        var known = (await db.Uploads.Where(u => u.AssetId == null).Select(u => u.Id).ToListAsync(token)).Select(PartOf).ToHashSet(StringComparer.Ordinal);
        var strays = Directory.Exists(folders.Uploads) ? Directory.GetFiles(folders.Uploads).Where(f => !known.Contains(f)).ToArray() : [];
        foreach (var stray in strays) File.Delete(stray);
        return abandoned.Length + strays.Length;
    }

    private async Task<long> WriteAsync(Guid id, PipeReader slice, CancellationToken token)
    {
        Directory.CreateDirectory(folders.Uploads);
        await using var file = new FileStream(PartOf(id), FileMode.Append, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous);
        try
        {
            await slice.CopyToAsync(file, token);
        }
        finally
        {
            file.Flush(flushToDisk: true);
        }

        return file.Length;
    }

    private async Task RemoveAsync(StudioDb db, Guid id, CancellationToken token)
    {
        await db.Uploads.Where(u => u.Id == id).ExecuteDeleteAsync(token);
        if (Directory.Exists(folders.Uploads)) File.Delete(PartOf(id));
    }

    private long Received(Guid id) => new FileInfo(PartOf(id)) is { Exists: true } part ? part.Length : 0;

    private string PartOf(Guid id) => Path.Combine(folders.Uploads, id.ToString("N") + ".part");

    private static async Task<Upload> FindAsync(StudioDb db, string owner, Guid id, CancellationToken token) =>
        await db.Uploads.FirstOrDefaultAsync(u => u.Id == id && u.Owner == owner, token) ?? throw AssetFaults.NotHere();

    private static void CheckAnnounced(long size, string? type, VisitorLimits limits)
    {
        if (size <= 0) throw AssetFaults.Empty();
        var (what, megabytes) = type switch
        {
            not null when type.StartsWith("image/", StringComparison.Ordinal) => ("picture", limits.PictureMegabytes),
            not null when type.StartsWith("video/", StringComparison.Ordinal) => ("clip", limits.ClipMegabytes),
            not null when type.StartsWith("audio/", StringComparison.Ordinal) => ("recording", limits.ClipMegabytes),
            _ => throw AssetFaults.WrongType(),
        };
        if (size > megabytes * 1_000_000L) throw AssetFaults.TooLarge(what, size, megabytes);
    }

    private static string? Shorten(string? name) =>
        Path.GetFileName(name?.Trim()) is { Length: > 0 } bare ? bare[..Math.Min(bare.Length, NameCharacters)] : null;
}
