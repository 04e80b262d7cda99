using System.Text.Json;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>What of the installed files some settings need, and what is told before a render begins.</summary>
public sealed class EngineWeightsTests(EngineBench bench) : IClassFixture<EngineBench>
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

    [Fact]
    public async Task A_vocabulary_that_the_text_encoder_does_not_know_is_one_sentence()
    {
        var file = Path.Combine(EngineWeights.TokenizerFolder(bench.Folders.Checkpoints), "vocab.json");
        var sound = await File.ReadAllTextAsync(file, Token);
        var vocabulary = JsonSerializer.Deserialize<Dictionary<string, int>>(sound)!;
        vocabulary["z"] = 99_999;
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(vocabulary), Token);
        try
        {
            var scene = bench.Scene(HelloMeme.Reenactment.Motion.Presets.Find("wink")!.Track);
            var fault = await Assert.ThrowsAsync<UserFaultException>(() => bench.Engine.RenderPictureAsync(scene, 0, EngineBench.Small with { Prompt = "zz" }, _ => { }, null, null, Token));
            Assert.Equal("tokenizer-broken", fault.Code);
            Assert.Contains("counts to 99999", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            await File.WriteAllTextAsync(file, sound, Token);
        }
    }
}
