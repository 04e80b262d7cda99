using HelloMeme.Media;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Jobs;

/// <summary>Reads jobs. Every question names the owner or holds the watch token; what is another's does not exist.</summary>
public sealed class JobStore(IDbContextFactory<StudioDb> databases, TimeProvider time)
{
    private const int ListedJobs = 100;
    private const int PaceJobs = 20;

    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<Job> FindAsync(string owner, Guid id, CancellationToken token) => await FindOrNullAsync(owner, id, token) ?? throw JobFaults.NotHere();

    public async Task<Job?> FindOrNullAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id && j.Owner == owner, token);
    }

    /// <summary>For whoever has the link.</summary>
    public async Task<Job?> FindSharedOrNullAsync(string watchToken, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Token == watchToken, token);
    }

    /// <summary>Newest first, a hundred at most.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(string owner, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Jobs.AsNoTracking().Where(j => j.Owner == owner).OrderByDescending(j => j.Created).Take(ListedJobs).ToListAsync(token);
    }

    public async Task<int> CountWaitingAsync(string owner, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        return await db.Jobs.CountAsync(j => j.Owner == owner && j.State == JobState.Waiting, token);
    }

    /// <summary>As the database knows it; for a waiting job with its place and an estimate from the pace of the last ones.</summary>
    public async Task<JobStatus> StatusAsync(Job job, CancellationToken token)
    {
        var now = time.GetUtcNow();
        if (job.State is not JobState.Waiting) return JobStatus.Of(job, now);
        await using var db = await databases.CreateDbContextAsync(token);
        var line = await JobLine.ReadAsync(db, now, token);
        var before = line.InOrder().TakeWhile(j => j.Id != job.Id).Count();
        var recent = await db.Jobs.Where(j => j.State == JobState.Done && j.Kind == job.Kind && j.NeedsDevice == job.NeedsDevice).OrderByDescending(j => j.Created).Take(PaceJobs)
            .Select(j => new { j.Started, j.Ended }).ToListAsync(token);
        double? pace = recent.Count == 0 ? null : recent.Average(r => (r.Ended!.Value - r.Started!.Value).TotalSeconds);
        // Those in front run side by side; then it takes its own time.
        return JobStatus.Of(job, now, before + 1, pace * (1 + (before + 1.0) / JobWorker.Slots));
    }
}
