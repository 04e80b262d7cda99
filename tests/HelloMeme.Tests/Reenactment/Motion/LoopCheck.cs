using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

/// <summary>Does a looping track meet itself in value and slope (per frame)?</summary>
internal static class LoopCheck
{
    private const double Step = 1e-4;

    public static void AssertCloses(MotionTrack track, double valueTolerance, double slopeTolerance)
    {
        Assert.True(track.Loop);
        double[] first = At(track, 0), next = At(track, Step), before = At(track, track.Length - 2 * Step), last = At(track, track.Length - Step);
        for (var channel = 0; channel < Channels.Count; channel++)
        {
            var (leaving, arriving) = ((next[channel] - first[channel]) / Step, (last[channel] - before[channel]) / Step);
            Assert.True(Math.Abs(last[channel] + arriving * Step - first[channel]) <= valueTolerance, $"{Channels.All[channel].Name} jumps by {last[channel] - first[channel]}");
            Assert.True(Math.Abs(leaving - arriving) <= slopeTolerance, $"{Channels.All[channel].Name} changes its slope from {arriving} to {leaving}");
        }
    }

    private static double[] At(MotionTrack track, double frame)
    {
        var values = new double[Channels.Count];
        track.Evaluate(frame, values);
        return values;
    }
}
