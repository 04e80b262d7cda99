using HelloMeme.Media;
using HelloMeme.Studio.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Jobs;

/// <summary>Jobs change state here and nowhere else. A taken job is held by a lease; each change of hands raises its fence, and what comes
/// with an older fence is refused. Every change is told to <see cref="JobFeed"/> after it is in the database.</summary>
public sealed class JobQueue(IDbContextFactory<StudioDb> databases, BlobStore blobs, JobStore jobs, JobCheckpoints checkpoints, JobFeed feed, RunningJobs running, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>A job that took the studio down so often is not started again.</summary>
    public const int MostAttempts = 3;

    private const int ForeignKeyBroken = 787; // SQLITE_CONSTRAINT_FOREIGNKEY
    private readonly SemaphoreSlim _work = new(0);

    public async Task<Job> AddAsync(Job job, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        db.Jobs.Add(job);
        await db.SaveChangesAsync(token);
        await TellAsync(db, job.Id, token);
        _work.Release();
        return job;
    }

    /// <summary>Ends the wait of one worker.</summary>
    public void Wake() => _work.Release();

    /// <summary>Ends early when a job was added.</summary>
    public Task WaitForWorkAsync(TimeSpan longest, CancellationToken token) => _work.WaitAsync(longest, token);

    /// <summary>The next job, leased to the worker; null when none waits that it can start. Jobs for the device stay where they are while one of their kind has it,
    /// and Draft films go by.</summary>
    public async Task<Job?> TakeAsync(string worker, IReadOnlySet<JobKind> onDevice, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        while (true)
        {
            var now = time.GetUtcNow();
            var line = await JobLine.ReadAsync(db, now, token);
            if (line.InOrder().FirstOrDefault(j => !j.NeedsDevice || !onDevice.Contains(j.Kind)) is not { } next) return null;
            var tired = next.Attempt >= MostAttempts;
            var changed = tired ? await GiveUpAsync(db, next, token) : await LeaseAsync(db, next, worker, now, token);
            if (changed == 0) continue; // another worker or a cancel was faster
            if (tired) await checkpoints.ReleaseEndedAsync(token);
            await TellAsync(db, next.Id, token);
            await TellWaitingAsync(db, token);
            if (!tired && await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == next.Id && j.Fence == next.Fence + 1, token) is { } taken) return taken;
        }
    }

    /// <summary>The heartbeat: holds the lease for another while and notes the progress. False when the job is no longer this worker's.</summary>
    public async Task<bool> RenewAsync(Job lease, JobStatus status, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var until = time.GetUtcNow() + Lease;
        return await Held(db, lease).ExecuteUpdateAsync(j => j
            .SetProperty(x => x.LeaseUntil, until).SetProperty(x => x.Phase, status.Phase).SetProperty(x => x.Step, status.Step).SetProperty(x => x.Steps, status.Steps), token) > 0;
    }

    /// <summary>Result, its bytes and the end of the job become durable together, then it is announced. False when the lease was lost: nothing is kept.</summary>
    /// <exception cref="UserFaultException">"asset-gone".</exception>
    public async Task<bool> CompleteAsync(Job lease, JobOutcome outcome, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        if (await Held(db, lease).FirstOrDefaultAsync(token) is not { } job) return false;
        (job.State, job.Ended, job.ResultId, job.Step) = (JobState.Done, time.GetUtcNow(), outcome.ResultId, job.Steps);
        (job.LeaseOwner, job.LeaseUntil) = (null, null);
        string[] kept = job.CheckpointHash is { } checkpoint ? [checkpoint] : [];
        job.CheckpointHash = null;
        if (outcome.Record is { } record) db.Add(record);
        try
        {
            await blobs.SaveAsync(db, outcome.Blobs, kept, token);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
        catch (DbUpdateException fault) when (fault.InnerException is SqliteException { SqliteExtendedErrorCode: ForeignKeyBroken })
        {
            throw JobFaults.AssetGone();
        }

        // Durable now: whatever happens to the token, it is announced.
        await TellAsync(db, lease.Id, CancellationToken.None);
        await TellWaitingAsync(db, CancellationToken.None);
        return true;
    }

    /// <summary>False when the lease was lost.</summary>
    public Task<bool> FailAsync(Job lease, UserFaultException fault, CancellationToken token) => EndAsync(lease, JobState.Failed, fault, token);

    /// <summary>The studio stops: the job waits again, and this start does not count.</summary>
    public async Task ReturnAsync(Job lease, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        await Held(db, lease).ExecuteUpdateAsync(j => j
            .SetProperty(x => x.State, JobState.Waiting).SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null).SetProperty(x => x.LeaseOwner, (string?)null)
            .SetProperty(x => x.Attempt, x => x.Attempt - 1).SetProperty(x => x.Fence, x => x.Fence + 1), token);
    }

    /// <summary>From this moment nothing of the job is kept; whoever works on it stops at the next frame. A job that is over stays as it is.</summary>
    /// <exception cref="UserFaultException">"not-here".</exception>
    public async Task<Job> CancelAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var now = time.GetUtcNow();
        await db.Jobs.Where(j => j.Id == id && j.Owner == owner && (j.State == JobState.Waiting || j.State == JobState.Running)).ExecuteUpdateAsync(j => j
            .SetProperty(x => x.State, JobState.Cancelled).SetProperty(x => x.Ended, now)
            .SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null).SetProperty(x => x.LeaseOwner, (string?)null).SetProperty(x => x.Fence, x => x.Fence + 1), token);
        var job = await jobs.FindAsync(owner, id, token);
        if (job.State is JobState.Cancelled) await running.StopAsync(id);
        await checkpoints.ReleaseEndedAsync(token);
        await TellAsync(db, id, token);
        await TellWaitingAsync(db, token);
        return job;
    }

    public void Dispose() => _work.Dispose();

    private static IQueryable<Job> Held(StudioDb db, Job lease) => db.Jobs.Where(j => j.Id == lease.Id && j.Fence == lease.Fence && j.State == JobState.Running);

    private static Task<int> LeaseAsync(StudioDb db, WaitingJob next, string worker, DateTimeOffset now, CancellationToken token)
    {
        var until = now + Lease;
        return db.Jobs.Where(j => j.Id == next.Id && j.Fence == next.Fence).ExecuteUpdateAsync(j => j
            .SetProperty(x => x.State, JobState.Running).SetProperty(x => x.LeaseOwner, worker).SetProperty(x => x.LeaseUntil, until).SetProperty(x => x.Started, now)
            .SetProperty(x => x.Attempt, x => x.Attempt + 1).SetProperty(x => x.Fence, x => x.Fence + 1)
            .SetProperty(x => x.Phase, (string?)null).SetProperty(x => x.Step, 0).SetProperty(x => x.Steps, 0), token);
    }

    private Task<int> GiveUpAsync(StudioDb db, WaitingJob tired, CancellationToken token)
    {
        var (now, fault) = (time.GetUtcNow(), JobFaults.StoppedTheStudio());
        return db.Jobs.Where(j => j.Id == tired.Id && j.Fence == tired.Fence).ExecuteUpdateAsync(j => j
            .SetProperty(x => x.State, JobState.Failed).SetProperty(x => x.Ended, now).SetProperty(x => x.ErrorCode, fault.Code).SetProperty(x => x.ErrorSentence, fault.Message)
            .SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null).SetProperty(x => x.LeaseOwner, (string?)null).SetProperty(x => x.Fence, x => x.Fence + 1), token);
    }

    private async Task<bool> EndAsync(Job lease, JobState state, UserFaultException fault, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var now = time.GetUtcNow();
        var ended = await Held(db, lease).ExecuteUpdateAsync(j => j
            .SetProperty(x => x.State, state).SetProperty(x => x.Ended, now).SetProperty(x => x.ErrorCode, fault.Code).SetProperty(x => x.ErrorSentence, JobFaults.Shorten(fault.Message))
            .SetProperty(x => x.LeaseUntil, (DateTimeOffset?)null).SetProperty(x => x.LeaseOwner, (string?)null), token);
        await checkpoints.ReleaseEndedAsync(token);
        await TellAsync(db, lease.Id, token);
        await TellWaitingAsync(db, token);
        return ended > 0;
    }

    private async Task TellAsync(StudioDb db, Guid id, CancellationToken token)
    {
        if (await db.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id, token) is { } job) feed.Publish(await jobs.StatusAsync(job, token), job.Fence);
    }

    // Places in the queue move when any job moves; only those that somebody watches are told.
    private async Task TellWaitingAsync(StudioDb db, CancellationToken token)
    {
        foreach (var id in feed.WatchedWaiting()) await TellAsync(db, id, token);
    }
}
