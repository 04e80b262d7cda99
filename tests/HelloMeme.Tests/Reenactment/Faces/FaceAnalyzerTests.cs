using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class FaceAnalyzerTests(FaceNetworks networks, ITestOutputHelper output) : IClassFixture<FaceNetworks>
{
    [Fact]
    public void Every_sample_portrait_is_taken_and_its_landmarks_are_found_where_it_was_drawn()
    {
        using var analyzer = new FaceAnalyzer(networks.Models);
        foreach (var sample in SamplePortraits.All)
        {
            using var portrait = SamplePortraits.Draw(sample.Name, 512);

            var track = analyzer.AnalyzePicture(portrait);

            var error = MedianError(track.Neutral.Landmarks, SamplePortraits.Landmarks(sample.Name, 512));
            output.WriteLine($"{sample.Name}: median {error:0.0} % of the outer eye distance, presence {track.Neutral.Presence:0.00}");
            Assert.Empty(track.Warnings);
            Assert.InRange(error, 0, 6);
            Assert.Equal(256, track.Person!.Width);
        }
    }

    [Fact]
    public void Two_people_must_be_chosen_between_by_number()
    {
        using var analyzer = new FaceAnalyzer(networks.Models);
        using var pair = SideBySide(SamplePortraits.All[0].Name, SamplePortraits.All[1].Name);

        var fault = Assert.Throws<UserFaultException>(() => analyzer.AnalyzePicture(pair));

        Assert.Equal("several-faces", fault.Code);
        Assert.True(Middle(analyzer.AnalyzePicture(pair, 1)) < 400);
        Assert.True(Middle(analyzer.AnalyzePicture(pair, 2)) > 400);
        Assert.Equal("no-such-face", Assert.Throws<UserFaultException>(() => analyzer.AnalyzePicture(pair, 3)).Code);
    }

    [Fact]
    public void A_picture_of_no_one_or_of_half_a_face_or_of_a_tiny_one_is_refused_by_name()
    {
        using var analyzer = new FaceAnalyzer(networks.Models);
        using var portrait = SamplePortraits.Draw(SamplePortraits.All[0].Name, 512);
        using var empty = Grey(300, 200);
        using var tiny = Warped(portrait, 128, 128, Matrix3x2.CreateScale(4));
        var nose = SamplePortraits.Landmarks(SamplePortraits.All[0].Name, 512)[1];
        using var half = Warped(portrait, (int)nose.X + 20, 512, Matrix3x2.Identity);

        Assert.Equal("no-face", Assert.Throws<UserFaultException>(() => analyzer.AnalyzePicture(empty)).Code);
        Assert.Equal("face-too-small", Assert.Throws<UserFaultException>(() => analyzer.AnalyzePicture(tiny)).Code);
        Assert.Contains(Assert.Throws<UserFaultException>(() => analyzer.AnalyzePicture(half)).Code, (string[])["face-outside", "no-face"]);
    }

    [Fact]
    public async Task A_clip_holds_the_frames_in_which_its_face_is_gone()
    {
        using var analyzer = new FaceAnalyzer(networks.Models);
        var done = new List<int>();

        var track = await analyzer.AnalyzeClipAsync(Walk(hidden: i => i is 0 or 4 or 5), 10, null, new Steps(done), TestContext.Current.CancellationToken);

        Assert.Equal([true, false, false, false, true, true, false, false], track.Frames.Select(f => f.Held));
        Assert.Equal(3, track.HeldCount);
        Assert.Same(track.Frames[3].Landmarks, track.Frames[5].Landmarks);
        Assert.Equal(4 * 5, track.Frames[7].HeadPose.Translation.X - track.Frames[3].HeadPose.Translation.X, 1.5f);
        Assert.Equal(Enumerable.Range(1, 8), done);
    }

    [Fact]
    public async Task A_clip_of_no_one_is_refused_and_cancelling_ends_the_work()
    {
        using var analyzer = new FaceAnalyzer(networks.Models);

        var fault = await Assert.ThrowsAsync<UserFaultException>(() => analyzer.AnalyzeClipAsync(Walk(_ => true), 10, null, null, TestContext.Current.CancellationToken));
        Assert.Equal("no-face-in-clip", fault.Code);

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analyzer.AnalyzeClipAsync(Walk(_ => false), 10, null, null, cancelled.Token));
    }

    [Theory]
    [InlineData("tbh")]
    [InlineData("jue")]
    [InlineData("ysll")]
    public async Task Real_clips_are_followed_frame_by_frame_to_the_fixture_landmarks(string clip)
    {
        var truth = Fixtures.ClipLandmarks(clip, 512, 512);
        using var analyzer = new FaceAnalyzer(networks.Models);
        var cancel = TestContext.Current.CancellationToken;

        var track = await analyzer.AnalyzeClipAsync(VideoReader.ReadAsync(Fixtures.Media(clip + ".mp4"), null, cancel), 15, null, null, cancel);

        Assert.Equal(0, track.HeldCount);
        Assert.InRange(track.Frames.Count, truth.Length - 1, truth.Length + 1);
        var errors = Enumerable.Range(0, Math.Min(truth.Length, track.Frames.Count)).SelectMany(i => Errors(track.Frames[i].Landmarks, truth[i]!)).Order().ToArray();
        output.WriteLine($"{clip}: median {errors[errors.Length / 2]:0.00} %, p95 {errors[errors.Length * 95 / 100]:0.00} %");
        Assert.InRange(errors[errors.Length / 2], 0, 1.5);
        Assert.InRange(errors[errors.Length * 95 / 100], 0, 4);
    }

    private static IEnumerable<double> Errors(FaceLandmarks ours, FaceLandmarks truth)
    {
        for (var i = 0; i < FaceLandmarks.Count; i++) yield return 100 * Vector2.Distance(new(ours[i].X, ours[i].Y), new(truth[i].X, truth[i].Y)) / truth.OuterEyeDistance;
    }

    private static double MedianError(FaceLandmarks ours, FaceLandmarks truth) => Errors(ours, truth).Order().ElementAt(FaceLandmarks.Count / 2);

    private static float Middle(FaceTrack track) => track.Neutral.Box.X + track.Neutral.Box.Width / 2;

    /// <summary>Eight frames of a portrait that drifts 5 pixels a frame to the right; hidden frames are grey.</summary>
    private static async IAsyncEnumerable<Frame> Walk(Func<int, bool> hidden)
    {
        using var portrait = SamplePortraits.Draw(SamplePortraits.All[0].Name, 384);
        for (var i = 0; i < 8; i++)
        {
            await Task.Yield();
            yield return hidden(i) ? Grey(384, 384) : Warped(portrait, 384, 384, Matrix3x2.CreateTranslation(-5 * i, 0));
        }
    }

    private static Frame SideBySide(string left, string right)
    {
        using var a = SamplePortraits.Draw(left, 400);
        using var b = SamplePortraits.Draw(right, 400);
        var pair = new Frame(800, 400);
        for (var y = 0; y < 400; y++)
        {
            a.Row(y).CopyTo(pair.Row(y));
            b.Row(y).CopyTo(pair.Row(y)[1200..]);
        }

        return pair;
    }

    private static Frame Warped(Frame source, int width, int height, Matrix3x2 outputToSource)
    {
        var output = new Frame(width, height);
        AffineWarp.Sample(source, outputToSource, output);
        return output;
    }

    private static Frame Grey(int width, int height)
    {
        var frame = new Frame(width, height);
        frame.Pixels.Fill(128);
        return frame;
    }

    private sealed class Steps(List<int> done) : IProgress<int>
    {
        public void Report(int value) => done.Add(value);
    }
}
