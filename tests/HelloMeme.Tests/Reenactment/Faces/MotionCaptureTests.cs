using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class MotionCaptureTests
{
    private static readonly FaceLandmarks Plain = SyntheticFaces.Canonical(scale: 150, x: 256, y: 220);

    [Fact]
    public void A_laughing_clip_smiles_and_keeps_its_mouth_open_from_end_to_end()
    {
        var motion = Frames(Track("tbh"));

        Assert.Equal(39, motion.Length);
        Assert.All(motion, f => Assert.True(f["mouthSmileLeft"] > 0.8f && f["mouthSmileRight"] > 0.8f));
        Assert.All(motion, f => Assert.True(f["jawOpen"] > 0.5f));
        Assert.True(motion[37]["eyeBlinkLeft"] > 0.5f && motion[24]["eyeBlinkLeft"] < 0.1f);   // eyes squeezed shut at the end, wide in the middle
        Assert.True(motion[37]["browDownRight"] > motion[24]["browDownRight"] + 0.5f);
    }

    [Fact]
    public void A_laughing_fit_turns_the_head_and_shuts_the_eyes()
    {
        var motion = Frames(Track("jue"));

        Assert.InRange(motion.Min(f => f.Yaw), -0.8f, -0.4f);
        Assert.InRange(motion.Max(f => f.Yaw), 0.2f, 0.4f);
        Assert.True(motion[48]["eyeBlinkLeft"] > 0.8f && motion[60]["eyeBlinkLeft"] < 0.2f);
        Assert.True(motion[45]["jawOpen"] > motion[66]["jawOpen"] + 0.4f);
    }

    [Fact]
    public void A_blink_while_turning_is_found_once()
    {
        var blink = Frames(Track("ysll")).Select(f => f["eyeBlinkLeft"]).ToArray();

        var risen = Enumerable.Range(1, blink.Length - 1).Count(i => blink[i - 1] < 0.5f && blink[i] >= 0.5f);
        Assert.Equal(1, risen);
        Assert.InRange(Array.IndexOf(blink, blink.Max()), 10, 14);
    }

    [Fact]
    public void Frames_without_a_face_are_held_and_counted()
    {
        var faces = new FaceLandmarks?[20];
        for (var i = 0; i < faces.Length; i++)
            faces[i] = i is < 2 or 8 or 9 or 10 ? null : RigReference.Deform(Plain, MotionFrame.Rest.With(("headYaw", 0.02f * i), ("jawOpen", i == 2 ? 0 : 0.04f * i)));

        var track = FaceTrack.FromClip(512, 512, 15, Sightings(faces), null);
        var motion = Frames(track);

        Assert.Equal(5, track.HeldCount);
        Assert.Equal(20, motion.Length);
        Assert.True(track.Frames[9].Held && track.Frames[9].Presence == 0);
        for (var i = 8; i <= 10; i++) Assert.Equal(motion[7].Values.ToArray(), motion[i].Values.ToArray());
        Assert.Same(track.Frames[2].Landmarks, track.Frames[0].Landmarks);
        Assert.True(motion[15]["jawOpen"] > motion[7]["jawOpen"] + 0.2f);
    }

    [Fact]
    public void A_clip_without_any_face_is_a_named_fault()
    {
        var fault = Assert.Throws<UserFaultException>(() => FaceTrack.FromClip(512, 512, 15, new FaceSighting?[4], null));

        Assert.Equal("no-face-in-clip", fault.Code);
    }

    [Fact]
    public void A_driver_who_never_closes_the_mouth_still_moves_from_closed_lips()
    {
        var faces = Enumerable.Range(0, 12).Select(i => RigReference.Deform(Plain, MotionFrame.Rest.With(("jawOpen", 0.4f + 0.04f * i)))).ToArray();

        var motion = Frames(FaceTrack.FromClip(512, 512, 15, Sightings(faces), null));

        Assert.InRange(motion[0]["jawOpen"], 0.25f, 0.5f);
        Assert.InRange(motion[11]["jawOpen"], 0.6f, 1f);
    }

    [Fact]
    public void A_driving_picture_gives_its_expression_and_turn_but_not_its_place()
    {
        var grimace = RigReference.Deform(Plain, MotionFrame.Rest.With(("jawOpen", 0.7f), ("browInnerUp", 0.9f), ("headYaw", 0.3f), ("headRoll", -0.1f), ("headX", 0.4f)));

        var motion = MotionCapture.FromPicture(FaceTrack.FromPicture(512, 512, Sighting(grimace), null));

        Assert.InRange(motion["jawOpen"], 0.4f, 0.8f);
        Assert.InRange(motion["browInnerUp"], 0.2f, 0.9f);
        Assert.Equal(0.3f, motion.Yaw, 0.03f);
        Assert.Equal(-0.1f, motion.Roll, 0.03f);
        Assert.Equal((0f, 0f, 1f), (motion.X, motion.Y, motion.Scale));
    }

    [Fact]
    public void A_resting_picture_moves_nothing()
    {
        var motion = MotionCapture.FromPicture(FaceTrack.FromPicture(512, 512, Sighting(Plain), null));

        for (var c = Channels.PoseCount; c < Channels.Count; c++) Assert.Equal(0, motion[c], 0.02f);
    }

    [Fact]
    public void A_captured_track_keeps_rate_length_and_the_neutral_pose_through_its_file()
    {
        var faces = Enumerable.Range(0, 9).Select(i => RigReference.Deform(Plain, MotionFrame.Rest.With(("headYaw", 0.2f), ("jawOpen", i == 0 ? 0 : 0.5f)))).ToArray();

        var track = MotionTrack.FromJson(MotionCapture.Capture(FaceTrack.FromClip(512, 1024, 12.5, Sightings(faces), null)).ToJson());

        Assert.Equal((12.5, 9), (track.Rate, track.Length));
        Assert.Equal(0.2, track.Neutral.Yaw, 0.02);
        Assert.Equal(150 / 512.0, track.Neutral.Scale, 0.01);
        Assert.Equal(0.5, track.Evaluate(8)["jawOpen"], 0.05);
        Assert.Equal(0, track.Evaluate(8).Yaw, 0.02f);
    }

    private static MotionFrame[] Frames(FaceTrack track)
    {
        var motion = MotionCapture.Capture(track);
        return Enumerable.Range(0, motion.Length).Select(i => motion.Evaluate(i)).ToArray();
    }

    private static FaceTrack Track(string clip) => FaceTrack.FromClip(512, 512, 15, Sightings(Fixtures.ClipLandmarks(clip, 512, 512)), null);

    private static FaceSighting?[] Sightings(IEnumerable<FaceLandmarks?> faces) => faces.Select(f => f is null ? null : Sighting(f)).ToArray();

    private static FaceSighting Sighting(FaceLandmarks face) => new(FaceChecks.BoxOf(face), face, 1);
}
