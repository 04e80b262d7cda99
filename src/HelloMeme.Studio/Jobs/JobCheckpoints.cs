using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Jobs;

/// <summary>How far a long job got, so that a restart goes on from there: one blob a job, replaced as a whole, gone when the job is over.</summary>
public sealed class JobCheckpoints(IDbContextFactory<StudioDb> databases, BlobStore blobs)
{
    /// <summary>What was kept last; null for nothing.</summary>
    public async Task<byte[]?> ReadAsync(Job lease, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var hash = await Held(db, lease).Select(j => j.CheckpointHash).FirstOrDefaultAsync(token);
        return hash is null ? null : await blobs.ReadAsync(hash, token);
    }

    /// <summary>Replaces what was kept before: after a crash there is the old or the new one, and whole. The job got on, so its attempts count from one again.
    /// False when the lease was lost: nothing is kept.</summary>
    public async Task<bool> KeepAsync(Job lease, byte[] checkpoint, CancellationToken token)
    {
        using var bytes = new MemoryStream(checkpoint);
        using var staged = await blobs.StageAsync(bytes, token);
        await using var db = await databases.CreateDbContextAsync(token);
        if (await Held(db, lease).FirstOrDefaultAsync(token) is not { } job) return false;
        string[] before = job.CheckpointHash is { } old ? [old] : [];
        (job.CheckpointHash, job.Attempt) = (staged.Hash, 1);
        return await SaveAsync(db, [staged], before, token);
    }

    /// <summary>Lets go of what jobs kept that are over by now.</summary>
    public async Task ReleaseEndedAsync(CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var ended = db.Jobs.Where(j => j.CheckpointHash != null && (j.State == JobState.Done || j.State == JobState.Failed || j.State == JobState.Cancelled));
        foreach (var id in await ended.Select(j => j.Id).ToListAsync(token))
        {
            await using var one = await databases.CreateDbContextAsync(token);
            if (await one.Jobs.FirstOrDefaultAsync(j => j.Id == id, token) is not { CheckpointHash: { } hash } job) continue;
            job.CheckpointHash = null;
            await SaveAsync(one, [], [hash], token);
        }
    }

    private static IQueryable<Job> Held(StudioDb db, Job lease) => db.Jobs.Where(j => j.Id == lease.Id && j.Fence == lease.Fence && j.State == JobState.Running);

    private async Task<bool> SaveAsync(StudioDb db, IReadOnlyList<StagedBlob> keep, IReadOnlyList<string> release, CancellationToken token)
    {
        try
        {
            await blobs.SaveAsync(db, keep, release, token);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false; // cancelled, taken over, or released by another hand in this moment
        }
    }
}
