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

    [Fact]
    public void Cut_and_inserted_time_finds_the_frames_of_the_driver_that_are_left()
    {
        int[] left = [.. Enumerable.Range(10, 10), .. Enumerable.Range(30, 21)]; // ten frames cut off the start, ten out of the middle
        var cut = PlannedFrame.Film(Edited(left.Select(i => Captured.Evaluate(i)), new(0, 10, 0.4, 0.8), new(10, 21, 1.2, 2.04)), 25);
        Assert.Equal(left, cut.Select(f => f.DriverFrame!.Value));
        Assert.All(cut, f => Assert.True(f is { SameFace: true, SamePose: true }));

        var still = Captured.Evaluate(20);
        var held = PlannedFrame.Film(Edited([.. Frames(0, 21), still.With(("jawOpen", 0.9f)), still.With(("headYaw", 0.9f)), .. Frames(21, 30)], new(0, 21, 0, 0.84), new(21, 2, 0.8, 0.8), new(23, 30, 0.84, 2.04)), 25);
        Assert.Equal((20, false, true), (held[21].DriverFrame!.Value, held[21].SameFace, held[21].SamePose));
        Assert.Equal((20, true, false), (held[22].DriverFrame!.Value, held[22].SameFace, held[22].SamePose));
        Assert.Equal(Enumerable.Range(21, 30), held.Skip(23).Select(f => f.DriverFrame!.Value));
        Assert.All(held.Skip(23), f => Assert.True(f is { SameFace: true, SamePose: true }));
    }

    [Fact]
    public void Stretched_time_is_drawn_and_what_stands_beside_it_is_as_captured()
    {
        var slow = Enumerable.Range(0, 20).Select(i => Captured.Evaluate(20 + i / 2.0));
        var frames = PlannedFrame.Film(Edited([.. Frames(0, 20), .. slow, .. Frames(30, 21)], new(0, 20, 0, 0.8), new(20, 20, 0.8, 1.2), new(40, 21, 1.2, 2.04)), 25);
        Assert.Equal([19, 20, 21, 21, 22, 22, 23], frames.Skip(19).Take(7).Select(f => f.DriverFrame!.Value));
        for (var i = 0; i < frames.Count; i++) Assert.Equal(i is <= 20 or >= 40 || i % 2 == 0, frames[i] is { SameFace: true, SamePose: true });
    }

    [Fact]
    public void An_edit_at_another_speed_and_back_again_is_told_from_the_captured_frames_too()
    {
        var frames = Frames(0, 51).ToArray();
        frames[12] = frames[12].With(("jawOpen", 1f));
        var edited = MotionTrack.FromSamples(25, frames, null);
        foreach (var played in (MotionTrack[])[edited.AtSpeed(0.5), edited.AtSpeed(0.5).PingPong()])
        {
            var scene = new RenderScene(null!, null!, played) { Driver = EngineBench.Driver(51) with { Captured = Captured, Pictures = TimeSegment.PicturesOf(null, 51, 0, 25, 51), PingPong = played.Loop } };
            var planned = PlannedFrame.Film(scene, 25);
            Assert.All(planned, f => Assert.Equal(f.DriverFrame != 12, f.SameFace));
            Assert.Contains(planned, f => !f.SameFace);
        }
    }

    private static IEnumerable<MotionFrame> Frames(int from, int count) => Enumerable.Range(from, count).Select(i => Captured.Evaluate(i));

    private static RenderScene Edited(IEnumerable<MotionFrame> frames, params TimeSegment[] segments)
    {
        var edited = MotionTrack.FromSamples(25, [.. frames], null);
        return new RenderScene(null!, null!, edited) { Driver = EngineBench.Driver(51) with { Captured = Captured, Pictures = TimeSegment.PicturesOf(segments, edited.Length, 0, 25, 51) } };
    }

    private static RenderScene Scene(MotionTrack played, bool pingPong = false) =>
        new(null!, null!, played) { Driver = EngineBench.Driver(51) with { Captured = Captured, PingPong = pingPong } };
}
