using System.Numerics;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

public sealed class PoseLimitsTests
{
    private const float Degree = MathF.PI / 180;

    [Fact]
    public void Small_motion_passes_and_large_motion_is_held()
    {
        var small = PoseLimits.Apply(MotionFrame.Rest.With(("headYaw", 0.01f), ("headX", 0.02f), ("headScale", 1.01f)), 0);
        Assert.Equal(0.01f, HeadAngles.FromRotation(small.Rotation).Yaw, 1e-4f);
        Assert.Equal(0.02f, small.Shift.X, 1e-4f);
        Assert.Equal(1.01f, small.Scale, 1e-4f);

        var large = PoseLimits.Apply(MotionFrame.Rest.With(("headYaw", 1.2f), ("headPitch", -1), ("headX", 3), ("headY", -3), ("headScale", 3)), 0);
        Assert.True(large.Angle <= 30 * Degree);
        Assert.True(large.Shift.X <= 0.9f && large.Shift.Y >= -0.9f);
        Assert.True(large.Scale <= 1.35f);
    }

    [Theory]
    [InlineData(0.6f)]
    [InlineData(-0.6f)]
    public void A_turned_photo_goes_at_most_twelve_degrees_past_frontal(float photoYaw)
    {
        var towards = PoseLimits.Apply(MotionFrame.Rest.With(("headYaw", -2 * photoYaw)), photoYaw);
        var past = -MathF.Sign(photoYaw) * (photoYaw + HeadAngles.FromRotation(towards.Rotation).Yaw);
        Assert.True(past < 12 * Degree);

        var away = PoseLimits.Apply(MotionFrame.Rest.With(("headYaw", photoYaw / 2)), photoYaw);
        var free = PoseLimits.Apply(MotionFrame.Rest.With(("headYaw", photoYaw / 2)), 0);
        Assert.Equal(free, away);
    }

    [Fact]
    public void Rest_is_no_motion()
    {
        Assert.Equal(new HeadMotion(Quaternion.Identity, Vector2.Zero, 1), PoseLimits.Apply(MotionFrame.Rest, 0.5f));
    }
}
