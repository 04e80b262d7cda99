using System.Diagnostics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Studio.Tests.Support;
using HelloMeme.Studio.Webcam;
using Xunit;

namespace HelloMeme.Studio.Tests.Webcam;

/// <summary>The live webcam at the real program: the estimator's own numbers, and bounds.</summary>
public sealed class WebcamHubTests(WebcamHubTests.TwoPlaces places) : IClassFixture<WebcamHubTests.TwoPlaces>
{
    private StudioServer Server => places.Server;

    private const double Step = 1 / 16.0;   // exact in binary, so that both sides add up the same
    private static readonly Lazy<byte[][]> Acting = new(() => Pictures("theo", "nod", 70));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Numbers_are_the_estimators_and_nothing_of_the_pictures_is_kept()
    {
        using var visitor = await Visitor.ArriveAsync(Server.Address);
        await using var line = await WebcamLine.ConnectAsync(Server.Address, visitor, Token);
        await EnterAsync(line);
        var before = Files();
        var (own, recording, times) = (new LiveCapture(), new LiveRecording(), new List<double>());
        using var folder = new TemporaryFolder();
        using var tracker = new FaceTracker(FaceModels.Open(Path.Combine(StudioFolders.Root, "node_modules"), folder.Path, new SessionSettings(Threads: Math.Min(4, Environment.ProcessorCount))));
        for (var i = 0; i < Acting.Value.Length; i++)
        {
            if (i == 10) await line.CallAsync("Record");
            using var frame = FrameCodec.Decode(Acting.Value[i]);
            var expected = own.Next(tracker.Next(frame)?.Landmarks, i == 0 ? 0.001 : Step);
            var start = Stopwatch.GetTimestamp();
            var answer = await line.SeeAsync(Acting.Value[i], 100 + i * Step);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Assert.True(answer.Face);
            Assert.Equal(i < LiveCapture.CalibrationFaces - 1, answer.Calibrating);
            AssertClose(expected.Shown.Values, answer.Values);
            if (i >= 10) recording.Add(expected.Read, Step, face: true);
            Assert.Equal(recording.Seconds, answer.Recorded, 1e-9);
        }

        var track = MotionTrack.FromJson(await line.FinishAsync());
        var wanted = recording.ToTrack(own.NeutralIn(480, 480));
        Assert.Equal((wanted.Rate, wanted.Length, 16), (track.Rate, track.Length, track.Rate));
        for (var i = 0; i < track.Length; i++) AssertClose(wanted.Evaluate(i).Values, track.Evaluate(i).Values.ToArray());
        Assert.Equal(wanted.Neutral.Scale, track.Neutral.Scale, 1e-4);
        Assert.True(Enumerable.Range(0, track.Length).Max(i => track.Evaluate(i).Pitch) - Enumerable.Range(0, track.Length).Min(i => track.Evaluate(i).Pitch) > 0.1, "The head nods, and its motion does not.");
        Assert.Equal(before, Files());
        TestContext.Current.TestOutputHelper?.WriteLine($"Picture sent to motion received: median {times.Order().ElementAt(times.Count / 2):0.0} ms");
    }

    [Fact]
    public async Task Places_are_counted_one_for_a_visitor_and_free_again_when_somebody_leaves()
    {
        using var first = await Visitor.ArriveAsync(Server.Address);
        using var second = await Visitor.ArriveAsync(Server.Address);
        using var third = await Visitor.ArriveAsync(Server.Address);
        await using var tab = await WebcamLine.ConnectAsync(Server.Address, first, Token);
        await EnterAsync(tab);
        await using var otherTab = await WebcamLine.ConnectAsync(Server.Address, first, Token);
        await EnterAsync(otherTab);
        Assert.Contains("in one tab only", await WebcamLine.RefusalAsync(() => tab.SeeAsync(Acting.Value[0], 0)), StringComparison.Ordinal);

        await using (var neighbour = await WebcamLine.ConnectAsync(Server.Address, second, Token))
        {
            await EnterAsync(neighbour);
            await using var late = await WebcamLine.ConnectAsync(Server.Address, third, Token);
            Assert.Contains("All 2 places", await WebcamLine.RefusalAsync(() => late.CallAsync("Open")), StringComparison.Ordinal);
            Assert.True((await neighbour.SeeAsync(Acting.Value[0], 0)).Face);
            Assert.True((await otherTab.SeeAsync(Acting.Value[0], 0)).Face);
        }

        await using var again = await WebcamLine.ConnectAsync(Server.Address, third, Token);
        await EnterAsync(again);
        Assert.True((await again.SeeAsync(Acting.Value[0], 0)).Face);
    }

    [Fact]
    public async Task What_cannot_be_looked_at_or_kept_is_refused_with_a_sentence()
    {
        using var visitor = await Visitor.ArriveAsync(Server.Address);
        await using var line = await WebcamLine.ConnectAsync(Server.Address, visitor, Token);
        Assert.Contains("switch the webcam on", await WebcamLine.RefusalAsync(() => line.SeeAsync(Acting.Value[0], 0)), StringComparison.Ordinal);
        await EnterAsync(line);
        using var wide = new Frame(WebcamSeat.LongestSide + 1, 8);
        foreach (var picture in (byte[][])[TestFiles.Png(), FrameCodec.EncodeJpeg(wide), TestFiles.PixelBomb(), [1, 2, 3], []])
            await WebcamLine.RefusalAsync(() => line.SeeAsync(picture, 0));
        await WebcamLine.RefusalAsync(() => line.SeeAsync(Acting.Value[0], double.NaN));
        Assert.Contains("face at rest", await WebcamLine.RefusalAsync(() => line.CallAsync("Record")), StringComparison.Ordinal);
        await WebcamLine.RefusalAsync(line.FinishAsync);

        for (var i = 0; i < 10; i++) await line.SeeAsync(Acting.Value[0], i * Step);
        await line.CallAsync("Record");
        await WebcamLine.RefusalAsync(() => line.CallAsync("Record"));
        await WebcamLine.RefusalAsync(() => line.CallAsync("Calibrate"));
        await line.SeeAsync(Acting.Value[0], 20);
        Assert.Contains("too short", await WebcamLine.RefusalAsync(line.FinishAsync), StringComparison.Ordinal);

        await line.CallAsync("Record");
        using var empty = new Frame(320, 240);
        var nobody = FrameCodec.EncodeJpeg(empty);
        for (var i = 0; i < 8; i++) Assert.False((await line.SeeAsync(nobody, 30 + i * 0.5)).Face);
        Assert.Contains("not seen", await WebcamLine.RefusalAsync(line.FinishAsync), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_a_session_gets_in()
    {
        using var stranger = new HttpClient { BaseAddress = Server.Address };
        using var answer = await stranger.PostAsync(WebcamHub.Path + "/negotiate?negotiateVersion=1", null, Token);
        Assert.Equal(401, (int)answer.StatusCode);
    }

    /// <summary>That a line ended is told to the studio a moment later.</summary>
    private static async Task EnterAsync(WebcamLine line)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await line.CallAsync("Open");
                return;
            }
            catch (RefusedException) when (tries < 50)
            {
                await Task.Delay(100, Token);
            }
        }
    }

    private static void AssertClose(ReadOnlySpan<float> expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var c = 0; c < found.Length; c++) Assert.Equal(expected[c], found[c], 1e-4f);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(Server.Data, "*", SearchOption.AllDirectories).Order()];

    private static byte[][] Pictures(string who, string preset, int count)
    {
        const int side = 480, still = 10;
        using var picture = DrawnPortraits.Draw(who, side);
        using var renderer = new DraftRenderer(picture, SamplePortraits.Landmarks(who, side), DrawnPortraits.Mask(who), new DraftOptions());
        using var frame = renderer.NewFrame();
        var track = Presets.Find(preset)!.Track;
        var pictures = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            renderer.Render(i < still ? MotionFrame.Rest : track.Evaluate((i - still) * Step * track.Rate % track.Length), frame);
            pictures[i] = FrameCodec.EncodeJpeg(frame, 80);
        }

        return pictures;
    }

    /// <summary>A studio for two before the webcam.</summary>
    public sealed class TwoPlaces : IAsyncLifetime
    {
        public StudioServer Server { get; } = new();

        public ValueTask InitializeAsync()
        {
            Server.Settings["Studio__Limits__WebcamVisitors"] = "2";
            return Server.InitializeAsync();
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
