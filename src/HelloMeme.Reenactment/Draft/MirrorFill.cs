using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 5, layer 3.
/// <summary>On a turned photo the far half of the face borrows pixels from the near half: how much of its own each face point keeps.</summary>
internal sealed class MirrorFill
{
    private const float RadiansToDegrees = 180 / MathF.PI;

    public MirrorFill(HeadMesh mesh)
    {
        var toViewer = Vector3.Transform(Vector3.UnitZ, mesh.Pose.Rotation);
        var yaw = MathF.Atan2(toViewer.X, toViewer.Z) * RadiansToDegrees;
        var visible = Visibility(mesh);
        for (var i = 0; i < Own.Length; i++)
        {
            var own = Ramp.Smooth(0.25f, 0.8f, (visible[i] + 0.02f) / (visible[RigTables.Mirror[i]] + 0.02f));
            var side = RigTables.Canonical[i].X * MathF.Sign(toViewer.X);   // above 0 on the near side
            var hidden = Ramp.Smooth(0.02f, 0.12f, -side) * Ramp.Smooth(12, 24, MathF.Abs(yaw));
            Own[i] = 1 - (1 - own) * hidden;
        }

        for (var round = 0; round < 3; round++) SpreadLow();
        Needed = Own.Min() < 0.95f;
    }

    /// <summary>False on a photo that shows both halves well enough.</summary>
    public bool Needed { get; }

    /// <summary>Per face point: 1 keeps its own pixels, 0 takes the mirrored landmark's.</summary>
    public float[] Own { get; } = new float[FaceLandmarks.MeshCount];

    /// <summary>0 while the head is in the photo's own pose, which keeps its own pixels, to 1; radians in.</summary>
    public static float Strength(float angle) => Ramp.Smooth(0.02f, 0.14f, angle);

    private static float[] Visibility(HeadMesh mesh)
    {
        var normals = new Vector3[HeadMesh.VertexCount];
        SheetNormals.Run(mesh, mesh.Positions, normals);
        var visible = new float[FaceLandmarks.MeshCount];
        for (var i = 0; i < visible.Length; i++) visible[i] = Ramp.Smooth(0.02f, 0.45f, -normals[i].Z);
        return visible;
    }

    /// <summary>Lowers every weight to the mean of itself and its mesh neighbours, where that is smaller.</summary>
    private void SpreadLow()
    {
        var sums = (float[])Own.Clone();
        var counts = new int[Own.Length];
        Array.Fill(counts, 1);
        var triangles = RigTables.Triangles;
        for (var t = 0; t < triangles.Length; t += 3)
        {
            for (var k = 0; k < 3; k++)
            {
                sums[triangles[t + k]] += Own[triangles[t + (k + 1) % 3]];
                counts[triangles[t + k]]++;
            }
        }

        for (var i = 0; i < Own.Length; i++) Own[i] = Math.Min(Own[i], sums[i] / counts[i]);
    }
}
