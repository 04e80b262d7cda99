using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

public sealed class StyleNameTests : IDisposable
{
    private readonly ScratchFolder _checkpoints = new();

    private EngineWeights Weights => new(new EngineFolders(_checkpoints.Path, _checkpoints.Path));

    private string Styles => Path.Combine(_checkpoints.Path, NetworkCatalog.StylesFolder);

    public StyleNameTests()
    {
        foreach (var folder in (string[])["meina.v12", "ink"]) Directory.CreateDirectory(Path.Combine(Styles, folder));
        foreach (var file in (string[])["ink.safetensors", "toon.v2.safetensors", "old.ckpt", "oil.ckpt", "oil.safetensors"]) File.WriteAllBytes(Path.Combine(Styles, file), []);
    }

    [Fact]
    public void Names_keep_the_points_of_folders_and_no_two_are_the_same() =>
        Assert.Equal(["stable-diffusion-v1-5", "ink", "ink.safetensors", "meina.v12", "oil", "toon.v2"], Weights.Checkpoints());

    [Theory]
    [InlineData("meina.v12", "meina.v12")]
    [InlineData("ink", "ink")]
    [InlineData("ink.safetensors", "ink.safetensors")]
    [InlineData("oil", "oil.safetensors")]
    [InlineData("oil.ckpt", "oil.ckpt")]
    [InlineData("old", "old.ckpt")] // not offered; what is asked for by name is refused by what it is
    public void A_name_finds_the_style_that_was_offered_under_it(string name, string file) =>
        Assert.Equal(Path.Combine(Styles, file), Weights.StylePath(new RenderSettings { Checkpoint = name }));

    [Fact]
    public void Half_a_name_finds_none() =>
        Assert.Equal("no-such-checkpoint", Assert.Throws<UserFaultException>(() => Weights.StylePath(new RenderSettings { Checkpoint = "meina" })).Code);

    public void Dispose() => _checkpoints.Dispose();
}
