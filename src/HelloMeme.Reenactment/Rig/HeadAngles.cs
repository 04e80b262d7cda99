using System.Numerics;

namespace HelloMeme.Reenactment.Rig;

/// <summary>Head rotation in radians: Yaw > 0 turns the face to image right, Pitch > 0 lifts the chin, Roll > 0 is clockwise in the image.
/// R = Rz(Roll) * Ry(-Yaw) * Rx(-Pitch) in axes x right, y down, z away (draft-engine section 2).</summary>
public readonly record struct HeadAngles(float Yaw, float Pitch, float Roll)
{
    public Quaternion ToRotation() =>
        Quaternion.CreateFromAxisAngle(Vector3.UnitZ, Roll)
        * Quaternion.CreateFromAxisAngle(Vector3.UnitY, -Yaw)
        * Quaternion.CreateFromAxisAngle(Vector3.UnitX, -Pitch);

    /// <summary>Inverse of <see cref="ToRotation"/> for |Yaw| under 90 degrees.</summary>
    public static HeadAngles FromRotation(Quaternion rotation)
    {
        var x = Vector3.Transform(Vector3.UnitX, rotation);   // columns of R
        var y = Vector3.Transform(Vector3.UnitY, rotation);
        var z = Vector3.Transform(Vector3.UnitZ, rotation);
        return new HeadAngles(
            Yaw: MathF.Asin(Math.Clamp(x.Z, -1, 1)),
            Pitch: -MathF.Atan2(y.Z, z.Z),
            Roll: MathF.Atan2(x.Y, x.X));
    }
}
