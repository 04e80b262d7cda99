using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>What of the installed files some settings need, and what is told before a render begins.</summary>
public sealed class EngineWeightsTests
{
    private static readonly string[] TokenizerFiles = ["vocab.json", "merges.txt"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_missing_tokenizer_is_required_and_a_style_s_own_will_do()
    {
        using var folder = new ScratchFolder();
        TestCheckpoint.Write(folder.Path, token: Token);
        var weights = new EngineWeights(new EngineFolders(folder.Path, folder.Path));
        weights.Require(new RenderSettings(), film: true);
        Assert.True(weights.HasTokenizer);

        var own = Directory.CreateDirectory(Path.Combine(folder.Path, "styles", "ink", "tokenizer")).FullName;
        foreach (var file in TokenizerFiles) File.Move(Path.Combine(EngineWeights.TokenizerFolder(folder.Path), file), Path.Combine(own, file));
        Assert.False(weights.HasTokenizer);
        Assert.Equal("tokenizer-missing", Assert.Throws<UserFaultException>(() => weights.Require(new RenderSettings(), film: true)).Code);
        weights.Require(new RenderSettings { Checkpoint = "ink" }, film: true);
    }
}
