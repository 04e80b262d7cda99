using System.Numerics;

namespace HelloMeme.Reenactment.Draft;

/// <summary>A rotation as the images of the three axes. Vector3.Transform by a quaternion leaves a rounding remainder even of a zero vector;
/// this maps zero to zero, which "rest is the photo" needs.</summary>
internal readonly record struct RotationColumns(Vector3 X, Vector3 Y, Vector3 Z)
{
    public static RotationColumns From(Quaternion q)
    {
        float xx = q.X * q.X, yy = q.Y * q.Y, zz = q.Z * q.Z;
        float xy = q.X * q.Y, xz = q.X * q.Z, yz = q.Y * q.Z, wx = q.W * q.X, wy = q.W * q.Y, wz = q.W * q.Z;
        return new RotationColumns(
            new(1 - 2 * (yy + zz), 2 * (xy + wz), 2 * (xz - wy)),
            new(2 * (xy - wz), 1 - 2 * (xx + zz), 2 * (yz + wx)),
            new(2 * (xz + wy), 2 * (yz - wx), 1 - 2 * (xx + yy)));
    }

    public Vector3 Apply(Vector3 v) => v.X * X + v.Y * Y + v.Z * Z;
}
