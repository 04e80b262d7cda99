using HelloMeme.Studio.Films;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Films;

public sealed class EngineNotesTests : IDisposable
{
    private const string AsV5 = "Films of v5c are made with v5's networks; its own make pictures.";
    private readonly TemporaryFolder _models = new();

    [Fact]
    public void Only_films_of_v5c_are_said_to_be_v5_s()
    {
        using var engine = TestEngine.In(_models.Path);
        Assert.Contains(AsV5, EngineNotes.Of(engine, new() { Version = "v5c" }, film: true));
        Assert.DoesNotContain(AsV5, EngineNotes.Of(engine, new() { Version = "v5c" }, film: false));
        Assert.DoesNotContain(EngineNotes.Of(engine, new() { Version = "v5b" }, film: true), n => n.StartsWith("Films of", StringComparison.Ordinal));
    }

    public void Dispose() => _models.Dispose();
}
