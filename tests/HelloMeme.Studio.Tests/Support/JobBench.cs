using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>The queue on a real database and blob store in this process, with runners of the test's own and a clock that it moves.</summary>
public sealed class JobBench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;

    private JobBench(IJobRunner[] runners)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton<IHostApplicationLifetime>(Lifetime)
            .AddSingleton(new StudioFolders(new StudioOptions { DataFolder = _folder.Path })).AddStorage()
            .AddSingleton<JobStore>().AddSingleton<JobCheckpoints>().AddSingleton<JobFeed>().AddSingleton<RunningJobs>().AddSingleton<JobQueue>().AddSingleton<IdleWork>().AddSingleton<JobWorker>();
        foreach (var runner in runners) services.AddSingleton(runner);
        _services = services.BuildServiceProvider();
    }

    public static async Task<JobBench> OpenAsync(params IJobRunner[] runners)
    {
        var bench = new JobBench(runners);
        await using var db = bench.Database();
        await db.Database.MigrateAsync();
        return bench;
    }

    public ManualTime Time { get; } = new();

    /// <summary>StopApplication is what Ctrl-C does.</summary>
    public ApplicationLifetime Lifetime { get; } = new(NullLogger<ApplicationLifetime>.Instance);

    public TemporaryFolder Folder => _folder;

    public JobQueue Queue => _services.GetRequiredService<JobQueue>();

    public JobStore Jobs => _services.GetRequiredService<JobStore>();

    public JobFeed Feed => _services.GetRequiredService<JobFeed>();

    public JobCheckpoints Checkpoints => _services.GetRequiredService<JobCheckpoints>();

    public BlobStore Blobs => _services.GetRequiredService<BlobStore>();

    public IdleWork Idle => _services.GetRequiredService<IdleWork>();

    public IHostedService Worker => _services.GetRequiredService<JobWorker>();

    public StudioDb Database() => _services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContext();

    public async Task<Job> AddAsync(string owner, int priority = 0, JobKind kind = JobKind.Render, bool needsDevice = false)
    {
        Time.Pass(TimeSpan.FromMilliseconds(1));
        var id = Guid.NewGuid();
        return await Queue.AddAsync(new Job { Id = id, Owner = owner, Token = id.ToString("N"), Kind = kind, Priority = priority, Order = "{}", NeedsDevice = needsDevice || kind is JobKind.Analysis, Created = Time.GetUtcNow() }, default);
    }

    /// <summary>A meme with a film of the given text.</summary>
    public async Task<JobOutcome> OutcomeAsync(string owner, string film)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(film));
        var staged = await Blobs.StageAsync(bytes, default);
        var id = Guid.NewGuid();
        var meme = new Meme
        {
            Id = id,
            Owner = owner,
            Token = id.ToString("N"),
            Visibility = MemeVisibility.Unlisted,
            Title = film,
            Created = Time.GetUtcNow(),
            Recipe = "{}",
            Width = 2,
            Height = 2,
            Seconds = 1,
            Mp4Hash = staged.Hash,
        };
        return new JobOutcome(id, meme, [staged]);
    }

    public async Task<Job> ReadAsync(Job job) => (await Jobs.FindOrNullAsync(job.Owner, job.Id, default))!;

    public async Task<Job> WaitAsync(Job job, JobState state)
    {
        for (var i = 0; i < 400; i++)
        {
            var now = await ReadAsync(job);
            if (now.State == state) return now;
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"The job never became {state}: it is {(await ReadAsync(job)).State}.");
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.StopAsync(default);
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}

/// <summary>Runs what the test says.</summary>
public sealed class FakeRunner(Func<Job, JobReport, CancellationToken, Task<JobOutcome>> run, JobKind kind = JobKind.Render) : IJobRunner
{
    public JobKind Kind => kind;

    public Task<JobOutcome> RunAsync(Job job, JobReport report, CancellationToken token) => run(job, report, token);
}
