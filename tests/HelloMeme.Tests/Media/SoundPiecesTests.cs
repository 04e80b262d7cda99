using System.Runtime.InteropServices;
using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Media;

/// <summary>Sound that was cut, stretched and put elsewhere. The driver ticks in the middle of each second.</summary>
public sealed class SoundPiecesTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pieces_are_heard_where_they_were_put_with_silence_between_and_the_film_s_own_length()
    {
        var path = Driver("driver.mp4", "aac");
        var film = await FilmAsync(125, new(path, "aac", 0, 1), new(path, "aac", 2, 3, At: 1.5), new(path, "aac", 3, 4, Speed: .5, At: 2.5), new(path, "aac", 1, 2, At: 7));
        var (seconds, ticks) = Hear(film);
        Assert.Equal(5, seconds, .04);
        Assert.Equal([.5, 2, 3.5], ticks, (a, b) => Math.Abs(a - b) < .03);
        Assert.Equal(5, (await SoundInfo.ReadAsync(film, Cancel)).Seconds, .001);
    }

    [Fact]
    public async Task Several_files_come_in_turn_and_one_that_ends_early_leaves_silence()
    {
        string driver = Driver("driver.mov", "pcm_s16le"), recording = _scratch.Clip("recording.wav", "-f", "lavfi", "-i", Ticks, "-t", "1");
        var film = await FilmAsync(100, new(recording, "pcm_s16le", 0, 5, At: .4), new(driver, "pcm_s16le", 1, 2, At: 2), new(recording, "pcm_s16le", .25, 1, At: 3), new(driver, "pcm_s16le", 60, 61, At: 3.9));
        var (seconds, ticks) = Hear(film);
        Assert.Equal(4, seconds, .04);
        Assert.Equal([.9, 2.5, 3.25], ticks, (a, b) => Math.Abs(a - b) < .02);
    }

    [Theory]
    [InlineData(.1)]
    [InlineData(3)]
    public async Task Any_speed_is_possible(double speed)
    {
        var film = await FilmAsync(200, new Soundtrack(Driver("driver.mp4", "aac"), "aac", 0, 1, speed));
        var (seconds, ticks) = Hear(film);
        Assert.Equal(8, seconds, .04);
        Assert.Equal(.5 / speed, ticks[0], .02 / Math.Min(speed, 1));
    }

    [Fact]
    public async Task A_trimmed_aac_is_copied_and_not_coded_again()
    {
        var driver = Driver("driver.mp4", "aac");
        var film = await FilmAsync(50, new Soundtrack(driver, "aac", 1, 3));
        string[] Packets(string file) => [.. File.ReadAllLines(_scratch.Clip("packets.framemd5", "-i", file, "-vn", "-c:a", "copy", "-f", "framemd5")).Where(l => !l.StartsWith('#')).Select(l => l.Split(',')[5])];
        var packets = Packets(film);
        Assert.True(packets.Length > 80); // what is heard, and some before it that the player skips
        Assert.Subset(Packets(driver).ToHashSet(), packets.ToHashSet());
    }

    private const string Ticks = "aevalsrc='if(between(mod(t,1),.5,.52),sin(2*PI*1000*t),0)':s=48000";

    private string Driver(string name, string coder) => _scratch.Clip(name, "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=25", "-f", "lavfi", "-i", Ticks, "-t", "4", "-c:a", coder);

    private async Task<string> FilmAsync(int frames, params Soundtrack[] sound)
    {
        var path = _scratch.Path("film.mp4");
        await VideoWriter.WriteAsync(Scratch.Film(96, 64, frames), path, new VideoWriteOptions(25) { Sound = sound }, Cancel);
        Assert.Equal((frames, "aac"), ((await VideoInfo.ReadAsync(path, Cancel)).FrameCount, (await VideoInfo.ReadAsync(path, Cancel)).AudioCodec));
        return path;
    }

    // Length in seconds, and when it ticks.
    private (double Seconds, List<double> Ticks) Hear(string film)
    {
        var samples = MemoryMarshal.Cast<byte, short>(File.ReadAllBytes(_scratch.Clip("sound.raw", "-i", film, "-ac", "1", "-ar", "48000", "-f", "s16le"))).ToArray();
        var ticks = new List<double>();
        var last = -48_000;
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs((int)samples[i]) < 4000) continue;
            if (i - last > 9600) ticks.Add(i / 48_000d);
            last = i;
        }

        return (samples.Length / 48_000d, ticks);
    }
}
