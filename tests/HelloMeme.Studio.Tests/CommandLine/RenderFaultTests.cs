using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>Every fault a user can run into, through the real command line: one sentence, exit code 1, nothing written.</summary>
public sealed class RenderFaultTests(SampleFiles files) : IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task No_face_is_named() => FaultsAsync("no face", files.Plain());

    [Fact]
    public async Task Several_faces_are_numbered_and_one_can_be_chosen()
    {
        using var mira = DrawnPortraits.Draw("mira", 512);
        using var theo = DrawnPortraits.Draw("theo", 512);
        var pair = files.Collage("pair", 1024, 512, (mira, 0, 0, 1), (theo, 512, 0, 1));
        await FaultsAsync("(--face N, or --driving-face N for the driver).", pair);
        await FaultsAsync("no face number 3", pair, "--face", "3");

        var still = files.In("second.png");
        var chosen = await StudioCommand.RunAsync(["render", "--portrait", pair, "--face", "2", "--motion", "wink", "--out", still], Token);
        Assert.True(chosen.ExitCode == 0, chosen.Error);
        Assert.True(File.Exists(still));

        var driven = await StudioCommand.RunAsync(["render", "--portrait", files.Portrait(), "--driving", pair, "--driving-face", "1", "--out", still], Token);
        Assert.True(driven.ExitCode == 0, driven.Error);
    }

    [Fact]
    public async Task A_face_under_96_pixels_is_named()
    {
        using var mira = DrawnPortraits.Draw("mira", 1024);
        await FaultsAsync("at least 96 pixels", files.Collage("small", 400, 400, (mira, 110, 100, 0.18f)));
    }

    [Fact]
    public async Task A_face_bent_too_far_is_refused_and_one_turned_far_is_warned_about()
    {
        using var bent = SamplePortraits.DrawTurned("juno", new HeadAngles(0, -0.87f, 0), 768);
        await FaultsAsync("turned up or down by", files.Write("bent.png", FrameCodec.EncodePng(bent)));

        using var turned = SamplePortraits.DrawTurned("theo", new HeadAngles(0.7f, 0, 0), 512);
        var film = await StudioCommand.RunAsync(["render", "--portrait", files.Write("turned.png", FrameCodec.EncodePng(turned)), "--motion", "wink", "--out", files.In("turned-film.png")], Token);
        Assert.Equal(0, film.ExitCode);
        Assert.Contains("up to 30 degrees gives the best film", film.Error, StringComparison.Ordinal);
    }

    // A profile cannot be drawn convincingly: a real face, already turned by 48 degrees, is turned on by the Draft engine.
    [Fact]
    public async Task A_face_in_profile_is_refused()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("HELLOMEME_FIXTURES") is not { Length: > 0 }, "needs real faces: set HELLOMEME_FIXTURES to the fixtures folder");
        var clip = Path.Combine(Environment.GetEnvironmentVariable("HELLOMEME_FIXTURES")!, "media", "ysll.mp4");
        await foreach (var frame in VideoReader.ReadAsync(clip, new VideoReadOptions { To = 0.05 }, Token))
        {
            using (frame)
            using (var analyzer = new FaceAnalyzer(FaceModels.Open(new StudioFolders(new StudioOptions()).Npm, Path.Combine(files.Folder, "onnx"))))
            {
                var face = analyzer.AnalyzePicture(frame);
                var yaw = HeadAngles.FromRotation(face.Neutral.HeadPose.Rotation).Yaw;
                using var renderer = new DraftRenderer(frame, face.Neutral.Landmarks, face.Person);
                using var profile = new Frame(renderer.Width, renderer.Height);
                renderer.Render(MotionFrame.Rest.With(("headYaw", MathF.CopySign(0.6f, yaw))), profile);
                await FaultsAsync("turned sideways by", files.Write("profile.png", FrameCodec.EncodePng(profile)));
            }
        }
    }

    [Fact]
    public async Task A_face_half_outside_the_picture_is_named()
    {
        using var mira = DrawnPortraits.Draw("mira", 768);
        await FaultsAsync("of the face lies outside the picture", files.Collage("outside", 500, 768, (mira, -360, 0, 1)));
    }

    [Fact]
    public Task A_missing_file_is_named() => FaultsAsync("There is no file", files.In("missing.jpg"));

    [Fact]
    public Task An_empty_file_is_named() => FaultsAsync("empty", files.Write("empty.png", []));

    [Fact]
    public Task A_text_file_is_named() => FaultsAsync("not a picture", files.Write("letter.jpg", "Dear photo"u8.ToArray()));

    [Fact]
    public async Task A_truncated_picture_is_named()
    {
        var whole = await File.ReadAllBytesAsync(files.Portrait(), Token);
        await FaultsAsync("cut off or damaged", files.Write("truncated.png", whole[..(whole.Length / 2)]));
    }

    [Fact]
    public Task A_pixel_bomb_is_refused_before_it_is_decoded() => FaultsAsync("64", files.Write("bomb.png", PngHeader(60_000, 60_000)));

    [Fact]
    public async Task A_clip_over_a_minute_offers_the_trim()
    {
        var clip = files.In("long.mp4");
        await Shell.FfmpegAsync(["-f", "lavfi", "-i", "color=gray:size=64x64:rate=4:duration=63", "-pix_fmt", "yuv420p", clip], Token);
        await DrivingFaultsAsync("--from 0 --to 60", clip);
    }

    [Fact]
    public async Task A_clip_without_a_face_is_named()
    {
        var clip = files.In("faceless.mp4");
        await Shell.FfmpegAsync(["-f", "lavfi", "-i", "testsrc=size=320x240:rate=10:duration=1", "-pix_fmt", "yuv420p", clip], Token);
        await DrivingFaultsAsync("no face in any frame", clip);
        await DrivingFaultsAsync("does not lie in this video", clip, "--from", "30");
    }

    [Fact]
    public async Task A_clip_whose_face_is_under_96_pixels_is_named()
    {
        using var mira = DrawnPortraits.Draw("mira", 1024);
        var clip = files.In("far.mp4");
        await Shell.FfmpegAsync(["-loop", "1", "-i", files.Collage("far", 400, 400, (mira, 110, 100, 0.18f)), "-t", "0.4", "-pix_fmt", "yuv420p", clip], Token);
        await DrivingFaultsAsync("at least 96 pixels", clip);
    }

    [Fact]
    public Task A_driver_that_is_no_media_is_named() => DrivingFaultsAsync("not a video", files.Write("notes.mp4", "Dear clip"u8.ToArray()));

    [Theory]
    [InlineData("There is no motion named 'lough'", "--motion", "lough", "--out", "a.mp4")]
    [InlineData(".mp4, .webp, .gif", "--motion", "laugh", "--out", "a.avi")]
    [InlineData("create it first", "--motion", "laugh", "--out", "missing-folder/a.mp4")]
    [InlineData("--from and --to go with --driving", "--motion", "laugh", "--from", "1", "--out", "a.mp4")]
    public Task A_wrong_argument_is_named(string sentence, params string[] arguments) => FaultsAsync(sentence, files.Portrait(), arguments);

    [Fact]
    public async Task A_track_file_that_is_no_track_is_named()
    {
        var track = files.Write("track.json", """{"version":99}"""u8.ToArray());
        await FaultsAsync("track file cannot be used", files.Portrait(), "--motion", track);
    }

    [Fact]
    public Task A_heic_picture_is_named_with_its_switch() => FaultsAsync("AllowHeic", files.Write("phone.heic", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8]));

    [Theory]
    [InlineData("own.png", "own.png", "driver.png")]
    [InlineData("own.png", "driver.png", "driver.png")]
    [InlineData("own.png", "./OWN.png", "driver.png")]
    public async Task What_a_film_is_made_from_is_never_replaced(string portrait, string output, string driving)
    {
        var bytes = await File.ReadAllBytesAsync(files.Portrait(), Token);
        files.Write(portrait, bytes);
        files.Write(driving, bytes);
        await AssertFaultAsync("another name", ["--portrait", files.In(portrait), "--driving", files.In(driving), "--out", output]);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(files.In(portrait), Token));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(files.In(driving), Token));
    }

    [Fact]
    public async Task A_clip_with_several_faces_asks_which_one_acts()
    {
        using var mira = DrawnPortraits.Draw("mira", 320);
        using var theo = DrawnPortraits.Draw("theo", 320);
        var clip = files.In("couple.mp4");
        await Shell.FfmpegAsync(["-loop", "1", "-i", files.Collage("couple", 640, 320, (mira, 0, 0, 1), (theo, 320, 0, 1)), "-t", "0.4", "-pix_fmt", "yuv420p", clip], Token);
        await DrivingFaultsAsync("--driving-face N", clip);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_named()
    {
        await FaultsAsync("There is no file", files.Folder);
        Directory.CreateDirectory(files.In("taken.json"));
        var result = await StudioCommand.RunAsync(["capture", files.Portrait(), "--out", files.In("taken.json")], Token);
        Assert.Equal(1, result.ExitCode);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.Empty(Directory.GetFiles(files.Folder, "*.part*"));
    }

    [Fact]
    public async Task Wrong_options_end_with_code_2_and_say_what_is_wanted()
    {
        var result = await StudioCommand.RunAsync(["render", "--portrait", files.Portrait(), "--out", files.In("x.mp4"), "--motion", "laugh", "--strength", "3"], Token);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--strength lies between 0 and 2", result.Error, StringComparison.Ordinal);
    }

    private Task FaultsAsync(string sentence, string portrait, params string[] more) =>
        AssertFaultAsync(sentence, ["--portrait", portrait, .. more.Contains("--motion") ? more : [.. more, "--motion", "laugh"]]);

    private Task DrivingFaultsAsync(string sentence, string driving, params string[] more) =>
        AssertFaultAsync(sentence, ["--portrait", files.Portrait(), "--driving", driving, .. more]);

    private async Task AssertFaultAsync(string sentence, List<string> arguments)
    {
        var place = arguments.IndexOf("--out");
        var output = files.In(place < 0 ? "film.mp4" : arguments[place + 1]);
        if (place >= 0) arguments.RemoveRange(place, 2);
        var before = Directory.GetFiles(files.Folder);

        var result = await StudioCommand.RunAsync(["render", .. arguments, "--out", output], Token);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(before, Directory.GetFiles(files.Folder));
    }

    /// <summary>A valid PNG start that claims to be huge; no pixel follows.</summary>
    private static byte[] PngHeader(int width, int height)
    {
        byte[] body = [.. "IHDR"u8, .. BigEndian(width), .. BigEndian(height), 8, 2, 0, 0, 0];
        return [0x89, .. "PNG\r\n"u8, 0x1a, 0x0a, .. BigEndian(13), .. body, .. BigEndian((int)Crc(body)), .. BigEndian(0), .. "IDAT"u8];
    }

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xffffffffu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var k = 0; k < 8; k++) crc = (crc & 1) != 0 ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
