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

    [Fact]
    public void Styles_are_chosen_by_names_that_stand_for_one_each_and_pickles_not_at_all()
    {
        using var folder = new ScratchFolder();
        var styles = Path.Combine(folder.Path, NetworkCatalog.StylesFolder);
        foreach (var name in (string[])["meina.v12", "two"]) Directory.CreateDirectory(Path.Combine(styles, name));
        foreach (var name in (string[])["meina.v12.safetensors", "one.fp16.safetensors", "two.safetensors", "old.ckpt"]) File.WriteAllText(Path.Combine(styles, name), "x");
        var weights = new EngineWeights(new EngineFolders(folder.Path, folder.Path));
        Assert.Equal(["stable-diffusion-v1-5", "meina.v12", "meina.v12.safetensors", "one.fp16", "two", "two.safetensors"], weights.Checkpoints());
        foreach (var name in weights.Checkpoints().Skip(1))
            Assert.Equal(name == "one.fp16" ? "one.fp16.safetensors" : name, Path.GetFileName(weights.StylePath(new RenderSettings { Checkpoint = name })));
        Assert.EndsWith("old.ckpt", weights.StylePath(new RenderSettings { Checkpoint = "old.ckpt" }), StringComparison.Ordinal);
    }
}
