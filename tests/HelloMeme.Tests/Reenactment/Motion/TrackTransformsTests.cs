using CsCheck;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class TrackTransformsTests
{
    private static readonly MotionTrack Laugh = Presets.Find("laugh")!.Track;

    [Fact]
    public void Strength_zero_is_the_photo_and_one_is_the_track_itself() => Gen.Select(Generators.Track, Gen.Double[-10, 70]).Sample((track, frame) =>
    {
        Assert.Equal(MotionFrame.Rest.Values.ToArray(), track.WithStrength(0).Evaluate(frame).Values.ToArray());
        Assert.Same(track, track.WithStrength(1));
    });

    [Fact]
    public void Strength_scales_the_way_from_rest()
    {
        var (whole, half) = (Laugh.Evaluate(15), Laugh.WithStrength(0.5).Evaluate(15));
        Assert.True(whole["jawOpen"] > 0.3f);
        Assert.Equal(whole["jawOpen"] / 2, half["jawOpen"], 1e-6f);
        Assert.Equal(whole.Pitch / 2, half.Pitch, 1e-6f);
        var kiss = Presets.Find("kiss")!.Track;
        Assert.Equal(1 + (kiss.Evaluate(30).Scale - 1) * 2, kiss.WithStrength(2).Evaluate(30).Scale, 1e-6f);
        Assert.Throws<FormatException>(() => Laugh.WithStrength(2.1));
        Assert.Throws<FormatException>(() => Laugh.WithStrength(double.NaN));
    }

    [Fact]
    public void Only_expression_and_only_pose_share_the_channels_out()
    {
        var (whole, face, head) = (Laugh.Evaluate(20), Laugh.OnlyExpression().Evaluate(20), Laugh.OnlyPose().Evaluate(20));
        for (var channel = 0; channel < Channels.Count; channel++)
        {
            Assert.Equal(channel < Channels.PoseCount ? MotionFrame.Rest[channel] : whole[channel], face[channel]);
            Assert.Equal(channel < Channels.PoseCount ? whole[channel] : MotionFrame.Rest[channel], head[channel]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    [InlineData(1.3)]
    public void Speed_keeps_the_motion_and_the_loop(double speed)
    {
        foreach (var track in new[] { Laugh, Presets.Find("cool-idle")!.Track })
        {
            var faster = track.AtSpeed(speed);
            Assert.Equal(Math.Round(track.Length / speed), faster.Length);
            var factor = (double)faster.Length / track.Length;
            for (var i = 0; i < faster.Length; i++) AssertClose(track.Evaluate(i / factor), faster.Evaluate(i), 0.003f);
            AssertClose(faster.Evaluate(0), faster.Evaluate(faster.Length), 1e-6f);
        }
    }

    [Fact]
    public void Another_rate_keeps_the_duration()
    {
        var film = Laugh.AtRate(30);
        Assert.Equal(30, film.Rate);
        Assert.Equal(Laugh.Seconds, film.Seconds, 0.5 / 30);
        AssertClose(Laugh.Evaluate(Laugh.Length * 0.4), film.Evaluate(film.Length * 0.4), 1e-5f);
        Assert.Same(Laugh, Laugh.AtRate(25));
        Assert.Throws<FormatException>(() => Laugh.AtRate(500));
        Assert.Throws<FormatException>(() => Laugh.AtSpeed(0));
    }

    [Fact]
    public void Ping_pong_comes_back_the_way_it_went() => Generators.Track.Where(t => t.Length > 1).Sample(track =>
    {
        var there = track.PingPong();
        var period = 2 * track.Length - 2;
        Assert.Equal(period, there.Length);
        for (var i = 0; i < track.Length; i++)
        {
            Assert.Equal(track.Evaluate(i).Values.ToArray(), there.Evaluate(i).Values.ToArray());
            Assert.Equal(there.Evaluate(i).Values.ToArray(), there.Evaluate(2 * period - i).Values.ToArray());
        }
        AssertClose(there.Evaluate(0.5), there.Evaluate(period - 0.5), 1e-6f);
    });

    private static void AssertClose(MotionFrame expected, MotionFrame found, float tolerance)
    {
        for (var channel = 0; channel < Channels.Count; channel++) Assert.Equal(expected[channel], found[channel], tolerance);
    }
}
