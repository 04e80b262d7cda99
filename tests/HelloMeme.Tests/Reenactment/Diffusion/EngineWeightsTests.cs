using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

public sealed class EngineWeightsTests
{
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
        Assert.Throws<UserFaultException>(() => weights.StylePath(new RenderSettings { Checkpoint = "old" }));
    }
}
