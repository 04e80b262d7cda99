using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Motions;
using HelloMeme.Studio.Storage;
using HelloMeme.Studio.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace HelloMeme.Studio.Tests.Motions;

/// <summary>The store on a real database in this process.</summary>
public sealed class MotionStoreTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ServiceProvider _services = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new StudioOptions { DataFolder = _folder.Path };
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new ManualTime()).AddSingleton(new StudioFolders(options)).AddSingleton(Options.Create(options))
            .AddStorage().AddSingleton<AssetStore>().AddSingleton<MotionStore>().BuildServiceProvider();
        await using var db = await _services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Token);
        await db.Database.MigrateAsync(Token);
    }

    [Fact]
    public async Task A_motion_left_as_it_was_is_found_again_by_its_owner_until_it_is_edited()
    {
        var store = _services.GetRequiredService<MotionStore>();
        var project = new MotionProject("Nod", Presets.Find("nod")!.Track);
        Assert.Null(await store.FindUntouchedAsync("mina", project.ToJson(), Token));
        var made = await store.AddAsync("mina", project.ToJson(), Token);
        Assert.Equal(made.Id, (await store.FindUntouchedAsync("mina", project.ToJson(), Token))?.Id);
        Assert.Null(await store.FindUntouchedAsync("theo", project.ToJson(), Token));
        Assert.Null(await store.FindUntouchedAsync("mina", (project with { Name = "Another" }).ToJson(), Token));

        await store.SaveAsync("mina", made.Id, 1, (project with { Muted = ["jawOpen"] }).ToJson(), Token);
        Assert.Null(await store.FindUntouchedAsync("mina", project.ToJson(), Token));
        await store.SaveAsync("mina", made.Id, 2, project.ToJson(), Token); // edited and undone is edited: it has its own history
        Assert.Null(await store.FindUntouchedAsync("mina", project.ToJson(), Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
