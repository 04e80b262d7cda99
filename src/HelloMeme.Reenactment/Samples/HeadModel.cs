using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A character's head: the canonical face reshaped, posed and placed in the 1024-unit picture.</summary>
internal sealed class HeadModel
{
    /// <summary>Outer eye distance of every portrait in picture units.</summary>
    public const float Unit = 222;

    private const float IrisRadius = 0.071f;
    private static readonly Vector3 PivotPlace = new(512, 540, 0);

    public HeadModel(Character character)
    {
        Mesh = Array.ConvertAll(RigTables.Canonical, p => Reshape(p, character.Shape));
        CloseMouth(Mesh);
        var rotation = character.Angles.ToRotation();
        Pose = new HeadPose(Unit, rotation, PivotPlace - Unit * Vector3.Transform(HeadPose.Pivot, rotation));
        Landmarks = new FaceLandmarks(PlaceLandmarks());
    }

    /// <summary>468 points in canonical axes, IOD.</summary>
    public Vector3[] Mesh { get; }

    public HeadPose Pose { get; }

    /// <summary>In picture units (1024 a side).</summary>
    public FaceLandmarks Landmarks { get; }

    /// <summary>Canonical place to picture.</summary>
    public Vector2 Project(Vector3 m)
    {
        var p = Pose.Apply(m);
        return new Vector2(p.X, p.Y);
    }

    private static Vector3 Reshape(Vector3 p, FaceEdit[] edits)
    {
        foreach (var edit in edits)
        {
            for (var side = edit.Center.X == 0 ? 1 : -1; side <= 1; side += 2)
            {
                var away = new Vector2(p.X - side * edit.Center.X, p.Y - edit.Center.Y);
                var weight = MathF.Exp(-away.LengthSquared() / (edit.Radius * edit.Radius));
                var scaled = away * (edit.Scale - Vector2.One);
                p += weight * new Vector3(scaled.X + side * edit.Shift.X, scaled.Y + edit.Shift.Y, edit.Shift.Z);
            }
        }

        return p;
    }

    private static void CloseMouth(Vector3[] mesh)
    {
        for (var k = 0; k < FaceTopology.LipInnerUpper.Length; k++)
        {
            var (upper, lower) = (FaceTopology.LipInnerUpper[k], FaceTopology.LipInnerLower[k]);
            var between = (mesh[upper] + mesh[lower]) / 2;
            mesh[upper] = Vector3.Lerp(mesh[upper], between, 0.7f);
            mesh[lower] = Vector3.Lerp(mesh[lower], between, 0.7f);
        }
    }

    private Vector3[] PlaceLandmarks()
    {
        var placed = new Vector3[FaceLandmarks.Count];
        for (var i = 0; i < Mesh.Length; i++) placed[i] = Pose.Apply(Mesh[i]);
        PlaceIris(FaceTopology.RightEye, placed);
        PlaceIris(FaceTopology.LeftEye, placed);
        return placed;
    }

    private void PlaceIris(EyeTopology eye, Vector3[] placed)
    {
        var corners = (Mesh[eye.Upper[0]] + Mesh[eye.Upper[^1]]) / 2;
        var lids = (Mesh[eye.Upper[4]] + Mesh[eye.Lower[4]]) / 2;
        var center = new Vector3(corners.X, lids.Y - 0.006f, lids.Z);
        // Rim order of the landmark model: image right, top, image left, bottom, in both eyes.
        Vector3[] rim = [default, new(1, 0, 0), new(0, -1, 0), new(-1, 0, 0), new(0, 1, 0)];
        for (var k = 0; k < rim.Length; k++) placed[eye.Iris[k]] = Pose.Apply(center + IrisRadius * rim[k]);
    }
}
