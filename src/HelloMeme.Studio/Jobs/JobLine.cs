using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Jobs;

/// <summary>A job that may be started: new, or taken from a worker whose lease ran out.</summary>
public sealed record WaitingJob(Guid Id, string Owner, JobKind Kind, int Priority, DateTimeOffset Created, long Fence, int Attempt, bool NeedsDevice);

/// <summary>Who is next. Visitors take turns: whoever has the fewest jobs running, then whoever has waited longest since their last start; of one visitor's jobs the
/// lowest priority number, then the oldest. Jobs above 0 only decorate a page: they come after all others.</summary>
public sealed class JobLine(IReadOnlyList<WaitingJob> waiting, IReadOnlyDictionary<string, int> running, IReadOnlyDictionary<string, DateTimeOffset> lastStart)
{
    public static async Task<JobLine> ReadAsync(StudioDb db, DateTimeOffset now, CancellationToken token)
    {
        var waiting = await db.Jobs.Where(j => j.State == JobState.Waiting || (j.State == JobState.Running && j.LeaseUntil < now))
            .Select(j => new WaitingJob(j.Id, j.Owner, j.Kind, j.Priority, j.Created, j.Fence, j.Attempt, j.NeedsDevice)).ToListAsync(token);
        if (waiting.Count == 0) return new JobLine([], new Dictionary<string, int>(), new Dictionary<string, DateTimeOffset>());
        var running = await db.Jobs.Where(j => j.State == JobState.Running && j.LeaseUntil >= now)
            .GroupBy(j => j.Owner).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, token);
        var owners = waiting.Select(w => w.Owner).Distinct(StringComparer.Ordinal).ToArray();
        var started = await db.Jobs.Where(j => owners.Contains(j.Owner) && j.Started != null)
            .GroupBy(j => j.Owner).Select(g => new { g.Key, Last = g.Max(j => j.Started) }).ToDictionaryAsync(g => g.Key, g => g.Last!.Value, StringComparer.Ordinal, token);
        return new JobLine(waiting, running, started);
    }

    /// <summary>The jobs in the order in which they will start if nothing else comes.</summary>
    public IEnumerable<WaitingJob> InOrder()
    {
        var left = waiting.ToList();
        var busy = new Dictionary<string, int>(running, StringComparer.Ordinal);
        var last = new Dictionary<string, DateTimeOffset>(lastStart, StringComparer.Ordinal);
        var turn = DateTimeOffset.MaxValue.AddTicks(-left.Count);        // later than any real start, each turn later than the one before
        while (left.Count > 0)
        {
            var next = left.MinBy(j => (Math.Max(0, j.Priority), busy.GetValueOrDefault(j.Owner), last.GetValueOrDefault(j.Owner), j.Priority, j.Created, j.Id))!;
            left.Remove(next);
            busy[next.Owner] = busy.GetValueOrDefault(next.Owner) + 1;
            last[next.Owner] = turn;
            turn = turn.AddTicks(1);
            yield return next;
        }
    }
}
