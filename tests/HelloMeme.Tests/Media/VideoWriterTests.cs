using System.Text;
using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Media;

public sealed class VideoWriterTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_mp4_has_every_frame_even_sides_and_its_index_in_front()
    {
        var path = _scratch.Path("a.mp4");

        var count = await VideoWriter.WriteAsync(Scratch.Film(101, 75, 37), path, new VideoWriteOptions(30000d / 1001) { Recipe = "{}" }, Cancel);

        var info = await VideoInfo.ReadAsync(path, Cancel);
        Assert.Equal((37, 37), (count, info.FrameCount));
        Assert.Equal((100, 74), (info.Width, info.Height));
        Assert.Equal(30000d / 1001, info.Rate, 1e-3);
        Assert.Null(info.AudioCodec);
        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path, Cancel));
        Assert.InRange(text.IndexOf("moov", StringComparison.Ordinal), 1, text.IndexOf("mdat", StringComparison.Ordinal));
        Assert.Equal(["a.mp4"], _scratch.Names);
    }

    [Fact]
    public async Task Colours_survive_the_way_through_an_mp4()
    {
        var path = _scratch.Path("a.mp4");
        await VideoWriter.WriteAsync(Scratch.Film(128, 128, 3), path, new VideoWriteOptions(25), Cancel);
        using var sent = Scratch.Moving(128, 128, 0);
        await foreach (var frame in VideoReader.ReadAsync(path, new VideoReadOptions { To = .04 }, Cancel))
        {
            var difference = 0d;
            for (var i = 0; i < sent.ByteCount; i++) difference += Math.Abs(sent.Pixels[i] - frame.Pixels[i]);
            Assert.InRange(difference / sent.ByteCount, 0, 2.5);
            frame.Dispose();
        }
    }

    [Theory]
    [InlineData("a.webp", 720)]
    [InlineData("a.gif", 480)]
    public async Task The_small_formats_are_shrunk_and_keep_every_frame(string name, int side)
    {
        var path = _scratch.Path(name);

        await VideoWriter.WriteAsync(Scratch.Film(side * 2, side, 9), path, new VideoWriteOptions(15), Cancel);

        var probe = ImageProbe.Read(await File.ReadAllBytesAsync(path, Cancel));
        Assert.Equal((side, side / 2, 9), (probe.Width, probe.Height, probe.Frames));
        Assert.Equal([name], _scratch.Names);
    }

    [Fact]
    public async Task A_still_is_written_whole_and_marked()
    {
        var path = _scratch.Path("a.png");
        using var frame = Scratch.Moving(120, 80, 5);

        await VideoWriter.WriteStillAsync(frame, path, "{\"n\":1}", Cancel);

        using var read = FrameCodec.Decode(await File.ReadAllBytesAsync(path, Cancel));
        Assert.True(read.Pixels.SequenceEqual(frame.Pixels));
        Assert.Equal(new ProvenanceRecord(Provenance.CompositeSynthetic, "{\"n\":1}"), Provenance.Read(path));
    }

    [Theory]
    [InlineData("aac", "mp4", 0d, null, 2d)]
    [InlineData("aac", "mp4", 1d, 2.5, 1.5)]
    [InlineData("libopus", "webm", .5, null, 2d)]
    [InlineData("pcm_s16le", "mov", 0d, 1d, 1d)]
    public async Task The_drivers_sound_is_laid_under_and_cut(string coder, string container, double from, double? to, double seconds)
    {
        var driver = _scratch.Clip("driver." + container, "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=25", "-f", "lavfi", "-i", "sine=440:sample_rate=48000", "-t", "4", "-c:a", coder);
        var path = _scratch.Path("film.mp4");
        var sound = Soundtrack.Of(await VideoInfo.ReadAsync(driver, Cancel), from, to);

        await VideoWriter.WriteAsync(Scratch.Film(96, 64, 50), path, new VideoWriteOptions(25) { Sound = sound }, Cancel);

        var info = await VideoInfo.ReadAsync(path, Cancel);
        Assert.Equal((50, "aac"), (info.FrameCount, info.AudioCodec));
        var samples = Samples(path);
        Assert.Equal(seconds, samples.Length / 48000d, .05);
        Assert.True(samples.Skip(4800).Max(s => Math.Abs((int)s)) > 2000, "the tone is heard");
        Assert.Equal(["driver." + container, "film.mp4"], _scratch.Names);
    }

    [Theory]
    [InlineData(0d)]
    [InlineData(1.3)]
    public async Task Sound_and_picture_stay_in_step(double from)
    {
        // A click at 2 s of the driver must be heard 2 - from seconds into the film.
        var driver = _scratch.Clip("driver.mp4", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=25", "-f", "lavfi",
            "-i", "aevalsrc='if(between(t,2,2.02),sin(2*PI*1000*t),0)':s=48000", "-t", "4", "-g", "100", "-c:a", "aac");
        var path = _scratch.Path("film.mp4");
        var sound = Soundtrack.Of(await VideoInfo.ReadAsync(driver, Cancel), from);

        await VideoWriter.WriteAsync(Scratch.Film(96, 64, 60), path, new VideoWriteOptions(25) { Sound = sound }, Cancel);

        var loud = Array.FindIndex(Samples(path), s => Math.Abs((int)s) > 6000);
        Assert.Equal(2 - from, loud / 48000d, .012);
    }

    [Theory]
    [InlineData("a.mp4")]
    [InlineData("a.webp")]
    [InlineData("a.gif")]
    public async Task A_cancel_leaves_neither_file_nor_process(string name)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var living = 0;
        var film = Scratch.Film(640, 480, 10_000, i =>
        {
            if (i < 30) return;
            living = _scratch.LivingProcesses();
            stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => VideoWriter.WriteAsync(film, _scratch.Path(name), new VideoWriteOptions(25), stop.Token));

        Assert.Empty(_scratch.Names);
        Assert.Equal(0, _scratch.LivingProcesses());
        if (OperatingSystem.IsLinux()) Assert.Equal(1, living);
    }

    [Fact]
    public async Task A_fault_of_the_frames_comes_through_and_leaves_nothing()
    {
        var film = Scratch.Film(96, 64, 100, i => { if (i == 20) throw new UserFaultException("no-face", "test"); });
        var fault = await Assert.ThrowsAsync<UserFaultException>(() => VideoWriter.WriteAsync(film, _scratch.Path("a.mp4"), new VideoWriteOptions(25), Cancel));
        Assert.Equal("no-face", fault.Code);

        film = Scratch.Film(96, 64, 100, i => { if (i == 20) throw new OperationCanceledException("someone else's"); });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => VideoWriter.WriteAsync(film, _scratch.Path("a.mp4"), new VideoWriteOptions(25), Cancel));

        Assert.Empty(_scratch.Names);
    }

    [Fact]
    public async Task A_failing_ffmpeg_gives_its_last_line_not_its_banner()
    {
        var driver = _scratch.Clip("driver.mp4", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=25", "-f", "lavfi", "-i", "sine=440", "-t", "1");
        var sound = Soundtrack.Of(await VideoInfo.ReadAsync(driver, Cancel));
        await File.WriteAllTextAsync(driver, "gone", Cancel);

        var fault = await Assert.ThrowsAsync<UserFaultException>(() =>
            VideoWriter.WriteAsync(Scratch.Film(96, 64, 10), _scratch.Path("a.mp4"), new VideoWriteOptions(25) { Sound = sound }, Cancel));

        Assert.Equal("encoding-failed", fault.Code);
        Assert.DoesNotContain("configuration", fault.Message);
        Assert.Equal(["driver.mp4"], _scratch.Names);
    }

    [Fact]
    public async Task An_unknown_ending_and_a_missing_folder_are_named()
    {
        var options = new VideoWriteOptions(25);
        Assert.Equal("unknown-output", (await Assert.ThrowsAsync<UserFaultException>(() => VideoWriter.WriteAsync(Scratch.Film(8, 8, 1), _scratch.Path("a.bmp"), options, Cancel))).Code);
        Assert.Equal("output-folder-missing", (await Assert.ThrowsAsync<UserFaultException>(() =>
            VideoWriter.WriteAsync(Scratch.Film(8, 8, 1), Path.Combine(_scratch.Path("none"), "a.mp4"), options, Cancel))).Code);
    }

    private short[] Samples(string film)
    {
        var raw = _scratch.Clip("sound.raw", "-i", film, "-ac", "1", "-ar", "48000", "-f", "s16le");
        var bytes = File.ReadAllBytes(raw);
        File.Delete(raw);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
    }
}
