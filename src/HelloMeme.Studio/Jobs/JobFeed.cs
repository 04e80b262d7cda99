using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace HelloMeme.Studio.Jobs;

/// <summary>The newest picture of a running job: a JPEG, counted from 1.</summary>
public sealed record JobPreview(long Number, DateTimeOffset Made, byte[] Jpeg);

/// <summary>All there is to know of a job after its change number Sequence; a later update makes an earlier one worthless.</summary>
public sealed record JobUpdate(long Sequence, JobStatus Status, JobPreview? Preview);

/// <summary>Latest state of the jobs of this process, then their changes, to any number of watchers. Each watcher has room for one update: a newer one replaces
/// it, so a slow watcher skips and delays nobody. Progress of a worker that lost its job (an older fence) is ignored.</summary>
public sealed class JobFeed(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Line> _lines = [];

    /// <summary>First where the job stands, then each change until it is over. Snapshot: what the database knows, asked only when nothing was told here yet.</summary>
    public async IAsyncEnumerable<JobUpdate> WatchAsync(Guid job, Func<CancellationToken, Task<(JobStatus Status, long Fence)>> snapshot, [EnumeratorCancellation] CancellationToken token)
    {
        var seat = Channel.CreateBounded<JobUpdate>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        // The seat is taken before the snapshot is read: a change in between reaches it.
        if (!Enter(job, seat))
        {
            try
            {
                var (status, fence) = await snapshot(token);
                Publish(status, fence, onlyFirst: true);
            }
            catch
            {
                Leave(job, seat);
                throw;
            }
        }

        try
        {
            await foreach (var update in seat.Reader.ReadAllAsync(token))
            {
                yield return update;
                if (update.Status.IsOver) yield break;
            }
        }
        finally
        {
            Leave(job, seat);
        }
    }

    /// <summary>A state that is in the database.</summary>
    public void Publish(JobStatus status, long fence) => Publish(status, fence, onlyFirst: false);

    /// <summary>Progress of the worker that holds the job, with a new picture or without.</summary>
    public void Report(JobStatus status, long fence, byte[]? jpeg = null)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(status.Id, out var line) || line.Fence != fence || line.Latest is not { Status.IsOver: false } latest) return;
            var preview = jpeg is null ? latest.Preview : new JobPreview((latest.Preview?.Number ?? 0) + 1, time.GetUtcNow(), jpeg);
            line.Tell(status, preview);
        }
    }

    public JobUpdate? Latest(Guid job)
    {
        lock (_gate) return _lines.GetValueOrDefault(job)?.Latest;
    }

    /// <summary>Waiting jobs that somebody watches.</summary>
    public IReadOnlyList<Guid> WatchedWaiting()
    {
        lock (_gate) return [.. _lines.Where(l => l.Value is { Seats.Count: > 0, Latest.Status.State: JobState.Waiting }).Select(l => l.Key)];
    }

    private void Publish(JobStatus status, long fence, bool onlyFirst)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(status.Id, out var line)) _lines[status.Id] = line = new Line();
            if (fence < line.Fence || (onlyFirst && line.Latest is not null)) return;
            line.Fence = fence;
            line.Tell(status, line.Latest?.Preview);
            RemoveIdle(status.Id, line);
        }
    }

    // True when the seat already holds the latest state.
    private bool Enter(Guid job, Channel<JobUpdate> seat)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(job, out var line)) _lines[job] = line = new Line();
            line.Seats.Add(seat);
            if (line.Latest is not { } latest) return false;
            seat.Writer.TryWrite(latest);
            return true;
        }
    }

    private void Leave(Guid job, Channel<JobUpdate> seat)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(job, out var line)) return;
            line.Seats.Remove(seat);
            RemoveIdle(job, line);
        }
    }

    // A running job keeps its line, and with it the newest picture, for whoever comes.
    private void RemoveIdle(Guid job, Line line)
    {
        if (line.Seats.Count == 0 && line.Latest?.Status.State is not JobState.Running) _lines.Remove(job);
    }

    private sealed class Line
    {
        public List<Channel<JobUpdate>> Seats { get; } = [];

        public long Fence { get; set; } = -1;

        public JobUpdate? Latest { get; private set; }

        public void Tell(JobStatus status, JobPreview? preview)
        {
            Latest = new JobUpdate((Latest?.Sequence ?? 0) + 1, status, preview);
            foreach (var seat in Seats) seat.Writer.TryWrite(Latest);
        }
    }
}
