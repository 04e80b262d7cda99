using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>Films by the HelloMeme engine through the real command line, over the test checkpoint: noise, but with the right size, length, sound and marks.</summary>
public sealed class DiffusionRenderTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_weights_it_says_what_to_install()
    {
        var refused = await RunAsync("empty", ["--motion", "wink", "--out", files.In("never.mp4")]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("weights that are not installed: unet (1.7 GB) from songkey/stable-diffusion-v1-5", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(files.In("never.mp4")));
    }

    [Fact]
    public async Task A_picture_and_a_driven_film_of_two_levels_are_made()
    {
        var clip = await files.DrivingClipAsync("theo", "nod", 440, Token, 320);
        var models = await ModelsAsync();

        var still = files.In("noise.png");
        var picture = await RunAsync(models, ["--motion", "wink", "--version", "v5c", "--size", "256", "--steps", "2", "--caption-top", "noise", "--out", still]);
        Assert.True(picture.ExitCode == 0, picture.Error);
        Assert.Contains("Test weights: output is noise.", picture.Error, StringComparison.Ordinal);
        Assert.Contains("Faces are read by the studio's own analysis", picture.Error, StringComparison.Ordinal);
        Assert.Contains("not measured yet on this device", picture.Error, StringComparison.Ordinal);
        using (var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(still, Token))) Assert.Equal((256, 256), (frame.Width, frame.Height));
        var mark = Provenance.Read(still)!;
        Assert.Equal(Provenance.TrainedAlgorithmicMedia, mark.DigitalSourceType);
        using (var recipe = JsonDocument.Parse(mark.Recipe!))
        {
            Assert.Equal("hellomeme", recipe.RootElement.GetProperty("engine").GetString());
            Assert.Equal("v5c", recipe.RootElement.GetProperty("settings").GetProperty("version").GetString());
        }

        var film = files.In("noise.mp4");
        var driven = await RunAsync(models, ["--driving", clip, "--size", "128", "--steps", "1", "--guidance", "1", "--out", film]);
        Assert.True(driven.ExitCode == 0, driven.Error);
        VideoInfo driver = await VideoInfo.ReadAsync(clip, Token), made = await VideoInfo.ReadAsync(film, Token);
        Assert.Equal((128, 128, "aac"), (made.Width, made.Height, made.AudioCodec));
        Assert.Equal(8, made.Rate, 1e-3);
        Assert.InRange(made.FrameCount, 8 * driver.DurationSeconds - 1.5, 8 * driver.DurationSeconds + 1.5);
        Assert.Equal(Provenance.TrainedAlgorithmicMedia, Provenance.Read(film)!.DigitalSourceType);
    }

    /// <summary>A folder of models with the test checkpoint.</summary>
    private async Task<string> ModelsAsync()
    {
        var models = files.In("models");
        var made = await StudioCommand.RunAsync(["models", "make-test-checkpoint", Path.Combine(models, "checkpoints")], Token);
        Assert.True(made.ExitCode == 0, made.Error);
        return models;
    }

    private Task<CommandResult> RunAsync(string models, string[] arguments) =>
        StudioCommand.RunAsync(["render", "--portrait", files.Portrait("mira", 512), "--engine", "hellomeme", .. arguments], Token, ("Studio__ModelsFolder", files.In(models)));
}
