using HelloMeme.Media;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Assets;

/// <summary>What the editor plays of a clip or a recording: its film and its sound, coded anew when first asked for, one at a time, and kept.</summary>
public sealed class AssetCopies(IDbContextFactory<StudioDb> databases, BlobStore blobs, StudioFolders folders) : IDisposable
{
    public const string FilmType = "video/mp4", SoundType = "audio/wav";
    private readonly SemaphoreSlim _making = new(1);

    /// <summary>Where the film lies (<see cref="EditingCopies.WriteFilmAsync"/>), at the rate of the clip's motion.</summary>
    /// <exception cref="UserFaultException">"not-here" without a film, and when the clip was deleted meanwhile.</exception>
    public async Task<string> FilmAsync(Asset asset, CancellationToken token)
    {
        if (asset.Kind is not AssetKind.Clip) throw AssetFaults.NoFilm();
        return blobs.PathOf(asset.FilmHash ?? await MakeAsync(asset.Id, ".mp4", a => a.FilmHash, (a, hash) => a.FilmHash = hash,
            async (file, path) =>
            {
                var clip = await VideoInfo.ReadAsync(file, token);
                await EditingCopies.WriteFilmAsync(clip, FaceAnalysis.ReadingOf(clip, null, null).Rate!.Value, path, token);
            }, token));
    }

    /// <summary>Where the sound lies (<see cref="EditingCopies.WriteSoundAsync"/>).</summary>
    /// <exception cref="UserFaultException">"not-here" without sound, and when the clip was deleted meanwhile.</exception>
    public async Task<string> SoundAsync(Asset asset, CancellationToken token)
    {
        if (!asset.HasSound) throw AssetFaults.NoSound();
        return blobs.PathOf(asset.SoundHash ?? await MakeAsync(asset.Id, ".wav", a => a.SoundHash, (a, hash) => a.SoundHash = hash,
            (file, path) => EditingCopies.WriteSoundAsync(file, path, token), token));
    }

    public void Dispose() => _making.Dispose();

    private async Task<string> MakeAsync(Guid id, string ending, Func<Asset, string?> made, Action<Asset, string> keep, Func<string, string, Task> write, CancellationToken token)
    {
        await _making.WaitAsync(token);
        try
        {
            for (var tries = 1; ; tries++)
            {
                await using var db = await databases.CreateDbContextAsync(token);
                var asset = await db.Assets.FirstOrDefaultAsync(a => a.Id == id, token) ?? throw AssetFaults.NotHere();
                if (made(asset) is { } hash) return hash;
                using var files = WorkFiles.In(folders.Incoming);
                var path = files.New(ending);
                await write(blobs.PathOf(asset.BlobHash), path);
                using var staged = await blobs.AdoptAsync(WorkFiles.Flushed(path), token);
                keep(asset, staged.Hash);
                try
                {
                    await blobs.SaveAsync(db, [staged], [], token);
                    return staged.Hash;
                }
                catch (DbUpdateConcurrencyException) when (tries < StudioDb.Tries)
                {
                    // The other copy was added, or the clip deleted, since it was read.
                }
            }
        }
        finally
        {
            _making.Release();
        }
    }
}
