using HelloMeme.Media;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>The worker with a runner that does what the test says.</summary>
public sealed class JobWorkerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Result_is_announced_when_it_is_durable()
    {
        JobBench? bench = null;
        await using var owned = bench = await JobBench.OpenAsync(new FakeRunner((job, report, _) =>
        {
            report.Report(new FilmProgress(FilmPhase.Rendering, 1, 2, TimeSpan.FromSeconds(3)));
            return bench!.OutcomeAsync(job.Owner, "film");
        }));
        var job = await bench.AddAsync("a");
        await bench.Worker.StartAsync(Token);
        JobStatus? last = null;
        await foreach (var update in bench.Feed.WatchAsync(job.Id, async t => (await bench.Jobs.StatusAsync(await bench.ReadAsync(job), t), 0), Token)) last = update.Status;
        Assert.Equal(JobState.Done, last!.State);
        await using var db = bench.Database();
        var meme = await db.Memes.SingleAsync(Token);
        Assert.Equal(meme.Id, last.Result);
        Assert.True(File.Exists(bench.Blobs.PathOf(meme.Mp4Hash!)));
    }

    [Fact]
    public async Task Idle_work_waits_until_no_job_wants_a_slot()
    {
        var release = new TaskCompletionSource();
        var order = new System.Collections.Concurrent.ConcurrentQueue<string>();
        JobBench? bench = null;
        await using var owned = bench = await JobBench.OpenAsync(new FakeRunner(async (job, _, token) =>
        {
            order.Enqueue("job");
            await release.Task.WaitAsync(token);
            return await bench!.OutcomeAsync(job.Owner, job.Id.ToString());
        }));
        var jobs = new List<Job>();
        for (var i = 0; i < JobWorker.Slots + 1; i++) jobs.Add(await bench.AddAsync("a"));
        await bench.Worker.StartAsync(Token);
        for (var i = 0; i < 400 && order.Count < JobWorker.Slots; i++) await Task.Delay(25, Token);
        var piece = bench.Idle.RunAsync(_ =>
        {
            order.Enqueue("piece");
            return Task.FromResult(7);
        }, Token);
        var refused = bench.Idle.RunAsync<int>(_ => throw new UserFaultException("no-face", "There is no face: use another."), Token);
        await Task.Delay(300, Token);
        Assert.False(piece.IsCompleted);
        release.SetResult();
        Assert.Equal(7, await piece.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal("no-face", (await Assert.ThrowsAsync<UserFaultException>(() => refused)).Code);
        foreach (var job in jobs) await bench.WaitAsync(job, JobState.Done);
        Assert.Equal([.. Enumerable.Repeat("job", JobWorker.Slots + 1), "piece"], order);
    }

    [Fact]
    public async Task Cancel_stops_the_run_and_leaves_nothing()
    {
        var (started, stopped) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var bench = await JobBench.OpenAsync(new FakeRunner(async (_, _, token) =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                stopped.SetResult();
            }

            throw new InvalidOperationException("Never reached.");
        }));
        await bench.Worker.StartAsync(Token);
        var job = await bench.AddAsync("a");
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await bench.Queue.CancelAsync("a", job.Id, Token);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(1), Token); // the next heartbeat would come later
        Assert.Equal(JobState.Cancelled, (await bench.ReadAsync(job)).State);
        Assert.Empty(bench.Folder.Files("incoming"));
    }

    [Fact]
    public async Task Job_waits_again_when_the_studio_stops()
    {
        var started = new TaskCompletionSource();
        await using var bench = await JobBench.OpenAsync(new FakeRunner(async (_, _, token) =>
        {
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException("Never reached.");
        }));
        await bench.Worker.StartAsync(Token);
        var job = await bench.AddAsync("a");
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await bench.Worker.StopAsync(Token);
        var back = await bench.ReadAsync(job);
        Assert.Equal((JobState.Waiting, 0), (back.State, back.Attempt));
    }

    [Fact]
    public async Task A_fault_names_no_folder_of_the_machine()
    {
        JobBench? bench = null;
        await using var owned = bench = await JobBench.OpenAsync(new FakeRunner((_, _, _) =>
            throw new UserFaultException("weights-unusable", $"The checkpoint ink is missing: there is no folder {Path.Combine(bench!.Folder.Path, "styles", "ink")}.")));
        await bench.Worker.StartAsync(Token);
        var failed = await bench.WaitAsync(await bench.AddAsync("a"), JobState.Failed);
        Assert.Equal(("weights-unusable", "The checkpoint ink is missing: there is no folder data/styles/ink."), (failed.ErrorCode, failed.ErrorSentence?.Replace('\\', '/')));
    }

    [Fact]
    public async Task Faults_for_people_are_told_and_others_only_logged()
    {
        await using var bench = await JobBench.OpenAsync(new FakeRunner((job, _, _) =>
            throw (job.Owner == "a" ? new UserFaultException("no-face", "There is no face: take another photo.") : new InvalidOperationException("secret"))));
        await bench.Worker.StartAsync(Token);
        var told = await bench.WaitAsync(await bench.AddAsync("a"), JobState.Failed);
        Assert.Equal(("no-face", "There is no face: take another photo."), (told.ErrorCode, told.ErrorSentence));
        var logged = await bench.WaitAsync(await bench.AddAsync("b"), JobState.Failed);
        Assert.Equal("unexpected", logged.ErrorCode);
        Assert.DoesNotContain("secret", logged.ErrorSentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_many_films_run_side_by_side_as_there_are_slots()
    {
        var (running, most, full) = (0, 0, new TaskCompletionSource());
        await using var bench = await JobBench.OpenAsync(new FakeRunner(async (job, _, token) =>
        {
            lock (full) most = Math.Max(most, ++running);
            if (running == JobWorker.Slots) full.TrySetResult();
            await full.Task.WaitAsync(token);
            lock (full) running--;
            throw new UserFaultException("enough", "This is enough: stop here.");
        }));
        var jobs = new List<Job>();
        for (var i = 0; i < 2 * JobWorker.Slots; i++) jobs.Add(await bench.AddAsync($"owner {i}"));
        await bench.Worker.StartAsync(Token);
        foreach (var job in jobs) await bench.WaitAsync(job, JobState.Failed);
        Assert.Equal(JobWorker.Slots, most);
    }

    [Fact]
    public async Task One_analysis_runs_at_a_time_and_films_go_by()
    {
        Assert.SkipWhen(JobWorker.Slots < 2, "One core has one slot, and films wait for analyses there.");
        var (running, most, looked) = (0, 0, new TaskCompletionSource());
        JobBench? bench = null;
        var analysis = new FakeRunner(async (job, _, token) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await looked.Task.WaitAsync(token);
            Interlocked.Decrement(ref running);
            return await bench!.OutcomeAsync(job.Owner, "analysis");
        }, JobKind.Analysis);
        await using var owned = bench = await JobBench.OpenAsync(analysis, new FakeRunner((job, _, _) => bench!.OutcomeAsync(job.Owner, "film")));
        Job[] analyses = [await bench.AddAsync("a", -1, JobKind.Analysis), await bench.AddAsync("b", -1, JobKind.Analysis), await bench.AddAsync("c", -1, JobKind.Analysis)];
        Job[] films = [await bench.AddAsync("a"), await bench.AddAsync("d"), await bench.AddAsync("d")];
        await bench.Worker.StartAsync(Token);
        foreach (var film in films) await bench.WaitAsync(film, JobState.Done);
        Assert.Equal(1, running);
        looked.SetResult();
        foreach (var job in analyses) await bench.WaitAsync(job, JobState.Done);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Job_waits_again_when_it_stumbles_because_the_studio_is_being_stopped()
    {
        var (started, stopping) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var bench = await JobBench.OpenAsync(new FakeRunner(async (_, _, _) =>
        {
            started.TrySetResult();
            await stopping.Task;
            throw new UserFaultException("ffmpeg-failed", "The film could not be written: try again."); // what Ctrl-C in a terminal does to ffmpeg
        }));
        await bench.Worker.StartAsync(Token);
        var job = await bench.AddAsync("a");
        await started.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        bench.Lifetime.StopApplication();
        stopping.SetResult();
        var back = await bench.WaitAsync(job, JobState.Waiting);
        Assert.Equal((0, (string?)null), (back.Attempt, back.ErrorCode));
    }
}
