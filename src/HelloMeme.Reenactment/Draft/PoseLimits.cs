using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 9.7. Soft: motion near rest passes unchanged, none exceeds the limit, nothing jumps.
/// <summary>Holds a driver's head motion within what one photo can show.</summary>
public static class PoseLimits
{
    private const float Rotation = 30 * MathF.PI / 180, Shift = 0.9f, Scale = 0.35f;

    /// <summary>How far past frontal a turned photo goes towards the side it does not show.</summary>
    private const float PastFrontal = 12 * MathF.PI / 180;

    private const float TurnedFrom = 12 * MathF.PI / 180, TurnedTo = 24 * MathF.PI / 180;

    /// <summary>The limited head motion of a frame on a photo whose own yaw is given in radians.</summary>
    public static HeadMotion Apply(MotionFrame motion, float photoYaw)
    {
        var rotation = LimitAngle(new HeadAngles(motion.Yaw, motion.Pitch, motion.Roll).ToRotation());
        return new HeadMotion(
            LimitHiddenSide(rotation, photoYaw),
            new Vector2(Soft(motion.X, Shift), Soft(motion.Y, Shift)),
            1 + Soft(motion.Scale - 1, Scale));
    }

    private static Quaternion LimitAngle(Quaternion rotation)
    {
        if (rotation.W < 0) rotation = -rotation;
        var axis = new Vector3(rotation.X, rotation.Y, rotation.Z);
        var sine = axis.Length();
        if (sine < 1e-7f) return rotation;
        return Quaternion.CreateFromAxisAngle(axis / sine, Soft(2 * MathF.Atan2(sine, rotation.W), Rotation));
    }

    private static Quaternion LimitHiddenSide(Quaternion rotation, float photoYaw)
    {
        var angles = HeadAngles.FromRotation(rotation);
        float towards = -MathF.Sign(photoYaw), turned = Ramp.Smooth(TurnedFrom, TurnedTo, MathF.Abs(photoYaw));
        var past = towards * (photoYaw + angles.Yaw);
        if (past <= 0 || turned <= 0) return rotation;
        var excess = (past - Soft(past, PastFrontal)) * turned;
        return (angles with { Yaw = angles.Yaw - towards * excess }).ToRotation();
    }

    private static float Soft(float value, float limit) => limit * MathF.Tanh(value / limit);
}
