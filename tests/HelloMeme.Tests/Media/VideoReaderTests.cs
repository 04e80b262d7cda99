using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Media;

public sealed class VideoReaderTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("30000/1001", "a.mp4", 61)]
    [InlineData("25", "a.mp4", 48)]
    [InlineData("15", "a.mkv", 31)]
    [InlineData("24", "a.avi", 29)]
    [InlineData("30", "a.mov", 7)]
    [InlineData("10", "a.gif", 12)]
    public async Task Every_frame_of_a_steady_clip_is_read_once(string rate, string name, int count)
    {
        var path = _scratch.Clip(name, "-f", "lavfi", "-i", $"testsrc2=size=96x64:rate={rate}", "-frames:v", $"{count}");

        var info = await VideoInfo.ReadAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(count, info.FrameCount);
        Assert.Equal(count, info.FramesAt(info.Rate));
        Assert.Equal(count, await Count(info, null));
    }

    [Fact]
    public async Task A_browser_recording_without_a_duration_is_counted()
    {
        var path = _scratch.Clip("a.webm", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=30", "-frames:v", "47", "-c:v", "libvpx", "-f", "webm", "-live", "1");

        var info = await VideoInfo.ReadAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(47, info.FrameCount);
        Assert.Equal(30, info.Rate);
        Assert.Equal(47 / 30d, info.DurationSeconds, .02);
        Assert.Equal(47, await Count(info, null));
    }

    [Theory]
    [InlineData(0d, 1d, 25d, 25)]
    [InlineData(.4, 1.2, 25d, 20)]
    [InlineData(5d, 6d, 25d, 25)]
    [InlineData(1d, 2d, 12.5, 12)]
    [InlineData(1d, 2d, 50d, 50)]
    public async Task A_part_begins_at_its_time_and_has_its_length(double from, double to, double rate, int count)
    {
        var path = _scratch.Path("a.mp4");
        await VideoWriter.WriteAsync(Stripes(200), path, new VideoWriteOptions(25), TestContext.Current.CancellationToken);

        var index = 0;
        await foreach (var frame in VideoReader.ReadAsync(path, new VideoReadOptions { From = from, To = to, Rate = rate }, TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                var seen = frame.Pixels[0];
                var wanted = 20 + (int)Math.Floor((from + index / rate) * 25 + 1e-6);
                Assert.InRange(seen - wanted, rate == 25 ? -1 : -2, rate == 25 ? 1 : 2);
            }

            index++;
        }

        Assert.Equal(count, index);
    }

    [Fact]
    public async Task A_turned_clip_comes_out_upright()
    {
        var plain = _scratch.Clip("plain.mp4", "-f", "lavfi", "-i", "color=red:size=96x64:rate=10", "-vf", "drawbox=x=0:y=0:w=48:h=32:color=blue:t=fill", "-frames:v", "3");
        var turned = _scratch.Clip("turned.mp4", "-i", plain, "-c", "copy", "-metadata:s:v:0", "rotate=270");

        var info = await VideoInfo.ReadAsync(turned, TestContext.Current.CancellationToken);

        Assert.Equal((64, 96), (info.Width, info.Height));
        Assert.Contains(info.Rotation, (int[])[90, 270]);
        await foreach (var frame in VideoReader.ReadAsync(info, null, TestContext.Current.CancellationToken))
        {
            Assert.Equal((64, 96), (frame.Width, frame.Height));
            var blue = info.Rotation == 90 ? frame.Row(8)[56 * 3 + 2] : frame.Row(88)[8 * 3 + 2];
            Assert.True(blue > 200, $"blue {blue} at the corner that the turn by {info.Rotation} moves it to");
            frame.Dispose();
        }
    }

    [Fact]
    public async Task Frames_are_shrunk_to_the_side_asked_for()
    {
        var path = _scratch.Clip("a.mp4", "-f", "lavfi", "-i", "testsrc2=size=400x200:rate=10", "-frames:v", "2");
        await foreach (var frame in VideoReader.ReadAsync(path, new VideoReadOptions { MaxSide = 100 }, TestContext.Current.CancellationToken))
        {
            Assert.Equal((100, 50), (frame.Width, frame.Height));
            frame.Dispose();
        }
    }

    [Fact]
    public async Task Leaving_early_ends_ffmpeg()
    {
        var path = _scratch.Clip("long.mp4", "-f", "lavfi", "-i", "testsrc2=size=640x480:rate=30", "-frames:v", "900", "-preset", "ultrafast");
        await foreach (var frame in VideoReader.ReadAsync(path, null, TestContext.Current.CancellationToken))
        {
            frame.Dispose();
            break;
        }

        Assert.Equal(0, _scratch.LivingProcesses());
    }

    [Fact]
    public async Task Leaving_as_ffmpeg_ends_by_itself_is_no_fault()
    {
        const int frames = 8;
        var path = _scratch.Clip("a.mp4", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=25", "-frames:v", $"{frames}");
        var info = await VideoInfo.ReadAsync(path, TestContext.Current.CancellationToken);
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (i, token) =>
        {
            var seen = 0;
            await foreach (var frame in VideoReader.ReadAsync(info, null, token))
            {
                frame.Dispose();
                if (++seen < frames - 3) continue; // the last three are read ahead
                await Task.Delay(i % 20, token); // so that some leave in that moment
                break;
            }

            Assert.Equal(frames - 3, seen);
        });
    }

    [Fact]
    public async Task What_is_no_video_is_named()
    {
        var path = _scratch.Path("a.mp4");
        foreach (var bytes in (byte[][])[[], "hello, this is text"u8.ToArray(), FrameCodec.EncodePng(Scratch.Moving(32, 32, 0))])
        {
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            var fault = await Assert.ThrowsAsync<UserFaultException>(() => VideoInfo.ReadAsync(path, TestContext.Current.CancellationToken));
            Assert.Equal("not-a-video", fault.Code);
        }
    }

    [Fact]
    public async Task A_playlist_that_points_elsewhere_is_not_followed()
    {
        var target = _scratch.Clip("secret.mp4", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=10", "-frames:v", "3");
        var path = _scratch.Path("a.m3u8");
        await File.WriteAllTextAsync(path, $"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n", TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<UserFaultException>(() => VideoInfo.ReadAsync(path, TestContext.Current.CancellationToken));

        Assert.Equal("not-a-video", fault.Code);
    }

    [Fact]
    public async Task A_part_outside_the_clip_is_refused()
    {
        var path = _scratch.Clip("a.mp4", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=10", "-frames:v", "10");
        var fault = await Assert.ThrowsAsync<UserFaultException>(async () =>
            await Count(await VideoInfo.ReadAsync(path, TestContext.Current.CancellationToken), new VideoReadOptions { From = 2 }));
        Assert.Equal("bad-range", fault.Code);
    }

    private static async Task<int> Count(VideoInfo info, VideoReadOptions? options)
    {
        var count = 0;
        await foreach (var frame in VideoReader.ReadAsync(info, options, TestContext.Current.CancellationToken))
        {
            frame.Dispose();
            count++;
        }

        return count;
    }

    // Grey whose value is the frame index + 20: the time can be read off a pixel.
    private static async IAsyncEnumerable<Frame> Stripes(int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var frame = new Frame(64, 64);
            frame.Pixels.Fill((byte)(20 + i));
            yield return frame;
            await Task.Yield();
        }
    }
}
