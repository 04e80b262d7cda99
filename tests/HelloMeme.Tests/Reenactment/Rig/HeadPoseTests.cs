using System.Numerics;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Rig;

public sealed class HeadPoseTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.4f, -0.2f, 0.1f)]
    [InlineData(-0.9f, 0.5f, -0.7f)]
    public void Fit_recovers_a_known_similarity(float yaw, float pitch, float roll)
    {
        var truth = new HeadPose(137, new HeadAngles(yaw, pitch, roll).ToRotation(), new Vector3(250, 300, -20));
        var target = RigTables.Canonical.Select(truth.Apply).ToArray();

        var pose = HeadPose.Fit(RigTables.Canonical, target, FaceTopology.Stable);

        Assert.Equal(137, pose.Scale, 2e-3);
        Assert.True(Vector3.Distance(truth.Translation, pose.Translation) < 0.01f);
        var angles = HeadAngles.FromRotation(pose.Rotation);
        Assert.Equal(yaw, angles.Yaw, 1e-4f);
        Assert.Equal(pitch, angles.Pitch, 1e-4f);
        Assert.Equal(roll, angles.Roll, 1e-4f);
    }

    [Fact]
    public void Positive_angles_turn_right_lift_the_chin_and_roll_clockwise()
    {
        var nose = new Vector3(0, 0, -1);
        Assert.True(Vector3.Transform(nose, new HeadAngles(0.3f, 0, 0).ToRotation()).X > 0.1f);
        Assert.True(Vector3.Transform(nose, new HeadAngles(0, 0.3f, 0).ToRotation()).Y < -0.1f);
        Assert.True(Vector3.Transform(Vector3.UnitX, new HeadAngles(0, 0, 0.3f).ToRotation()).Y > 0.1f);
    }

    [Fact]
    public void Rig_tables_and_motion_channels_name_the_same_shapes_in_the_same_order()
    {
        Assert.Equal(Channels.BlendshapeNames, RigTables.Names);
        Assert.Equal(FaceLandmarks.MeshCount, RigTables.Canonical.Length);
        Assert.Equal(898 * 3, RigTables.Triangles.Length);
        Assert.All(Enumerable.Range(0, FaceLandmarks.MeshCount), i => Assert.Equal(i, RigTables.Mirror[RigTables.Mirror[i]]));
    }
}
