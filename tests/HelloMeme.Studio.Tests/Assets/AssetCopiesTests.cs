using System.Net;
using System.Net.Http.Headers;
using System.Text;
using HelloMeme.Media;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Assets;

/// <summary>What the editor plays of a clip.</summary>
[Collection(SharedStudio.Tests)]
public sealed class AssetCopiesTests(StudioServer server, SampleFiles samples) : IClassFixture<SampleFiles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clip_gives_a_small_film_of_key_frames_and_its_sound_and_nothing_else_of_the_file()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var clip = await samples.DrivingClipAsync("theo", "nod", 440, Token, 512);
        var tagged = samples.In("tagged.mp4");
        await Shell.FfmpegAsync(["-i", clip, "-c", "copy", "-metadata", "comment=hidden place", tagged], Token);
        var bytes = await File.ReadAllBytesAsync(tagged, Token);
        Assert.Contains("hidden place", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        var id = await visitor.AssetAsync(bytes, "video/mp4");

        var film = samples.Write("film.mp4", await visitor.Http.GetByteArrayAsync($"/api/assets/{id}/film", Token));
        Assert.DoesNotContain("hidden place", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(film, Token)), StringComparison.Ordinal);
        var (source, copy) = (await VideoInfo.ReadAsync(tagged, Token), await VideoInfo.ReadAsync(film, Token));
        Assert.Equal((320, 320, null), (copy.Width, copy.Height, copy.AudioCodec));
        Assert.Equal(source.Rate, copy.Rate, 1e-6);
        Assert.Equal(source.FramesAt(source.Rate), copy.FramesAt(copy.Rate));
        var keys = (await Shell.FfprobeAsync(film, "packet=flags", Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(keys.Length >= 20 && keys.All(k => k.Contains('K', StringComparison.Ordinal)), string.Join(' ', keys.Distinct()));

        using var sound = await visitor.Http.GetAsync($"/api/assets/{id}/sound", Token);
        Assert.Equal("audio/wav", sound.Content.Headers.ContentType!.MediaType);
        var wav = samples.Write("sound.wav", await sound.Content.ReadAsByteArrayAsync(Token));
        Assert.StartsWith("pcm_s16le,32000,1", (await Shell.FfprobeAsync(wav, "stream=codec_name,sample_rate,channels", Token)).Trim(), StringComparison.Ordinal);

        using var part = new HttpRequestMessage(HttpMethod.Get, $"/api/assets/{id}/film") { Headers = { Range = new RangeHeaderValue(100, 299) } };
        using var slice = await visitor.Http.SendAsync(part, Token);
        Assert.Equal(HttpStatusCode.PartialContent, slice.StatusCode);
        Assert.Equal((await File.ReadAllBytesAsync(film, Token))[100..300], await slice.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task Frames_stand_where_the_analysis_saw_them()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var bytes = await TestFiles.ClipAsync(2, 10);
        var id = await visitor.AssetAsync(bytes, "video/mp4");
        var film = samples.Write("bars.mp4", await visitor.Http.GetByteArrayAsync($"/api/assets/{id}/film", Token));
        var original = samples.Write("bars-original.mp4", bytes);
        await using var copies = VideoReader.ReadAsync(film, new VideoReadOptions { Rate = 10 }, Token).GetAsyncEnumerator(Token);
        var frames = 0;
        await foreach (var frame in VideoReader.ReadAsync(original, new VideoReadOptions { Rate = 10 }, Token))
        {
            using (frame)
            {
                Assert.True(await copies.MoveNextAsync());
                using var copy = copies.Current;
                double difference = 0;
                for (var y = 0; y < frame.Height; y++)
                    for (var x = 0; x < 3 * frame.Width; x++) difference += Math.Abs(frame.Row(y)[x] - copy.Row(y)[x]);
                Assert.True(difference / frame.ByteCount < 6, $"Frame {frames} differs by {difference / frame.ByteCount:0.0} of 255.");
                frames++;
            }
        }

        Assert.Equal(20, frames);
    }

    [Fact]
    public async Task What_has_no_film_or_sound_says_so()
    {
        using var visitor = await Visitor.ArriveAsync(server.Address);
        var picture = await visitor.AssetAsync(TestFiles.Png(seed: 21));
        var silent = await visitor.AssetAsync(await TestFiles.ClipAsync(1, 10), "video/mp4");
        foreach (var address in (string[])[$"{picture}/film", $"{picture}/sound", $"{silent}/sound"])
        {
            using var answer = await visitor.Http.GetAsync("/api/assets/" + address, Token);
            Assert.Equal((404, "not-here"), await Visitor.RefusalAsync(answer));
        }
    }
}
