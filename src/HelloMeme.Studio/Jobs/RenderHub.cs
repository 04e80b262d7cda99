using System.Runtime.CompilerServices;
using HelloMeme.Media;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.SignalR;

namespace HelloMeme.Studio.Jobs;

/// <summary>One change of a watched job. Preview: JPEG bytes, only when it is newer than the last one sent on this stream; Made in milliseconds since 1970.</summary>
public sealed record JobMessage(long Sequence, JobAnswer Job, long PreviewNumber, double PreviewMade, byte[]? Preview);

/// <summary>Live progress over SignalR (MessagePack): where the job stands, then each change, until it is over. The watcher streams back the number of each
/// preview that it has drawn; until then no other is sent, so that a slow line or a busy page shows fewer pictures, but new ones.</summary>
public sealed class RenderHub(JobStore jobs, JobFeed feed) : Hub
{
    public const string Path = "/api/live";

    /// <exception cref="HubException">Not one of the visitor's own jobs.</exception>
    public async IAsyncEnumerable<JobMessage> Watch(Guid job, IAsyncEnumerable<long> seen, [EnumeratorCancellation] CancellationToken token)
    {
        var found = Context.User?.Owner() is { } owner ? await jobs.FindOrNullAsync(owner, job, token) : null;
        await foreach (var message in WatchAsync(found, seen, token)) yield return message;
    }

    /// <summary>The same for whoever has the job's watch token.</summary>
    /// <exception cref="HubException">No job has this token.</exception>
    public async IAsyncEnumerable<JobMessage> WatchShared(string watchToken, IAsyncEnumerable<long> seen, [EnumeratorCancellation] CancellationToken token)
    {
        var found = await jobs.FindSharedOrNullAsync(watchToken, token);
        await foreach (var message in WatchAsync(found, seen, token)) yield return message;
    }

    private async IAsyncEnumerable<JobMessage> WatchAsync(Job? job, IAsyncEnumerable<long> seen, [EnumeratorCancellation] CancellationToken token)
    {
        if (job is null) throw new HubException(JobFaults.NotHere().Message);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(token);
        var drawn = new Drawn();
        var counting = drawn.FollowAsync(seen, over.Token);
        long sent = 0;
        try
        {
            await foreach (var update in feed.WatchAsync(job.Id, t => SnapshotAsync(job, t), token))
            {
                var preview = update.Preview is { } p && p.Number > sent && (update.Status.IsOver || drawn.Number >= sent) ? p : null;
                if (preview is not null) sent = preview.Number;
                yield return new JobMessage(update.Sequence, JobAnswer.From(update.Status), preview?.Number ?? 0, preview?.Made.ToUnixTimeMilliseconds() ?? 0, preview?.Jpeg);
            }
        }
        finally
        {
            await over.CancelAsync();
            await counting;
        }
    }

    private async Task<(JobStatus, long)> SnapshotAsync(Job known, CancellationToken token)
    {
        var job = await jobs.FindAsync(known.Owner, known.Id, token);
        return (await jobs.StatusAsync(job, token), job.Fence);
    }

    private sealed class Drawn
    {
        private long _number;

        public long Number => Volatile.Read(ref _number);

        public async Task FollowAsync(IAsyncEnumerable<long> seen, CancellationToken token)
        {
            try
            {
                await foreach (var number in seen.WithCancellation(token)) Volatile.Write(ref _number, number);
            }
            catch (OperationCanceledException)
            {
                // The watcher is gone or the job is over.
            }
        }
    }
}
