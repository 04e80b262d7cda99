using HelloMeme.Media;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>What a long job keeps of itself: found again by the next worker, replaced as a whole, gone with the job.</summary>
public sealed class JobCheckpointsTests : IAsyncLifetime
{
    private static readonly HashSet<JobKind> NothingOnDevice = [];
    private JobBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await JobBench.OpenAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Next_worker_finds_the_newest_and_the_old_one_is_gone()
    {
        var first = await TakeAsync();
        Assert.Null(await _bench.Checkpoints.ReadAsync(first, Token));
        Assert.True(await _bench.Checkpoints.KeepAsync(first, [1, 2, 3], Token));
        Assert.True(await _bench.Checkpoints.KeepAsync(first, [4, 5], Token));
        Assert.Single(_bench.Folder.Files("blobs"));

        _bench.Time.Pass(JobQueue.Lease * 2);
        var second = (await _bench.Queue.TakeAsync("two", NothingOnDevice, Token))!;
        Assert.Equal([4, 5], await _bench.Checkpoints.ReadAsync(second, Token));
        Assert.False(await _bench.Checkpoints.KeepAsync(first, [6], Token));
        Assert.Equal([4, 5], await _bench.Checkpoints.ReadAsync(second, Token));
        Assert.Empty(_bench.Folder.Files("incoming"));
    }

    [Fact]
    public async Task The_same_bytes_twice_stay_there_until_the_job_is_over()
    {
        var lease = await TakeAsync();
        Assert.True(await _bench.Checkpoints.KeepAsync(lease, [7], Token));
        Assert.True(await _bench.Checkpoints.KeepAsync(lease, [7], Token));
        Assert.Equal([7], await _bench.Checkpoints.ReadAsync(lease, Token));
        await CheckGoneAfterAsync(() => _bench.Queue.FailAsync(lease, new UserFaultException("no-face", "There is no face: use another."), Token));
    }

    [Fact]
    public async Task Done_job_keeps_its_film_and_nothing_else()
    {
        var lease = await TakeAsync();
        Assert.True(await _bench.Checkpoints.KeepAsync(lease, [1], Token));
        using var outcome = await _bench.OutcomeAsync("a", "film");
        Assert.True(await _bench.Queue.CompleteAsync(lease, outcome, Token));
        Assert.Equal(outcome.Blobs[0].Hash, Path.GetFileName(Assert.Single(_bench.Folder.Files("blobs"))));
    }

    [Fact]
    public async Task Cancel_takes_it_along_however_many_hands_release_it()
    {
        var lease = await TakeAsync();
        Assert.True(await _bench.Checkpoints.KeepAsync(lease, [1], Token));
        await CheckGoneAfterAsync(async () =>
        {
            await _bench.Queue.CancelAsync("a", lease.Id, Token);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _bench.Checkpoints.ReleaseEndedAsync(Token)));
        });
        Assert.False(await _bench.Checkpoints.KeepAsync(lease, [2], Token));
        Assert.Empty(_bench.Folder.Files("blobs"));
    }

    [Fact]
    public async Task Job_that_gets_on_between_falls_is_started_again_and_one_that_does_not_fails()
    {
        var job = await TakeAsync();
        for (var i = 0; i < 2 * JobQueue.MostAttempts; i++)
        {
            Assert.True(await _bench.Checkpoints.KeepAsync(job, [(byte)i], Token));
            _bench.Time.Pass(JobQueue.Lease * 2);
            job = (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token))!;
        }

        await CheckGoneAfterAsync(async () =>
        {
            for (var i = 0; i < JobQueue.MostAttempts; i++)
            {
                _bench.Time.Pass(JobQueue.Lease * 2);
                await _bench.Queue.TakeAsync("one", NothingOnDevice, Token);
            }
        });
        Assert.Equal(JobState.Failed, (await _bench.ReadAsync(job)).State);
    }

    private async Task<Job> TakeAsync()
    {
        await _bench.AddAsync("a", needsDevice: true);
        return (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token))!;
    }

    private async Task CheckGoneAfterAsync(Func<Task> end)
    {
        Assert.Single(_bench.Folder.Files("blobs"));
        await end();
        Assert.Empty(_bench.Folder.Files("blobs"));
        await using var db = _bench.Database();
        Assert.Empty(await db.Blobs.ToListAsync(Token));
    }
}
