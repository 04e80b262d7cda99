using CsCheck;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class IdleMotionTests
{
    private static readonly Gen<(int Length, int Seed)> Any = Gen.Select(Gen.Int[40, 1500], Gen.Int);

    [Fact]
    public void The_same_seed_gives_the_same_layer_and_another_seed_another()
    {
        Assert.Equal(IdleMotion.CreateLayer(25, 300, 5), IdleMotion.CreateLayer(25, 300, 5));
        Assert.NotEqual(IdleMotion.CreateLayer(25, 300, 5), IdleMotion.CreateLayer(25, 300, 6));
    }

    [Fact]
    public void The_layer_closes_over_the_track_without_a_jump() => Any.Sample((length, seed) =>
        LoopCheck.AssertCloses(Track(length, seed), valueTolerance: 1e-6, slopeTolerance: 0.002));

    [Fact]
    public void Blinks_are_2_5_to_5_5_seconds_apart_also_across_the_seam() => Any.Sample((length, seed) =>
    {
        var keys = IdleMotion.CreateLayer(25, length, seed).Curves["eyeBlinkLeft"]!.Keys;
        var closed = keys.ToArray().Chunk(4).Select(k => k[1].Frame / 25).ToArray();
        var seconds = length / 25.0;
        for (var i = 0; i < closed.Length; i++)
        {
            var gap = i + 1 < closed.Length ? closed[i + 1] - closed[i] : closed[0] + seconds - closed[^1];
            Assert.InRange(gap, Math.Min(2.5, seconds) - 0.041, 5.5 + 0.041);
        }
        Assert.True(keys[0].Frame >= 0 && keys[^1].Frame <= length);
    });

    [Fact]
    public void Sways_and_glances_stay_small() => Any.Sample((length, seed) =>
    {
        var track = Track(length, seed);
        for (var i = 0; i < length; i++)
        {
            var frame = track.Evaluate(i);
            Assert.InRange(frame.Yaw, -0.0298f, 0.0298f);
            Assert.InRange(frame.X, -0.0081f, 0.0081f);
            Assert.InRange(frame["eyeLookOutLeft"] + frame["eyeLookInLeft"], 0, 0.2501f);
        }
    });

    private static MotionTrack Track(int length, int seed) => new(25, length, [IdleMotion.CreateLayer(25, length, seed)]) { Loop = true };
}
