using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class StillMotionTests
{
    private static readonly MotionFrame Target = MotionFrame.Rest.With(("jawOpen", 0.7f), ("headYaw", -0.2f), ("headScale", 1.1f));

    [Theory]
    [InlineData(25)]
    [InlineData(30)]
    public void It_eases_there_in_400_ms_holds_and_eases_back(double rate)
    {
        var track = StillMotion.FromExpression(Target, rate);

        Assert.Equal(2, track.Seconds, 1e-9);
        Assert.Equal(MotionFrame.Rest.Values.ToArray(), track.Evaluate(0).Values.ToArray());
        foreach (var seconds in new[] { 0.4, 1, 1.6 }) Assert.Equal(Target.Values.ToArray(), track.Evaluate(seconds * rate).Values.ToArray());
        Assert.Equal(0.35f, track.Evaluate(0.2 * rate)["jawOpen"], 1e-5f);
        LoopCheck.AssertCloses(track, 1e-6, 1e-3);
    }
}
