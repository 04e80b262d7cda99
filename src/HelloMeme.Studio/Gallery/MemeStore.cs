using HelloMeme.Media;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Gallery;

/// <summary>Keeps the memes of each visitor. Every question names the owner; what is another's does not exist.</summary>
public sealed class MemeStore(IDbContextFactory<StudioDb> databases, BlobStore blobs)
{
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<Meme> FindAsync(string owner, Guid id, CancellationToken token) => await FindOrNullAsync(owner, id, token) ?? throw NotHere();

    public async Task<Meme?> FindOrNullAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Memes.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.Owner == owner, token);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Meme>> ListAsync(string owner, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Memes.AsNoTracking().Where(m => m.Owner == owner).OrderByDescending(m => m.Created).ToListAsync(token);
    }

    /// <summary>Deletes the record and its files.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task DeleteAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var meme = await db.Memes.FirstOrDefaultAsync(m => m.Id == id && m.Owner == owner, token) ?? throw NotHere();
        db.Memes.Remove(meme);
        string?[] hashes = [meme.Mp4Hash, meme.WebPHash, meme.GifHash, meme.PngHash, meme.PosterHash];
        await blobs.SaveAsync(db, [], [.. hashes.OfType<string>()], token);
    }

    internal static UserFaultException NotHere() => new("not-here", "There is no meme of yours at this address: it may have been deleted.");
}
