using System.Numerics;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Rigid motion of the head relative to the photo: rotation about the point between the ears, shift in IOD, scale factor.</summary>
public readonly record struct HeadMotion(Quaternion Rotation, Vector2 Shift, float Scale)
{
    public static readonly HeadMotion Rest = new(Quaternion.Identity, Vector2.Zero, 1);

    /// <summary>Rotation angle in radians, 0..pi.</summary>
    public float Angle => 2 * MathF.Asin(Math.Min(1, new Vector3(Rotation.X, Rotation.Y, Rotation.Z).Length()));
}
