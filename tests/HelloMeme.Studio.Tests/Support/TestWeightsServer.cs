using HelloMeme.Graph.Networks;
using Xunit;

namespace HelloMeme.Studio.Tests.Support;

/// <summary>The studio with a complete set of small random checkpoints: the HelloMeme engine runs, its output is noise.</summary>
public sealed class TestWeightsServer : IAsyncLifetime
{
    private readonly TemporaryFolder _models = new();

    public StudioServer Server { get; } = new();

    public async ValueTask InitializeAsync()
    {
        TestCheckpoint.Write(Path.Combine(_models.Path, "checkpoints"), token: TestContext.Current.CancellationToken);
        Server.Settings["Studio__ModelsFolder"] = _models.Path;
        await Server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _models.Dispose();
    }
}
