using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

/// <summary>Landmarks moved by the rig's formulas, read back: the analysis must undo the synthesis.</summary>
public sealed class ExpressionLoopTests(ITestOutputHelper output)
{
    private static readonly string[] Gate =
    [
        "jawOpen", "jawLeft", "jawRight", "mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft", "mouthFrownRight", "mouthPucker", "mouthFunnel", "mouthLeft", "mouthRight",
        "browInnerUp", "browDownLeft", "browDownRight", "browOuterUpLeft", "browOuterUpRight", "eyeBlinkLeft", "eyeBlinkRight",
        "eyeLookInLeft", "eyeLookInRight", "eyeLookOutLeft", "eyeLookOutRight", "eyeLookUpLeft", "eyeLookUpRight", "eyeLookDownLeft", "eyeLookDownRight",
    ];

    [Theory]
    [InlineData("canonical", 0, 0, 0)]
    [InlineData("canonical", 0.3, 0.2, -0.1)]
    [InlineData("majicmix1", 0, 0, 0)]
    [InlineData("chillout", 0, 0, 0)]
    [InlineData("cg1", 0, 0, 0)]
    [InlineData("majicmix1", 0.25, -0.1, 0.1)]
    [InlineData("chillout", -0.2, 0.15, -0.1)]
    [InlineData("cg1", 0.2, 0.1, 0.2)]
    public void A_channel_put_on_a_photo_comes_back_alone(string photo, double yaw, double pitch, double roll)
    {
        var neutral = Neutral(photo);
        float worstOwn = 0, worstOther = 0, sumOther = 0;
        foreach (var channel in Gate)
        {
            var motion = MotionFrame.Rest.With((channel, 0.6f), ("headYaw", (float)yaw), ("headPitch", (float)pitch), ("headRoll", (float)roll), ("headX", 0.1f), ("headScale", 1.1f));
            var back = MotionCapture.Relative(neutral, RigReference.Deform(neutral, motion), ShapeModel.Rig);
            var others = Channels.BlendshapeNames.Where(n => n != channel).OrderByDescending(n => back[n]).ToArray();
            output.WriteLine($"{photo,-10} {channel,-18} {back[channel]:0.000}  next: {string.Join(" ", others.Take(4).Select(n => $"{n} {back[n]:0.000}"))}  yaw {back.Yaw - motion.Yaw:0.0000} pitch {back.Pitch - motion.Pitch:0.0000}");
            worstOwn = Math.Max(worstOwn, Math.Abs(back[channel] - 0.6f));
            worstOther = Math.Max(worstOther, others.Max(n => back[n]));
            sumOther += others.Average(n => back[n]);
        }

        output.WriteLine($"{photo}: worst own {worstOwn:0.000}, worst other {worstOther:0.000}, mean other {sumOther / Gate.Length:0.0000}");
        Assert.InRange(worstOwn, 0, 0.05f);
        Assert.InRange(worstOther, 0, 0.05f);
    }

    [Theory]
    [InlineData("canonical")]
    [InlineData("majicmix1")]
    [InlineData("cg1")]
    public void Channels_that_limit_one_another_come_back_as_they_were_put_on(string photo)
    {
        var neutral = Neutral(photo);
        var motion = MotionFrame.Rest.With(
            ("jawOpen", 0.6f), ("mouthSmileLeft", 0.5f), ("mouthSmileRight", 0.7f), ("mouthUpperUpLeft", 0.4f), ("browInnerUp", 0.5f),
            ("eyeLookDownLeft", 0.5f), ("eyeBlinkLeft", 0.3f), ("eyeLookUpRight", 0.6f), ("eyeWideRight", 0.4f), ("headYaw", 0.1f));

        var back = MotionCapture.Relative(neutral, RigReference.Deform(neutral, motion), ShapeModel.Rig);

        for (var c = 0; c < Channels.Count; c++) Assert.True(Math.Abs(motion[c] - back[c]) < 0.08f, $"{Channels.All[c].Name}: {motion[c]} came back as {back[c]}");
    }

    [Fact]
    public void A_frame_against_itself_is_rest()
    {
        var neutral = Neutral("canonical");

        var back = MotionCapture.Relative(neutral, neutral);

        for (var c = 0; c < Channels.Count; c++) Assert.Equal(MotionFrame.Rest[c], back[c], 1e-3f);
    }

    private static FaceLandmarks Neutral(string photo) =>
        photo == "canonical" ? SyntheticFaces.Canonical(scale: 300, x: 500, y: 400) : Fixtures.PhotoLandmarks(photo, 1000, 1000);
}
