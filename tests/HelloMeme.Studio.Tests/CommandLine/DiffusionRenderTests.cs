using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>A picture and films by the HelloMeme engine through the command line, in this process, over the test checkpoint: noise, but with the right size,
/// length, sound and marks.</summary>
public sealed class DiffusionRenderTests(SampleFiles files, TestModels models) : IClassFixture<SampleFiles>, IClassFixture<TestModels>
{
    private const int DriverRate = 25;

    private static readonly string[] Quickest = ["--size", "128", "--steps", "1", "--guidance", "1"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_weights_it_says_what_to_install()
    {
        var refused = await RenderAsync(files.In("empty"), ["--motion", "wink", "--out", files.In("never.mp4")]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("weights that are not installed: unet (1.7 GB) from songkey/stable-diffusion-v1-5", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(files.In("never.mp4")));
    }

    [Fact]
    public async Task A_picture_is_made_with_its_size_its_mark_and_its_recipe()
    {
        var still = files.In("noise.png");
        var picture = await MakeAsync(["--motion", "wink", "--version", "v5c", .. Quickest, "--caption-top", "noise", "--out", still]);
        Assert.Contains("Test weights: output is noise.", picture.Error, StringComparison.Ordinal);
        Assert.Contains("Faces are read by the studio's own analysis", picture.Error, StringComparison.Ordinal);
        Assert.Contains("not measured yet on this device", picture.Error, StringComparison.Ordinal);
        Assert.Contains("128x128, 1 frames", picture.Output, StringComparison.Ordinal);
        using (var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(still, Token))) Assert.Equal((128, 128), (frame.Width, frame.Height));
        using var recipe = RecipeOf(still);
        Assert.Equal("v5c", recipe.RootElement.GetProperty("settings").GetProperty("version").GetString());
    }

    /// <summary>Frames of a film: seconds of the driver times frames a second, rounded. 47 driver frames at 25 a second are 1.88 s, at the usual 8 a second 15 frames;
    /// 130 driver frames at their own rate are 130. Recursion: 12 frames are seen at once, so 15 are padded by 3 key frames, and 130 by 13 key frames, which
    /// are padded by 3 of their own.</summary>
    [Theory]
    [InlineData(47, "8", 15, 1)]
    [InlineData(130, "driver", 130, 2)]
    public async Task A_driven_film_is_made_with_every_frame_and_the_sound(int driverFrames, string rate, int frames, int recursions)
    {
        var clip = await files.DrivingClipAsync("theo", "nod", 440, Token, 320, driverFrames);
        var film = files.In($"noise-{frames}.mp4");
        var made = await MakeAsync(["--driving", clip, .. Quickest, "--fps", rate, "--out", film]);

        // 1. Key frames: one step for each depth
        Assert.Equal(recursions, KeyFrameLevel.For(frames).Max(level => level.Depth));
        var steps = Regex.Matches(made.Error, @"Denoising +\[[#.]+\] (\d+)/(\d+)").Select(m => $"{m.Groups[1].Value} of {m.Groups[2].Value}").ToArray();
        Assert.Equal(Enumerable.Range(1, recursions + 1).Select(step => $"{step} of {recursions + 1}"), steps);

        // 2. Frames and size, counted by decoding
        Assert.Contains($"128x128, {frames} frames", made.Output, StringComparison.Ordinal);
        var stream = (await Shell.FfprobeAsync(film, "stream=codec_name,width,height,nb_read_frames", Token)).Split('\n')[0].Trim().Split(',');
        Assert.Equal(["h264", "128", "128", frames.ToString(CultureInfo.InvariantCulture)], stream);
        var info = await VideoInfo.ReadAsync(film, Token);
        Assert.Equal(rate == "driver" ? DriverRate : 8, info.Rate, 1e-3);

        // 3. Sound: the driver's tone, all along
        Assert.Equal("aac", info.AudioCodec);
        var heard = await Ears.HearAsync(film, Token);
        var (from, to) = Assert.Single(heard.Loud);
        Assert.InRange(from, 0, 0.1);
        Assert.InRange(to, frames / info.Rate - 0.2, frames / info.Rate + 0.2);

        // 4. Marks
        using var recipe = RecipeOf(film);
        Assert.Equal("v5", recipe.RootElement.GetProperty("settings").GetProperty("version").GetString());
        Assert.Contains("Test weights: output is noise.", recipe.RootElement.GetProperty("notes").EnumerateArray().Select(n => n.GetString()));
    }

    [Fact]
    public async Task A_style_is_chosen_by_its_name_and_a_missing_one_is_named()
    {
        CopyFolder(Path.Combine(models.Checkpoints, "stable-diffusion-v1-5"), Path.Combine(models.Checkpoints, "styles", "inky"));
        var still = files.In("inky.png");
        await MakeAsync(["--motion", "wink", .. Quickest, "--checkpoint", "inky", "--stylize", "x2", "--out", still]);
        using var recipe = RecipeOf(still);
        var settings = recipe.RootElement.GetProperty("settings");
        Assert.Equal(("inky", "x2"), (settings.GetProperty("checkpoint").GetString(), settings.GetProperty("stylize").GetString()));

        var refused = await RenderAsync(models.Path, ["--motion", "wink", .. Quickest, "--checkpoint", "ghibli", "--stylize", "x2", "--out", files.In("ghibli.png")]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("There is no checkpoint 'ghibli': there are stable-diffusion-v1-5, inky;", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(files.In("ghibli.png")));
    }

    private async Task<CommandResult> MakeAsync(string[] arguments)
    {
        var made = await RenderAsync(models.Path, arguments);
        Assert.True(made.ExitCode == 0, made.Error);
        return made;
    }

    private Task<CommandResult> RenderAsync(string folder, string[] arguments) =>
        CommandInProcess.RunAsync(["render", "--portrait", files.Portrait("mira", 512), "--engine", "hellomeme", .. arguments], folder, Token);

    private static JsonDocument RecipeOf(string film)
    {
        var mark = Provenance.Read(film)!;
        Assert.Equal(Provenance.TrainedAlgorithmicMedia, mark.DigitalSourceType);
        var recipe = JsonDocument.Parse(mark.Recipe!);
        Assert.Equal("hellomeme", recipe.RootElement.GetProperty("engine").GetString());
        return recipe;
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
