using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>Snapshot first, then changes; a slow watcher skips.</summary>
public sealed class JobFeedTests
{
    private readonly JobFeed _feed = new(new ManualTime());
    private readonly Guid _job = Guid.NewGuid();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watcher_gets_the_snapshot_then_each_change_with_rising_numbers_until_the_end()
    {
        var seen = new List<JobUpdate>();
        await foreach (var update in _feed.WatchAsync(_job, _ => Task.FromResult((Status(JobState.Waiting), 0L)), Token))
        {
            seen.Add(update);
            if (seen.Count == 1) _feed.Publish(Status(JobState.Running), 1);
            else if (seen.Count == 2) _feed.Report(Status(JobState.Running, 7), 1, [1, 2, 3]);
            else if (seen.Count == 3) _feed.Publish(Status(JobState.Done), 1);
        }

        Assert.Equal([JobState.Waiting, JobState.Running, JobState.Running, JobState.Done], seen.Select(u => u.Status.State));
        Assert.Equal([1L, 2, 3, 4], seen.Select(u => u.Sequence));
        Assert.Equal((7, 1L), (seen[2].Status.Step, seen[2].Preview!.Number));
        Assert.Null(_feed.Latest(_job)); // nothing is kept of a job that is over and unwatched
    }

    [Fact]
    public async Task Change_is_not_lost_when_it_comes_while_the_snapshot_is_read()
    {
        await using var watcher = _feed.WatchAsync(_job, _ =>
        {
            _feed.Publish(Status(JobState.Done), 1);
            return Task.FromResult((Status(JobState.Waiting), 0L)); // read before, told after
        }, Token).GetAsyncEnumerator(Token);
        Assert.True(await watcher.MoveNextAsync());
        Assert.Equal(JobState.Done, watcher.Current.Status.State);
        Assert.False(await watcher.MoveNextAsync());
    }

    [Fact]
    public async Task Slow_watcher_skips_to_the_newest_and_delays_nobody()
    {
        _feed.Publish(Status(JobState.Running), 1);
        await using var slow = Watch();
        await using var quick = Watch();
        Assert.True(await slow.MoveNextAsync());
        Assert.True(await quick.MoveNextAsync());
        for (var step = 1; step <= 100; step++)
        {
            _feed.Report(Status(JobState.Running, step), 1, [(byte)step]);
            Assert.True(await quick.MoveNextAsync());
            Assert.Equal(step, quick.Current.Status.Step);
        }

        Assert.True(await slow.MoveNextAsync());
        Assert.Equal((100, 100L), (slow.Current.Status.Step, slow.Current.Preview!.Number));
        _feed.Publish(Status(JobState.Done), 1);
        Assert.True(await slow.MoveNextAsync());
        Assert.Equal(JobState.Done, slow.Current.Status.State);
    }

    [Fact]
    public void Progress_of_a_worker_that_lost_the_job_is_ignored()
    {
        _feed.Publish(Status(JobState.Running), 1);
        _feed.Publish(Status(JobState.Running), 2);
        _feed.Report(Status(JobState.Running, 9), 1);
        Assert.Equal(0, _feed.Latest(_job)!.Status.Step);
        _feed.Publish(Status(JobState.Cancelled), 3);
        _feed.Report(Status(JobState.Running, 9), 2);
        Assert.Null(_feed.Latest(_job));
    }

    private IAsyncEnumerator<JobUpdate> Watch() =>
        _feed.WatchAsync(_job, _ => throw new InvalidOperationException("The feed knows it already."), Token).GetAsyncEnumerator(Token);

    private JobStatus Status(JobState state, int step = 0) => new() { Id = _job, Kind = JobKind.Render, State = state, Step = step, Steps = 100 };
}
