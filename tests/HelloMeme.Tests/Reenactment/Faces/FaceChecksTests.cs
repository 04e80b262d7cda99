using System.Drawing;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class FaceChecksTests
{
    private static readonly FaceLandmarks Plain = SyntheticFaces.Canonical(scale: 150, x: 256, y: 220);

    [Fact]
    public void A_plain_face_passes_without_a_word() => Assert.Empty(FaceChecks.Check(Plain, 512, 512));

    [Theory]
    [InlineData("headYaw", 1.0, "face-turned")]
    [InlineData("headYaw", -1.0, "face-turned")]
    [InlineData("headPitch", 0.65, "face-turned")]
    [InlineData("headPitch", -0.65, "face-turned")]
    [InlineData("headX", 1.6, "face-outside")]
    [InlineData("headScale", 0.3, "face-too-small")]
    public void A_face_that_cannot_be_animated_is_refused_by_name(string channel, double value, string code)
    {
        var face = RigReference.Deform(Plain, MotionFrame.Rest.With((channel, (float)value)));

        var fault = Assert.Throws<UserFaultException>(() => FaceChecks.Check(face, 512, 512));

        Assert.Equal(code, fault.Code);
        Assert.EndsWith(".", fault.Message);
    }

    [Theory]
    [InlineData("headYaw", 0.7)]
    [InlineData("headPitch", -0.56)]
    public void A_turned_face_is_taken_with_a_warning(string channel, double value) =>
        Assert.Single(FaceChecks.Check(RigReference.Deform(Plain, MotionFrame.Rest.With((channel, (float)value))), 512, 512));

    [Fact]
    public void The_share_outside_is_measured_by_area()
    {
        Assert.Equal(0, FaceChecks.ShareOutside(Plain, 512, 512));
        Assert.Equal(0.5f, FaceChecks.ShareOutside(Plain, 256, 512), 0.01f);
        Assert.Equal(1, FaceChecks.ShareOutside(Plain.Map(1, new(1000, 0)), 512, 512));
    }

    [Fact]
    public void Several_faces_are_numbered_from_the_left_and_bystanders_do_not_count()
    {
        RectangleF[] boxes = [new(600, 0, 200, 200), new(100, 50, 180, 180), new(400, 10, 30, 30)];

        var fault = Assert.Throws<UserFaultException>(() => FaceChecks.Choose(boxes, null));

        Assert.Equal("several-faces", fault.Code);
        Assert.Contains("2 faces", fault.Message);
        Assert.Contains("1 at x = 190, 2 at x = 700", fault.Message);
        Assert.Equal(1, FaceChecks.Choose(boxes, 1));
        Assert.Equal(0, FaceChecks.Choose(boxes, 2));
        Assert.Equal("no-such-face", Assert.Throws<UserFaultException>(() => FaceChecks.Choose(boxes, 3)).Code);
        Assert.Equal(0, FaceChecks.Choose(boxes[..1], null));
        Assert.Equal("no-face", Assert.Throws<UserFaultException>(() => FaceChecks.Choose([], null)).Code);
    }
}
