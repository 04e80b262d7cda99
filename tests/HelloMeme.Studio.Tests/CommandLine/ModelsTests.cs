using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>The models verbs through the real command line.</summary>
public sealed class ModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_checkpoint_is_made_and_passes_the_check()
    {
        var made = await StudioCommand.RunAsync(["models", "make-test-checkpoint", _folder.Path], Token);
        Assert.True(made.ExitCode == 0, made.Error);
        Assert.Contains("12 checkpoints", made.Output, StringComparison.Ordinal);
        Assert.Contains("test weights: output is noise", made.Output, StringComparison.Ordinal);

        var check = await StudioCommand.RunAsync(["models", "check", _folder.Path], Token);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        foreach (var version in (string[])["v5", "v5b", "v5c"])
            Assert.Contains(check.Output.Split('\n'), line => line.StartsWith(version + " ", StringComparison.Ordinal) && line.Contains("pictures: ready", StringComparison.Ordinal) && line.EndsWith(": ready", StringComparison.Ordinal));

        // A file cut short is told, by name, and the versions that need it are not ready.
        var motion = Path.Combine(_folder.Path, "hm5_motion", "diffusion_pytorch_model.safetensors");
        using (var file = File.OpenWrite(motion)) file.SetLength(file.Length - 1);
        var cut = await StudioCommand.RunAsync(["models", "check", _folder.Path], Token);
        Assert.Equal(1, cut.ExitCode);
        Assert.Contains("download it again", cut.Output, StringComparison.Ordinal);
        Assert.Contains("lack hm5_motion", cut.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_weights_are_never_overwritten()
    {
        var unet = Directory.CreateDirectory(Path.Combine(_folder.Path, "stable-diffusion-v1-5", "unet")).FullName;
        await File.WriteAllTextAsync(Path.Combine(unet, "diffusion_pytorch_model.safetensors"), "precious", Token);
        var refused = await StudioCommand.RunAsync(["models", "make-test-checkpoint", _folder.Path], Token);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("would be overwritten", refused.Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(unet, "diffusion_pytorch_model.safetensors"), Token));
    }

    [Fact]
    public async Task Where_names_the_folder_and_what_lacks()
    {
        var where = await StudioCommand.RunAsync(["models", "where"], Token);
        Assert.True(where.ExitCode == 0, where.Error);
        Assert.Contains(Path.Combine("models", "checkpoints"), where.Output, StringComparison.Ordinal);
        Assert.Contains("hm5_motion", where.Output, StringComparison.Ordinal);

        var nowhere = await StudioCommand.RunAsync(["models", "check", Path.Combine(_folder.Path, "nothing")], Token);
        Assert.Equal(1, nowhere.ExitCode);
        Assert.Contains("There is no folder", nowhere.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
