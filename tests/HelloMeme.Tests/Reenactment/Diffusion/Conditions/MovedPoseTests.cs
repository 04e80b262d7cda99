using System.Numerics;
using HelloMeme.Reenactment.Diffusion.Conditions;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Conditions;

/// <summary>The neutral frame's pose moved by captured channels is the pose that is read of the moved head.</summary>
public sealed class MovedPoseTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 1)]
    [InlineData(0.4f, -0.2f, 0.1f, 0, 0, 1)]
    [InlineData(-0.3f, 0.25f, -0.3f, 0.4f, -0.2f, 1.2f)]
    public void It_is_the_pose_of_the_head_turned_so(float yaw, float pitch, float roll, float x, float y, float scale)
    {
        var rest = new HeadPose(90, new HeadAngles(0.15f, -0.1f, 0.05f).ToRotation(), new Vector3(250, 240, 0));
        var motion = MotionFrame.Rest.With(("headYaw", yaw), ("headPitch", pitch), ("headRoll", roll), ("headX", x), ("headY", y), ("headScale", scale));

        // The same motion done to the head itself: about the point between the ears, as the channels mean it.
        var turn = new HeadAngles(yaw, pitch, roll).ToRotation();
        var pivot = rest.Apply(HeadPose.Pivot);
        var moved = new HeadPose(rest.Scale * scale, turn * rest.Rotation, pivot + rest.Scale * new Vector3(x, y, 0) + scale * Vector3.Transform(rest.Translation - pivot, turn));

        var crop = ClipCrop.Whole(512, 512);
        var expected = MeshReading.Pose(moved, crop);
        var found = MovedPose.Of(MeshReading.Pose(rest, crop), motion);
        Assert.True(Vector3.Distance(expected.Rotation, found.Rotation) < 1e-4, $"{expected.Rotation} {found.Rotation}");
        Assert.Equal(expected.Translation.Z, found.Translation.Z, 1e-3 * Math.Abs(expected.Translation.Z));
    }
}
