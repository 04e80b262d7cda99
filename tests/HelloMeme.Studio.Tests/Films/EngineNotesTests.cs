using HelloMeme.Graph.Networks;
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

    [Fact]
    public void A_prompt_that_the_text_encoder_reads_in_part_is_told()
    {
        TestCheckpoint.Write(Path.Combine(_models.Path, "checkpoints"), token: TestContext.Current.CancellationToken); // its words have a token a letter
        using var engine = TestEngine.In(_models.Path);
        IReadOnlyList<string> Notes(string prompt, string negative) => EngineNotes.Of(engine, new() { Prompt = prompt, NegativePrompt = negative }, film: true);
        Assert.DoesNotContain(EngineNotes.PromptCut, Notes("", new string('x', 75)));
        Assert.Contains(EngineNotes.PromptCut, Notes("", new string('x', 76)));
        Assert.Contains(EngineNotes.PromptCut, Notes("cat", ""));
    }

    public void Dispose() => _models.Dispose();
}
