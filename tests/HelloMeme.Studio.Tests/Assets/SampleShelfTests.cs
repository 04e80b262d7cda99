using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Assets;

/// <summary>The drawn portraits through the real program: drawn once, kept for later starts.</summary>
public sealed class SampleShelfTests : IDisposable
{
    private readonly TemporaryFolder _models = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Samples => Path.Combine(_models.Path, "samples");

    [Fact]
    public async Task A_later_start_shows_what_an_earlier_one_drew_and_a_folder_in_the_way_hinders_nobody()
    {
        // 1. Drawn and kept; another program's goes
        Directory.CreateDirectory(Samples);
        File.WriteAllBytes(Path.Combine(Samples, "older-mira.jpg"), [1]);
        var drawn = await PictureAsync();
        var kept = Assert.Single(Directory.GetFiles(Samples));
        Assert.Equal(File.ReadAllBytes(kept), drawn);

        // 2. Read, not drawn
        byte[] mark = [.. drawn, 0];
        File.WriteAllBytes(kept, mark);
        Assert.Equal(mark, await PictureAsync());

        // 3. Where nothing can be kept it is drawn
        Directory.Delete(Samples, recursive: true);
        File.WriteAllText(Samples, "a file");
        Assert.Equal(drawn, await PictureAsync());
    }

    public void Dispose() => _models.Dispose();

    private async Task<byte[]> PictureAsync()
    {
        await using var server = new StudioServer { Settings = { ["Studio__ModelsFolder"] = _models.Path } };
        await server.InitializeAsync();
        using var visitor = new HttpClient { BaseAddress = server.Address };
        return await visitor.GetByteArrayAsync("/samples/mira.jpg", Token);
    }
}
