using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>Who gets which job, and whose result counts.</summary>
public sealed class JobQueueTests : IAsyncLifetime
{
    private static readonly HashSet<JobKind> NothingOnDevice = [], AnalysisOnDevice = [JobKind.Analysis], RenderOnDevice = [JobKind.Render];
    private JobBench _bench = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bench = await JobBench.OpenAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Job_goes_to_one_of_many_workers_when_all_ask_at_once()
    {
        for (var i = 0; i < 12; i++) await _bench.AddAsync($"owner {i % 3}");
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            var mine = new List<Guid>();
            while (await _bench.Queue.TakeAsync($"worker {worker}", NothingOnDevice, Token) is { } job) mine.Add(job.Id);
            return mine;
        }, Token)));
        Assert.Equal(12, taken.Sum(t => t.Count));
        Assert.Equal(12, taken.SelectMany(t => t).Distinct().Count());
    }

    [Fact]
    public async Task Stale_result_is_refused_when_the_lease_ran_out_and_another_took_the_job()
    {
        await _bench.AddAsync("a");
        var first = (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token))!;
        Assert.Null(await _bench.Queue.TakeAsync("two", NothingOnDevice, Token));
        _bench.Time.Pass(JobQueue.Lease + TimeSpan.FromSeconds(1));
        var second = (await _bench.Queue.TakeAsync("two", NothingOnDevice, Token))!;
        Assert.Equal(first.Id, second.Id);
        Assert.Equal((first.Fence + 1, 2), (second.Fence, second.Attempt));

        Assert.False(await _bench.Queue.RenewAsync(first, JobStatus.Of(first, _bench.Time.GetUtcNow()), Token));
        using (var stale = await _bench.OutcomeAsync("a", "stale")) Assert.False(await _bench.Queue.CompleteAsync(first, stale, Token));
        Assert.Empty(_bench.Folder.Files("blobs"));
        Assert.Empty(_bench.Folder.Files("incoming"));

        using var good = await _bench.OutcomeAsync("a", "good");
        Assert.True(await _bench.Queue.CompleteAsync(second, good, Token));
        using var again = await _bench.OutcomeAsync("a", "again");
        Assert.False(await _bench.Queue.CompleteAsync(second, again, Token));
        await using var db = _bench.Database();
        Assert.Equal("good", (await db.Memes.SingleAsync(Token)).Title);
        Assert.Equal((JobState.Done, good.ResultId), ((await _bench.ReadAsync(second)).State, (await _bench.ReadAsync(second)).ResultId));
    }

    [Fact]
    public async Task Result_is_refused_when_the_lease_is_lost_while_it_is_saved()
    {
        var job = await _bench.AddAsync("a");
        var lease = (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token))!;
        using var outcome = await _bench.OutcomeAsync("a", "late");
        await _bench.Queue.CancelAsync("a", job.Id, Token);
        Assert.False(await _bench.Queue.CompleteAsync(lease, outcome, Token));
        outcome.Dispose();
        Assert.Equal(JobState.Cancelled, (await _bench.ReadAsync(job)).State);
        Assert.Empty(_bench.Folder.Files("blobs"));
        Assert.Empty(_bench.Folder.Files("incoming"));
    }

    [Fact]
    public async Task Lease_holds_as_long_as_it_is_renewed()
    {
        await _bench.AddAsync("a");
        var job = (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token))!;
        for (var i = 0; i < 5; i++)
        {
            _bench.Time.Pass(JobQueue.Lease - TimeSpan.FromSeconds(1));
            Assert.True(await _bench.Queue.RenewAsync(job, JobStatus.Of(job, _bench.Time.GetUtcNow()), Token));
            Assert.Null(await _bench.Queue.TakeAsync("two", NothingOnDevice, Token));
        }
    }

    [Fact]
    public async Task Visitors_take_turns_whatever_one_of_them_ordered_first()
    {
        for (var i = 0; i < 3; i++) await _bench.AddAsync("eager");
        await _bench.AddAsync("late");
        await _bench.AddAsync("later");
        var order = new List<string>();
        while (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token) is { } job)
        {
            order.Add(job.Owner);
            using var outcome = await _bench.OutcomeAsync(job.Owner, $"film {order.Count}");
            _bench.Time.Pass(TimeSpan.FromSeconds(1));
            await _bench.Queue.CompleteAsync(job, outcome, Token);
        }

        Assert.Equal(["eager", "late", "later", "eager", "eager"], order);
    }

    [Fact]
    public async Task Analyses_of_one_visitor_go_before_her_films_but_not_before_anothers_turn()
    {
        await _bench.AddAsync("eager");
        for (var i = 0; i < 3; i++) await _bench.AddAsync("eager", -1, JobKind.Analysis);
        await _bench.AddAsync("late");
        var order = new List<string>();
        while (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token) is { } job)
        {
            order.Add($"{job.Owner} {job.Kind}");
            using var outcome = await _bench.OutcomeAsync(job.Owner, $"result {order.Count}");
            _bench.Time.Pass(TimeSpan.FromSeconds(1));
            await _bench.Queue.CompleteAsync(job, outcome, Token);
        }

        Assert.Equal(["eager Analysis", "late Render", "eager Analysis", "eager Analysis", "eager Render"], order);
    }

    [Fact]
    public async Task Film_goes_by_an_analysis_when_the_device_is_busy()
    {
        var analysis = await _bench.AddAsync("a", -1, JobKind.Analysis);
        var film = await _bench.AddAsync("a");
        Assert.Equal(film.Id, (await _bench.Queue.TakeAsync("one", AnalysisOnDevice, Token))!.Id);
        Assert.Null(await _bench.Queue.TakeAsync("one", AnalysisOnDevice, Token));
        Assert.Equal(analysis.Id, (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token))!.Id);
    }

    [Fact]
    public async Task Draft_film_and_analysis_go_by_a_render_that_has_the_device()
    {
        var render = await _bench.AddAsync("a", needsDevice: true);
        var draft = await _bench.AddAsync("b");
        var analysis = await _bench.AddAsync("c", -1, JobKind.Analysis);
        var taken = new List<Guid>();
        while (await _bench.Queue.TakeAsync("one", RenderOnDevice, Token) is { } job) taken.Add(job.Id);
        Assert.Equal([draft.Id, analysis.Id], taken);
        Assert.Equal(render.Id, (await _bench.Queue.TakeAsync("one", NothingOnDevice, Token))!.Id);
    }

    [Fact]
    public async Task Place_counts_those_who_start_before_and_lower_priority_numbers_go_first()
    {
        var first = await _bench.AddAsync("a");
        var second = await _bench.AddAsync("a");
        var other = await _bench.AddAsync("b");
        var decoration = await _bench.AddAsync("c", priority: 5);
        int?[] places = [await PlaceAsync(first), await PlaceAsync(other), await PlaceAsync(second), await PlaceAsync(decoration)];
        Assert.Equal([1, 2, 3, 4], places);
        await _bench.Queue.CancelAsync("a", first.Id, Token);
        Assert.Equal([1, 2], [await PlaceAsync(second), await PlaceAsync(other)]);
    }

    [Fact]
    public async Task Cancelled_job_is_never_taken()
    {
        var job = await _bench.AddAsync("a");
        await _bench.Queue.CancelAsync("a", job.Id, Token);
        Assert.Null(await _bench.Queue.TakeAsync("one", NothingOnDevice, Token));
        await Assert.ThrowsAsync<HelloMeme.Media.UserFaultException>(() => _bench.Queue.CancelAsync("b", job.Id, Token));
    }

    [Fact]
    public async Task Job_that_took_the_studio_down_three_times_fails_with_a_sentence()
    {
        var job = await _bench.AddAsync("a");
        for (var i = 0; i < JobQueue.MostAttempts; i++)
        {
            Assert.NotNull(await _bench.Queue.TakeAsync("one", NothingOnDevice, Token));
            _bench.Time.Pass(JobQueue.Lease * 2);
        }

        Assert.Null(await _bench.Queue.TakeAsync("one", NothingOnDevice, Token));
        var given = await _bench.ReadAsync(job);
        Assert.Equal((JobState.Failed, "stopped-the-studio"), (given.State, given.ErrorCode));
    }

    private async Task<int?> PlaceAsync(Job job) => (await _bench.Jobs.StatusAsync(await _bench.ReadAsync(job), Token)).Place;
}
