using System.Text;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HelloMeme.Studio.Motions;

/// <summary>Keeps the motions that visitors edit. Every question names the owner; what is another's does not exist.</summary>
public sealed class MotionStore(IDbContextFactory<StudioDb> databases, BlobStore blobs, AssetStore assets, IOptions<StudioOptions> options, TimeProvider time)
{
    /// <summary>Newest change first.</summary>
    public async Task<IReadOnlyList<Motion>> ListAsync(string owner, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Motions.AsNoTracking().Where(m => m.Owner == owner).OrderByDescending(m => m.Changed).ToListAsync(token);
    }

    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<Motion> FindAsync(string owner, Guid id, CancellationToken token) => await FindOrNullAsync(owner, id, token) ?? throw MotionFaults.NotHere();

    public async Task<Motion?> FindOrNullAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Motions.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.Owner == owner, token);
    }

    /// <summary>A motion with the bytes of its project, of one and the same revision.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<(Motion Motion, byte[] Project)> ReadAsync(string owner, Guid id, CancellationToken token)
    {
        for (var tries = 1; ; tries++)
        {
            var motion = await FindAsync(owner, id, token);
            try
            {
                return (motion, await blobs.ReadAsync(motion.BlobHash, token));
            }
            catch (FileNotFoundException) when (tries < StudioDb.Tries)
            {
                // It was changed or deleted since its record was read.
            }
        }
    }

    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<(Motion Motion, MotionProject Project)> OpenAsync(string owner, Guid id, CancellationToken token)
    {
        var (motion, bytes) = await ReadAsync(owner, id, token);
        return (motion, MotionProject.FromJson(Encoding.UTF8.GetString(bytes)));
    }

    /// <summary>What an order keeps of its motion: of a kept one the track that it plays now and its driver; any other choice as it is.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<MotionChoice> TakeAsync(string owner, MotionChoice choice, CancellationToken token)
    {
        if (choice.Motion is not { } id) return choice;
        var (motion, project) = await OpenAsync(owner, id, token);
        var played = new MotionChoice { Track = JsonElement.Parse(project.Played().ToJson()), Sound = SoundOf(project) };
        return motion.DriverId is { } driver && project.Source is { } source ? played with { Driver = driver, Face = source.Face, From = source.From, To = source.To, Segments = source.Segments } : played;
    }

    /// <summary>A motion of these very bytes that was never edited; null when there is none.</summary>
    public async Task<Motion?> FindUntouchedAsync(string owner, string json, CancellationToken token)
    {
        using var staged = await StageAsync(json, token);
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Motions.AsNoTracking().FirstOrDefaultAsync(m => m.Owner == owner && m.Revision == 1 && m.BlobHash == staged.Hash, token);
    }

    /// <exception cref="UserFaultException">"bad-motion", "too-large", "too-many-motions".</exception>
    public async Task<Motion> AddAsync(string owner, string json, CancellationToken token)
    {
        var project = Check(json);
        await using var db = await databases.CreateDbContextAsync(token);
        if (await db.Motions.CountAsync(m => m.Owner == owner, token) >= options.Value.Limits.Motions) throw MotionFaults.TooMany(options.Value.Limits.Motions);
        using var staged = await StageAsync(json, token);
        var now = time.GetUtcNow();
        var motion = new Motion
        {
            Id = Guid.CreateVersion7(now),
            Owner = owner,
            Name = project.Name,
            Revision = 1,
            BlobHash = staged.Hash,
            DriverId = await DriverAsync(owner, project, token),
            Seconds = project.Track.Seconds,
            Created = now,
            Changed = now,
        };
        db.Motions.Add(motion);
        await blobs.SaveAsync(db, [staged], [], token);
        return motion;
    }

    /// <summary>The next revision of a motion. Sending what is kept already changes nothing, so that a request whose answer was lost may be sent again.</summary>
    /// <param name="from">The revision that the change was made from; null for whichever is the newest.</param>
    /// <exception cref="UserFaultException">"not-here", "stale", "bad-motion", "too-large".</exception>
    public async Task<Motion> SaveAsync(string owner, Guid id, int? from, string json, CancellationToken token)
    {
        var project = Check(json);
        using var staged = await StageAsync(json, token);
        var driver = await DriverAsync(owner, project, token);
        await using var db = await databases.CreateDbContextAsync(token);
        var motion = await db.Motions.FirstOrDefaultAsync(m => m.Id == id && m.Owner == owner, token) ?? throw MotionFaults.NotHere();
        if (motion.BlobHash == staged.Hash) return motion;
        if (from is { } revision && revision != motion.Revision) throw MotionFaults.Stale();
        var before = motion.BlobHash;
        (motion.Name, motion.BlobHash, motion.DriverId, motion.Seconds) = (project.Name, staged.Hash, driver, project.Track.Seconds);
        (motion.Revision, motion.Changed) = (motion.Revision + 1, time.GetUtcNow());
        try
        {
            await blobs.SaveAsync(db, [staged], [before], token);
            return motion;
        }
        catch (DbUpdateConcurrencyException)
        {
            throw MotionFaults.Stale(); // saved or deleted elsewhere since it was read
        }
    }

    /// <exception cref="UserFaultException">"not-here", "too-many-motions".</exception>
    public async Task<Motion> CopyAsync(string owner, Guid id, CancellationToken token)
    {
        const string Copy = " (copy)";
        var (_, project) = await OpenAsync(owner, id, token);
        var name = project.Name[..Math.Min(project.Name.Length, MotionLimits.MaxNameLength - Copy.Length)] + Copy;
        return await AddAsync(owner, (project with { Name = name }).ToJson(), token);
    }

    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task DeleteAsync(string owner, Guid id, CancellationToken token)
    {
        for (var tries = 1; ; tries++)
        {
            await using var db = await databases.CreateDbContextAsync(token);
            var motion = await db.Motions.FirstOrDefaultAsync(m => m.Id == id && m.Owner == owner, token) ?? throw MotionFaults.NotHere();
            db.Motions.Remove(motion);
            try
            {
                await blobs.SaveAsync(db, [], [motion.BlobHash], token);
                return;
            }
            catch (DbUpdateConcurrencyException) when (tries < StudioDb.Tries)
            {
                // It was changed, or deleted elsewhere, since it was read.
            }
        }
    }

    private MotionProject Check(string json)
    {
        var most = options.Value.Limits.MotionMegabytes;
        if (Encoding.UTF8.GetByteCount(json) > most * 1_000_000L) throw MotionFaults.TooLarge(most);
        try
        {
            return MotionProject.FromJson(json);
        }
        catch (FormatException fault)
        {
            throw MotionFaults.BadMotion(fault);
        }
    }

    private async Task<StagedBlob> StageAsync(string json, CancellationToken token)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return await blobs.StageAsync(bytes, token);
    }

    private static IReadOnlyList<SoundPiece>? SoundOf(MotionProject project) => project.Sound.IsEmpty
        ? null
        : [.. project.Sound.Select(s => Guid.TryParse(s.Asset, out var id) ? SoundPiece.Of(id, s.Time) : throw MotionFaults.SoundGone())];

    // Of a motion from elsewhere the driver is not here.
    private async Task<Guid?> DriverAsync(string owner, MotionProject project, CancellationToken token) =>
        project.Source is { } source && Guid.TryParse(source.Driver, out var id) && await assets.FindOrNullAsync(owner, id, token) is not null ? id : null;
}
