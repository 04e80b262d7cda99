using System.Buffers;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Storage;

/// <summary>Bytes by content hash under blobs/ab/cd/. Stage first (written, hashed, flushed to disk), then save together with the
/// records that name the hash: counts and records change in one transaction, and a blob that nobody names any more is removed.</summary>
public sealed class BlobStore(StudioFolders folders)
{
    private const int BufferBytes = 1 << 17;
    private const int HashCharacters = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Copies the bytes into the store's volume.</summary>
    public async Task<StagedBlob> StageAsync(Stream bytes, CancellationToken token)
    {
        Directory.CreateDirectory(folders.Incoming);
        var path = Path.Combine(folders.Incoming, Guid.NewGuid().ToString("N") + ".part");
        StagedBlob? staged = null;
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous))
            {
                await bytes.CopyToAsync(file, BufferBytes, token);
                await file.FlushAsync(token);
                file.Flush(flushToDisk: true);
            }

            staged = await AdoptAsync(path, token);
            return staged;
        }
        finally
        {
            if (staged is null) File.Delete(path);
        }
    }

    /// <summary>Takes over a finished file that lies in the data folder and has been flushed to disk.</summary>
    public async Task<StagedBlob> AdoptAsync(string path, CancellationToken token)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var hash = await SHA256.HashDataAsync(file, token);
        return new StagedBlob(path, Convert.ToHexStringLower(hash), file.Length);
    }

    /// <summary>Saves the tracked changes of <paramref name="db"/>, adding one reference for each staged blob in <paramref name="keep"/>
    /// and taking one for each hash in <paramref name="release"/>. All of it happens or none.</summary>
    public async Task SaveAsync(StudioDb db, IReadOnlyList<StagedBlob> keep, IReadOnlyList<string> release, CancellationToken token)
    {
        var placed = new List<string>();
        var gone = new List<string>();
        try
        {
            // SQLite's write lock, taken here and in RemoveUnnamedAsync, keeps placing and removing the same hash apart.
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            foreach (var staged in keep)
            {
                if (Place(staged)) placed.Add(staged.Hash);
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Blobs" ("Hash", "Size", "ReferenceCount") VALUES ({staged.Hash}, {staged.Size}, 1)
                    ON CONFLICT ("Hash") DO UPDATE SET "ReferenceCount" = "Blobs"."ReferenceCount" + 1
                    """, token);
            }

            await db.SaveChangesAsync(token);
            foreach (var hash in release)
            {
                await db.Blobs.Where(b => b.Hash == hash).ExecuteUpdateAsync(b => b.SetProperty(x => x.ReferenceCount, x => x.ReferenceCount - 1), token);
                if (await db.Blobs.Where(b => b.Hash == hash && b.ReferenceCount <= 0).ExecuteDeleteAsync(token) > 0) gone.Add(hash);
            }

            await transaction.CommitAsync(token);
            placed.Clear();
        }
        finally
        {
            if (placed.Count > 0) await RemoveUnnamedAsync(db, placed, CancellationToken.None);
        }

        if (gone.Count > 0) await RemoveUnnamedAsync(db, gone, CancellationToken.None);
        foreach (var staged in keep) staged.Dispose();
    }

    /// <summary>Opens the bytes for reading.</summary>
    /// <exception cref="FileNotFoundException">No such blob.</exception>
    public Stream OpenRead(string hash) =>
        new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);

    public Task<byte[]> ReadAsync(string hash, CancellationToken token) => File.ReadAllBytesAsync(PathOf(hash), token);

    /// <summary>Where the bytes of a hash from the database lie: 64 lower-case hex digits and nothing else.</summary>
    /// <exception cref="ArgumentException">Not a hash.</exception>
    public string PathOf(string hash)
    {
        if (hash.Length != HashCharacters || hash.AsSpan().ContainsAnyExcept(HexDigits)) throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(hash));
        return Path.Combine(folders.Blobs, hash[..2], hash[2..4], hash);
    }

    /// <summary>Removes files that a crash left behind: half-written ones and ones that no record names. Returns how many.</summary>
    public async Task<int> SweepAsync(StudioDb db, CancellationToken token)
    {
        var strays = Directory.Exists(folders.Incoming) ? Directory.GetFiles(folders.Incoming) : [];
        foreach (var file in strays) File.Delete(file);

        var known = (await db.Blobs.Select(b => b.Hash).ToListAsync(token)).ToHashSet(StringComparer.Ordinal);
        var files = Directory.Exists(folders.Blobs) ? Directory.EnumerateFiles(folders.Blobs, "*", SearchOption.AllDirectories) : [];
        var unnamed = files.Where(f => !known.Contains(Path.GetFileName(f))).ToArray();
        foreach (var file in unnamed) File.Delete(file);
        return strays.Length + unnamed.Length;
    }

    // True when the bytes were not in the store before.
    private bool Place(StagedBlob staged)
    {
        var path = PathOf(staged.Hash);
        if (new FileInfo(path) is { Exists: true } here && here.Length == staged.Size) return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(staged.File, path, overwrite: true);
        return true;
    }

    private async Task RemoveUnnamedAsync(StudioDb db, List<string> hashes, CancellationToken token)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        foreach (var hash in hashes)
        {
            if (!await db.Blobs.AnyAsync(b => b.Hash == hash, token)) File.Delete(PathOf(hash));
        }

        await transaction.CommitAsync(token);
    }
}
