using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Conditions;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Conditions;

/// <summary>Which frame of the driver a frame of the film shows, and whether it is as captured.</summary>
public sealed class PlannedFrameTests
{
    private static readonly MotionTrack Captured = MotionTrack.FromSamples(25, [.. Enumerable.Range(0, 51).Select(i => MotionFrame.Rest.With(("jawOpen", i / 51f), ("headYaw", i / 100f)))], null);

    [Fact]
    public void At_eight_frames_a_second_the_nearest_frames_of_the_driver_are_taken_as_they_are()
    {
        var frames = PlannedFrame.Film(Scene(Captured), 8);
        Assert.Equal(16, frames.Count);
        Assert.Equal([0, 3, 6, 9, 13], frames.Take(5).Select(f => f.DriverFrame!.Value));
        Assert.All(frames, f => Assert.True(f is { SameFace: true, SamePose: true }));
    }

    [Fact]
    public void Speed_and_ping_pong_find_the_same_frames_again()
    {
        var twice = PlannedFrame.Film(Scene(Captured.AtSpeed(2)), 25);
        Assert.All(twice, f => Assert.True(f.SameFace));
        Assert.True(twice[10].DriverFrame is 19 or 20 or 21);

        var there = PlannedFrame.Film(Scene(Captured.PingPong(), pingPong: true), 25);
        Assert.Equal(100, there.Count);
        Assert.Equal([49, 50, 49], there.Skip(49).Take(3).Select(f => f.DriverFrame!.Value));
        Assert.All(there, f => Assert.True(f.SameFace && f.SamePose));
    }

    [Fact]
    public void Edits_of_the_face_and_of_the_head_are_told_apart()
    {
        Assert.All(PlannedFrame.Film(Scene(Captured.OnlyExpression()), 25).Skip(1), f => Assert.True(f is { SameFace: true, SamePose: false }));
        Assert.All(PlannedFrame.Film(Scene(Captured.OnlyPose()), 25).Skip(1), f => Assert.True(f is { SameFace: false, SamePose: true }));
        Assert.Null(PlannedFrame.At(new RenderScene(null!, null!, Captured), 3).DriverFrame);
    }

    private static RenderScene Scene(MotionTrack played, bool pingPong = false) =>
        new(null!, null!, played) { Driver = EngineBench.Driver(51) with { Captured = Captured, PingPong = pingPong } };
}
