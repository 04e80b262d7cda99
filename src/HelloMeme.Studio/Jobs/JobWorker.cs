using System.Collections.Concurrent;
using HelloMeme.Media;

namespace HelloMeme.Studio.Jobs;

/// <summary>Takes jobs as they come, runs as many side by side as there are slots, and keeps their leases alive. A slot without a job does a piece of
/// <see cref="IdleWork"/>.</summary>
public sealed partial class JobWorker(JobQueue queue, JobFeed feed, IEnumerable<IJobRunner> runners, RunningJobs running, IdleWork idle, TimeProvider time, ILogger<JobWorker> log) : BackgroundService
{
    /// <summary>Jobs at once; a job of the networks waits for its device in FaceAnalysis.</summary>
    public static int Slots { get; } = Math.Min(4, Environment.ProcessorCount);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1), Heartbeat = TimeSpan.FromSeconds(2);
    private readonly string _name = $"{Environment.MachineName[..Math.Min(24, Environment.MachineName.Length)]}-{Guid.NewGuid():N}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Slots).Select(_ => Task.Run(() => ServeAsync(stoppingToken), stoppingToken)));

    private async Task ServeAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await queue.TakeAsync(_name, stopping) is { } job) await RunAsync(job, stopping);
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
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            if (stopping.IsCancellationRequested) await queue.ReturnAsync(job, CancellationToken.None);
        }
        catch (UserFaultException fault)
        {
            await queue.FailAsync(job, fault, CancellationToken.None);
        }
        catch (Exception fault)
        {
            LogFault(fault, job.Id);
            await queue.FailAsync(job, JobFaults.Unexpected(), CancellationToken.None);
        }
        finally
        {
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
