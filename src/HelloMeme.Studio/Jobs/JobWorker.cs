using System.Collections.Concurrent;
using System.Collections.Immutable;
using HelloMeme.Media;

namespace HelloMeme.Studio.Jobs;

/// <summary>Takes jobs as they come, runs as many side by side as there are slots but one analysis and one HelloMeme render at a time, and keeps their leases alive. A slot without a
/// job does a piece of <see cref="IdleWork"/>.</summary>
public sealed partial class JobWorker(
    JobQueue queue, JobFeed feed, IEnumerable<IJobRunner> runners, RunningJobs running, IdleWork idle, StudioFolders folders, IHostApplicationLifetime studio,
    TimeProvider time, ILogger<JobWorker> log) : BackgroundService
{
    /// <summary>Jobs at once. Of those that keep the networks' device busy one of a kind: a second one would only wait in its slot. An analysis may come beside
    /// a render, because it takes seconds and a render hours: nobody could choose a photo meanwhile.</summary>
    public static int Slots { get; } = Math.Min(4, Environment.ProcessorCount);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1), Heartbeat = TimeSpan.FromSeconds(2);
    private readonly string _name = $"{Environment.MachineName[..Math.Min(24, Environment.MachineName.Length)]}-{Guid.NewGuid():N}";

    private readonly SemaphoreSlim _taking = new(1);
    private ImmutableHashSet<JobKind> _onDevice = [];

    public override void Dispose()
    {
        _taking.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The studio says that it ends before it closes its connections; the services hear it after that.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, studio.ApplicationStopping);
        await Task.WhenAll(Enumerable.Range(0, Slots).Select(_ => Task.Run(() => ServeAsync(ending.Token), CancellationToken.None)));
    }

    private async Task ServeAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await TakeAsync(stopping) is { } job) await RunAsync(job, stopping);
                else if (!await idle.RunNextAsync()) await queue.WaitForWorkAsync(Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogStumble(fault);
                await Task.Delay(Poll, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // One slot at a time, so that two never put a job of one kind on the device each.
    private async Task<Job?> TakeAsync(CancellationToken stopping)
    {
        await _taking.WaitAsync(stopping);
        try
        {
            var job = await queue.TakeAsync(_name, Volatile.Read(ref _onDevice), stopping);
            if (job?.NeedsDevice is true) ImmutableInterlocked.Update(ref _onDevice, kinds => kinds.Add(job.Kind));
            return job;
        }
        finally
        {
            _taking.Release();
        }
    }

    // 1. Hold the job. 2. Run it. 3. Bring the result, or the reason why there is none.
    private async Task RunAsync(Job job, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var held = running.Hold(job.Id, stop);
        var report = new JobReport(job, feed, time);
        var beating = BeatAsync(job, report, stop);
        try
        {
            using var outcome = await runners.Single(r => r.Kind == job.Kind).RunAsync(job, report, stop.Token);
            if (!await queue.CompleteAsync(job, outcome, stop.Token)) LogLost(job.Id);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            await queue.ReturnAsync(job, CancellationToken.None); // whatever it was: Ctrl-C ends ffmpeg too, which looks like a fault
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Cancelled, or taken over by another worker.
        }
        catch (UserFaultException fault)
        {
            await queue.FailAsync(job, folders.Told(fault), CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogFault(fault, job.Id);
            await queue.FailAsync(job, JobFaults.Unexpected(), CancellationToken.None);
        }
        finally
        {
            if (job.NeedsDevice) ImmutableInterlocked.Update(ref _onDevice, kinds => kinds.Remove(job.Kind));
            await stop.CancelAsync();
            await beating;
        }
    }

    private async Task BeatAsync(Job job, JobReport report, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(Heartbeat, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                if (await queue.RenewAsync(job, report.Status, stop.Token)) continue;
                await stop.CancelAsync(); // cancelled elsewhere, or taken by another worker
                return;
            }
        }
        catch (OperationCanceledException)
        {
            // The job is over.
        }
        catch (Exception fault)
        {
            LogFault(fault, job.Id); // the lease will run out, and the job starts again elsewhere
            await stop.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The worker stumbled and goes on.")]
    private partial void LogStumble(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Job} failed.")]
    private partial void LogFault(Exception fault, Guid job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} was cancelled or taken over; its result is dropped.")]
    private partial void LogLost(Guid job);
}

/// <summary>The jobs that run in this process, so that a cancel reaches them at once and not with the next heartbeat.</summary>
public sealed class RunningJobs
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _jobs = new();

    public IDisposable Hold(Guid job, CancellationTokenSource stop)
    {
        _jobs[job] = stop;
        return new Held(this, job, stop);
    }

    public async Task StopAsync(Guid job)
    {
        if (!_jobs.TryGetValue(job, out var stop)) return;
        try
        {
            await stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It ended in this moment.
        }
    }

    private sealed class Held(RunningJobs jobs, Guid job, CancellationTokenSource stop) : IDisposable
    {
        public void Dispose() => jobs._jobs.TryRemove(new KeyValuePair<Guid, CancellationTokenSource>(job, stop));
    }
}
