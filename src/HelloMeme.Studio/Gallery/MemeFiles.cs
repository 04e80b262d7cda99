using System.Runtime.CompilerServices;
using HelloMeme.Media;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Gallery;

public enum MemeFormat { Mp4, WebP, Gif, Png, Poster }

/// <summary>The files of a meme. MP4, still and poster are there from the start; WebP and GIF are made from the MP4 when first asked for, one at a time, and kept.</summary>
public sealed class MemeFiles(IDbContextFactory<StudioDb> databases, BlobStore blobs, StudioFolders folders) : IDisposable
{
    private readonly SemaphoreSlim _making = new(1);

    /// <summary>Where the bytes of a format lie.</summary>
    /// <exception cref="UserFaultException">"not-here" when the meme was deleted meanwhile.</exception>
    public async Task<string> PathAsync(Meme meme, MemeFormat format, CancellationToken token) =>
        blobs.PathOf(HashOf(meme, format) ?? await MakeAsync(meme.Id, format, token));

    public static string ContentType(MemeFormat format) => format switch
    {
        MemeFormat.Mp4 => "video/mp4",
        MemeFormat.WebP => "image/webp",
        MemeFormat.Gif => "image/gif",
        MemeFormat.Png => "image/png",
        _ => "image/jpeg",
    };

    public static string Ending(MemeFormat format) => format is MemeFormat.Poster ? ".jpg" : "." + format.ToString().ToLowerInvariant();

    public void Dispose() => _making.Dispose();

    private static string? HashOf(Meme meme, MemeFormat format) => format switch
    {
        MemeFormat.Mp4 => meme.Mp4Hash,
        MemeFormat.WebP => meme.WebPHash,
        MemeFormat.Gif => meme.GifHash,
        MemeFormat.Png => meme.PngHash,
        _ => meme.PosterHash,
    };

    private async Task<string> MakeAsync(Guid id, MemeFormat format, CancellationToken token)
    {
        await _making.WaitAsync(token);
        try
        {
            await using var db = await databases.CreateDbContextAsync(token);
            var meme = await db.Memes.FirstOrDefaultAsync(m => m.Id == id, token) ?? throw MemeStore.NotHere();
            if (HashOf(meme, format) is { } made) return made;
            using var files = WorkFiles.In(folders.Incoming);
            var film = await VideoInfo.ReadAsync(blobs.PathOf(meme.Mp4Hash!), token);
            var path = files.New(Ending(format));
            await VideoWriter.WriteAsync(FramesAsync(film, token), path, new VideoWriteOptions(film.Rate) { Recipe = meme.Recipe, SourceType = FilmRecipe.SourceTypeOf(meme.Recipe) }, token);
            using var staged = await blobs.AdoptAsync(WorkFiles.Flushed(path), token);
            files.Keep(path);
            if (format is MemeFormat.Gif) meme.GifHash = staged.Hash;
            else meme.WebPHash = staged.Hash;
            await SaveAsync(db, staged, token);
            return staged.Hash;
        }
        finally
        {
            _making.Release();
        }
    }

    private async Task SaveAsync(StudioDb db, StagedBlob staged, CancellationToken token)
    {
        try
        {
            await blobs.SaveAsync(db, [staged], [], token);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw MemeStore.NotHere();
        }
    }

    private static async IAsyncEnumerable<Frame> FramesAsync(VideoInfo film, [EnumeratorCancellation] CancellationToken token)
    {
        await foreach (var frame in VideoReader.ReadAsync(film, new VideoReadOptions { MaxSide = MediaLimits.WebPLongSide }, token))
        {
            using (frame) yield return frame;
        }
    }
}
