using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

public sealed class ModelsTokenizerTests : IDisposable
{
    private readonly TemporaryFolder _models = new();

    private string Checkpoints => Path.Combine(_models.Path, "checkpoints");

    [Fact]
    public async Task The_tokenizer_is_looked_for_and_looked_into()
    {
        TestCheckpoint.Write(Checkpoints, token: TestContext.Current.CancellationToken);
        var vocabulary = Path.Combine(EngineWeights.TokenizerFolder(Checkpoints), "vocab.json");
        Assert.Matches("(?m)^tokenizer +there +", (await RunAsync("where")).Output);

        await File.WriteAllTextAsync(vocabulary, "[]", TestContext.Current.CancellationToken);
        var broken = await RunAsync("check");
        Assert.Equal(1, broken.ExitCode);
        Assert.Matches("(?m)^tokenizer +faulty +vocab.json is not a JSON table", broken.Output);

        File.Delete(vocabulary);
        Assert.Matches(@"(?m)^tokenizer +lacks +vocab.json and merges.txt of songkey/stable-diffusion-v1-5 -> stable-diffusion-v1-5.tokenizer", (await RunAsync("where")).Output);
        Assert.Matches(@"(?m)^v5 +pictures: lack the tokenizer; films: lack the tokenizer\r?$", (await RunAsync("check")).Output);
    }

    public void Dispose() => _models.Dispose();

    private Task<CommandResult> RunAsync(string verb) => StudioCommand.RunAsync(["models", verb], TestContext.Current.CancellationToken, ("Studio__ModelsFolder", _models.Path));
}
