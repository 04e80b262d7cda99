using System.Globalization;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>Films from the real command line, looked at with ffprobe's eyes.</summary>
public sealed class RenderTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preset_becomes_an_mp4_of_its_length_with_the_mark_and_the_recipe()
    {
        var film = files.In("laugh.mp4");
        await RunAsync("render", "--portrait", files.Portrait(), "--motion", "laugh", "--caption-top", "when it finally builds", "--out", film);

        var stream = (await Shell.FfprobeAsync(film, "stream=codec_name,width,height,pix_fmt,nb_read_frames", Token)).Trim().Split(',');
        Assert.Equal(["h264", "768", "768", "yuv420p"], stream[..4]);
        Assert.Equal(Presets.Find("laugh")!.Track.Length, int.Parse(stream[4], CultureInfo.InvariantCulture));
        var mark = Provenance.Read(film)!;
        Assert.Equal(Provenance.CompositeSynthetic, mark.DigitalSourceType);
        Assert.Contains("\"motion\":\"laugh\"", mark.Recipe, StringComparison.Ordinal);
        Assert.DoesNotContain("mira", mark.Recipe, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_driving_clip_gives_its_length_and_its_sound()
    {
        var clip = await files.DrivingClipAsync("theo", "nod", 440, Token);
        var film = files.In("driven.mp4");
        await RunAsync("render", "--portrait", files.Portrait(), "--driving", clip, "--size", "512", "--out", film);

        var driver = await VideoInfo.ReadAsync(clip, Token);
        var made = await VideoInfo.ReadAsync(film, Token);
        Assert.InRange(made.FrameCount, driver.FrameCount - 1, driver.FrameCount + 1);
        Assert.Equal("aac", made.AudioCodec);
        Assert.Equal((512, 512), (made.Width, made.Height));
    }

    [Theory]
    [InlineData("majicmix1.jpg", "ysll.mp4")]
    [InlineData("chillout.jpg", "jue.mp4")]
    public async Task A_real_clip_drives_a_real_face_in_full_size(string portrait, string driving)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("HELLOMEME_FIXTURES") is not { Length: > 0 }, "needs real faces: set HELLOMEME_FIXTURES to the fixtures folder");
        var media = Path.Combine(Environment.GetEnvironmentVariable("HELLOMEME_FIXTURES")!, "media");
        var film = files.In("real.mp4");
        await RunAsync("render", "--portrait", Path.Combine(media, portrait), "--driving", Path.Combine(media, driving), "--out", film);

        var (driver, made) = (await VideoInfo.ReadAsync(Path.Combine(media, driving), Token), await VideoInfo.ReadAsync(film, Token));
        using var photo = FrameCodec.Decode(await File.ReadAllBytesAsync(Path.Combine(media, portrait), Token));
        Assert.InRange(made.FrameCount, driver.FrameCount - 1, driver.FrameCount + 1);
        Assert.Equal("aac", made.AudioCodec);
        Assert.Equal((photo.Width & ~1, photo.Height & ~1), (made.Width, made.Height));
    }

    [Fact]
    public async Task A_photo_of_2000_pixels_gives_a_picture_of_2000_pixels()
    {
        var still = files.In("large.png");
        await RunAsync("render", "--portrait", files.Portrait("theo", 2000), "--motion", "wink", "--out", still);
        using var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(still, Token));
        Assert.Equal((2000, 2000), (frame.Width, frame.Height));
    }

    [Fact]
    public async Task A_captured_track_drives_again_and_a_trim_shortens_it()
    {
        var clip = await files.DrivingClipAsync("juno", "shake", 330, Token);
        var track = files.In("shake.json");
        await RunAsync("capture", clip, "--from", "0.4", "--to", "1.4", "--out", track);
        Assert.Equal(25, MotionTrack.FromJson(await File.ReadAllTextAsync(track, Token)).Length);

        var film = files.In("again.webp");
        await RunAsync("render", "--portrait", files.Portrait("theo", 512), "--motion", track, "--only", "pose", "--strength", "1.2", "--out", film);
        Assert.Equal(Provenance.CompositeSynthetic, Provenance.Read(film)!.DigitalSourceType);
        Assert.Equal("pose", System.Text.Json.JsonDocument.Parse(Provenance.Read(film)!.Recipe!).RootElement.GetProperty("only").GetString());
    }

    [Fact]
    public async Task What_the_editor_saves_as_a_file_is_played_as_the_editor_plays_it()
    {
        var wink = Presets.Find("wink")!.Track;
        string track = files.In("expression.json"), project = files.In("project.json"), portrait = files.Portrait("juno", 512);
        await File.WriteAllTextAsync(track, wink.OnlyExpression().ToJson(), Token);
        await File.WriteAllTextAsync(project, new MotionProject("Mine", wink) { Muted = [.. Channels.All.Where(c => c.Group is ChannelGroup.Head).Select(c => c.Name)] }.ToJson(), Token);
        var pictures = new List<byte[]>();
        foreach (var motion in (string[])[track, project])
        {
            var still = files.In("still.png");
            await RunAsync("render", "--portrait", portrait, "--motion", motion, "--out", still);
            using var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(still, Token));
            pictures.Add(frame.Pixels.ToArray());
        }

        Assert.Equal(pictures[0], pictures[1]);
    }

    [Fact]
    public async Task A_picture_is_read_against_a_neutral_one_of_the_same_person()
    {
        string portrait = files.Portrait("theo", 640), open = files.In("open.json"), grin = files.In("grin.png"), read = files.In("read.json");
        await File.WriteAllTextAsync(open, MotionTrack.FromSamples(25, [MotionFrame.Rest.With(("jawOpen", 0.6f), ("browInnerUp", 0.6f))], null).ToJson(), Token);
        await RunAsync("render", "--portrait", portrait, "--motion", open, "--out", grin);

        await RunAsync("capture", grin, "--neutral", portrait, "--out", read);
        var track = MotionTrack.FromJson(await File.ReadAllTextAsync(read, Token));
        var seen = track.Evaluate(track.Length / 2);
        Assert.InRange(seen["jawOpen"], 0.45f, 0.75f);
        Assert.InRange(seen["browInnerUp"], 0.45f, 0.75f);
        using var json = System.Text.Json.JsonDocument.Parse((await RunAsync("analyze", grin, "--neutral", portrait, "--json")).Output);
        Assert.Equal(seen["jawOpen"], json.RootElement.GetProperty("blendshapes").GetProperty("jawOpen").GetSingle(), 3);
    }

    [Theory]
    [InlineData("film.gif")]
    [InlineData("film.webp")]
    [InlineData("still.png")]
    public async Task Every_format_is_a_picture_that_decodes(string name)
    {
        var film = files.In(name);
        await RunAsync("render", "--portrait", files.Portrait("juno", 512), "--motion", "wink", "--caption-bottom", "hi", "--out", film);
        using var frame = FrameCodec.Decode(await File.ReadAllBytesAsync(film, Token));
        Assert.True(frame.Width >= 480);
        Assert.Equal(Provenance.CompositeSynthetic, Provenance.Read(film)!.DigitalSourceType);
    }

    [Fact]
    public async Task Analyze_and_motions_print_what_they_know()
    {
        Assert.Contains("eye distance", (await RunAsync("analyze", files.Portrait())).Output, StringComparison.Ordinal);
        using var json = System.Text.Json.JsonDocument.Parse((await RunAsync("analyze", files.Portrait(), "--json")).Output);
        Assert.Equal(478, json.RootElement.GetProperty("landmarks").GetArrayLength());
        Assert.True((await RunAsync("motions")).Output.Trim().Split('\n').Length >= 12);
    }

    private static async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var result = await StudioCommand.RunAsync(arguments, Token);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }
}
