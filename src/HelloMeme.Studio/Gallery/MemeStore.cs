using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Studio.Jobs;
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

    /// <summary>For whoever has the link, unless its owner made it private; the owner sees it anyway.</summary>
    public async Task<Meme?> FindSharedOrNullAsync(string? visitor, string link, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Memes.AsNoTracking().FirstOrDefaultAsync(m => m.Token == link && (m.Visibility == MemeVisibility.Unlisted || m.Owner == visitor), token);
    }

    /// <summary>Changes title, star, visibility or link.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<Meme> ChangeAsync(string owner, Guid id, Action<Meme> change, CancellationToken token)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await databases.CreateDbContextAsync(token);
            var meme = await db.Memes.FirstOrDefaultAsync(m => m.Id == id && m.Owner == owner, token) ?? throw NotHere();
            change(meme);
            try
            {
                await db.SaveChangesAsync(token);
                return meme;
            }
            catch (DbUpdateConcurrencyException) when (tries < StudioDb.Tries)
            {
                // A file was added, or somebody deleted it, since it was read.
            }
        }
    }

    /// <summary>The order that made a meme, with every setting; null once the job is forgotten.</summary>
    public async Task<RenderOrder?> FindOrderAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var order = await db.Jobs.Where(j => j.ResultId == id && j.Owner == owner).Select(j => j.Order).FirstOrDefaultAsync(token);
        return order is null ? null : JsonSerializer.Deserialize<RenderOrder>(order, JsonSerializerOptions.Web);
    }

    /// <summary>Deletes the record, its files, and the job that made it with its order.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task DeleteAsync(string owner, Guid id, CancellationToken token)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await databases.CreateDbContextAsync(token);
            var meme = await db.Memes.FirstOrDefaultAsync(m => m.Id == id && m.Owner == owner, token) ?? throw NotHere();
            var jobs = await db.Jobs.Where(j => j.ResultId == id).ToListAsync(token);
            db.Memes.Remove(meme);
            db.Jobs.RemoveRange(jobs);
            string?[] hashes = [meme.Mp4Hash, meme.WebPHash, meme.GifHash, meme.PngHash, meme.PosterHash, .. jobs.Select(j => j.CheckpointHash)];
            try
            {
                await blobs.SaveAsync(db, [], [.. hashes.OfType<string>()], token);
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < StudioDb.Tries)
            {
                // A file was added, or somebody else deleted it, since it was read.
            }
        }
    }

    internal static UserFaultException NotHere() => new("not-here", "There is no meme of yours at this address: it may have been deleted.");
}
