using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class LiveCaptureTests
{
    private const double Step = 0.04;
    private static readonly FaceLandmarks Plain = SyntheticFaces.Canonical(scale: 150, x: 256, y: 220);

    [Fact]
    public void Live_motion_follows_holds_without_a_face_and_starts_again_on_reset()
    {
        var live = Calibrated(Plain);
        var motion = LiveMotion.Rest;
        for (var i = 0; i < 40; i++) motion = live.Next(With(("jawOpen", 0.6f)), Step);
        Assert.Equal(0.6f, motion.Read["jawOpen"], 0.03f);
        Assert.Equal(0.6f, motion.Shown["jawOpen"], 0.03f);
        Assert.Equal(motion, live.Next(null, Step));

        live.Reset();
        Assert.True(live.IsCalibrating);
        Assert.Null(live.NeutralIn(512, 512));
        Assert.Same(LiveMotion.Rest, live.Next(Plain, Step));
    }

    [Fact]
    public void Neutral_is_the_most_restful_of_the_first_faces()
    {
        var live = new LiveCapture();
        for (var i = 0; i < LiveCapture.CalibrationFaces; i++)
        {
            Assert.True(live.IsCalibrating);
            Assert.Same(LiveMotion.Rest, live.Next(null, Step));   // nobody there counts for nothing
            live.Next(i == 5 ? Plain : With(("jawOpen", 0.5f), ("headYaw", 0.3f)), Step);
        }

        Assert.False(live.IsCalibrating);
        Assert.Equal(0, live.Next(Plain, Step).Read["jawOpen"], 0.01f);
        Assert.Equal(0, live.Next(Plain, Step).Read.Yaw, 0.01f);
        var neutral = live.NeutralIn(512, 1024)!;
        Assert.Equal(150 / 512.0, neutral.Scale, 0.01);
    }

    [Fact]
    public void Read_values_are_the_estimators_own_and_shown_ones_are_smoothed()
    {
        var face = With(("jawOpen", 0.8f), ("headPitch", 0.2f));
        var live = Calibrated(Plain);
        live.Next(Plain, Step);
        var motion = live.Next(face, Step);
        Assert.Equal(MotionCapture.Relative(Plain, face).Values.ToArray(), motion.Read.Values.ToArray());
        Assert.InRange(motion.Shown["jawOpen"], 0.05f, motion.Read["jawOpen"] - 0.05f);
    }

    [Fact]
    public void Recording_of_even_frames_is_smoothed_as_a_clip_is()
    {
        var frames = Enumerable.Range(0, 101).Select(i => MotionFrame.Rest.With(("jawOpen", i % 7 / 10f), ("headYaw", i % 5 / 10f))).ToArray();
        var recording = new LiveRecording();
        foreach (var frame in frames) recording.Add(frame, Step, face: true);
        var track = recording.ToTrack(neutral: null);

        Assert.Equal((25, 101), (track.Rate, track.Length));
        var jaw = new SavitzkyGolay(5, 2).Apply(frames.Select(f => f["jawOpen"]).ToArray());
        var yaw = new SavitzkyGolay(7, 2).Apply(frames.Select(f => f.Yaw).ToArray());
        for (var i = 0; i < frames.Length; i++)
        {
            Assert.Equal(Math.Max(0, jaw[i]), track.Evaluate(i)["jawOpen"], 1e-4f);
            Assert.Equal(yaw[i], track.Evaluate(i).Yaw, 1e-4f);
        }
    }

    [Fact]
    public void Recording_at_uneven_times_keeps_the_pace_of_what_was_acted()
    {
        // a ramp of .1 a second, seen now quickly, now slowly
        var recording = new LiveRecording();
        var at = 0.0;
        for (var i = 0; at < 5; i++)
        {
            var step = i % 3 == 0 ? 0.11 : 0.045;
            if (i > 0) at += step;
            recording.Add(MotionFrame.Rest.With(("headYaw", (float)(0.1 * at))), step, face: i % 2 == 0);
        }

        var track = recording.ToTrack(neutral: null);
        Assert.Equal(15, track.Rate);
        Assert.Equal(recording.Seconds, (track.Length - 1) / track.Rate, 0.07);
        for (var i = 0; i < track.Length; i++) Assert.Equal(0.1 * i / track.Rate, track.Evaluate(i).Yaw, 0.001);
        Assert.Equal((recording.Frames + 1) / 2, recording.Faces);
    }

    [Fact]
    public void Recording_ends_at_its_limit()
    {
        var recording = new LiveRecording();
        for (var i = 0; i < 2000; i++) recording.Add(MotionFrame.Rest, Step, face: true);
        Assert.True(recording.IsFull);
        Assert.Equal(LiveRecording.MostSeconds, recording.Seconds);
        Assert.Equal(60 * 25 + 1, recording.ToTrack(neutral: null).Length);

        var quick = new LiveRecording();
        for (var i = 0; i < 100_000; i++) quick.Add(MotionFrame.Rest, 0.001, face: true);
        Assert.Equal(3600, quick.Frames);
    }

    private static LiveCapture Calibrated(FaceLandmarks face)
    {
        var live = new LiveCapture();
        for (var i = 0; i < LiveCapture.CalibrationFaces; i++) live.Next(face, Step);
        Assert.False(live.IsCalibrating);
        return live;
    }

    private static FaceLandmarks With(params ReadOnlySpan<(string, float)> changes) => RigReference.Deform(Plain, MotionFrame.Rest.With(changes));
}
