using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Storage;

/// <summary>Database and blob store: registration, and what happens at start before anyone is served.</summary>
public static partial class StudioStorage
{
    private const int WaitSeconds = 30;

    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddDbContextFactory<StudioDb>((s, options) => options.UseSqlite(ConnectionString(s.GetRequiredService<StudioFolders>())));
        services.AddSingleton<BlobStore>();
        return services;
    }

    /// <summary>1. Migrations. 2. Uploads that were abandoned. 3. Checkpoints and files that a crash left behind.</summary>
    public static async Task PrepareStorageAsync(this IServiceProvider services, CancellationToken token)
    {
        CreatePrivate(services.GetRequiredService<StudioFolders>().Data);
        await using var db = await services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(token);
        await db.Database.MigrateAsync(token);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", token);

        var uploads = await services.GetRequiredService<UploadStore>().SweepAsync(token);
        await services.GetRequiredService<JobCheckpoints>().ReleaseEndedAsync(token);
        var files = await services.GetRequiredService<BlobStore>().SweepAsync(db, token);
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StudioStorage));
        if (uploads + files > 0) LogSwept(log, uploads, files);
    }

    // Photos and signing keys: for the account that runs the studio alone.
    private static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static string ConnectionString(StudioFolders folders) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folders.Data, "studio.db"),
        DefaultTimeout = WaitSeconds,
        ForeignKeys = true,
    }.ToString();

    [LoggerMessage(Level = LogLevel.Information, Message = "Swept {Uploads} abandoned uploads and {Files} files that no record names.")]
    private static partial void LogSwept(ILogger log, int uploads, int files);
}
