using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class TrackPeakTests
{
    [Fact]
    public void Peak_is_the_middle_of_the_hold_of_a_still_motion()
    {
        var track = StillMotion.FromExpression(MotionFrame.Rest.With(("jawOpen", 1), ("headYaw", 0.2f)));
        var frame = track.Evaluate(track.PeakFrame());
        Assert.Equal(1, frame["jawOpen"], 1e-6f);
        Assert.Equal(0.2f, frame.Yaw, 1e-6f);
    }

    [Fact]
    public void Peak_of_a_wink_is_the_closed_eye()
    {
        var frames = Enumerable.Range(0, 21).Select(i => MotionFrame.Rest.With(("eyeBlinkLeft", MathF.Max(0, 1 - MathF.Abs(i - 13) / 3f)))).ToArray();
        Assert.Equal(13, MotionTrack.FromSamples(25, frames, null).PeakFrame());
    }

    [Fact]
    public void A_blink_of_both_eyes_is_not_the_peak()
    {
        var frames = Enumerable.Range(0, 20).Select(i => MotionFrame.Rest.With(
            ("eyeBlinkLeft", i == 4 ? 1 : 0), ("eyeBlinkRight", i == 4 ? 1 : 0), ("mouthSmileLeft", i == 15 ? 0.5f : 0))).ToArray();
        Assert.Equal(15, MotionTrack.FromSamples(25, frames, null).PeakFrame());
    }
}
