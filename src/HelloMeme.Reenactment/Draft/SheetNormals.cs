using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Area-weighted vertex normals, z negative towards the viewer. Face vertices count face triangles only: the hair must not light the cheek.</summary>
internal static class SheetNormals
{
    public static void Run(HeadMesh mesh, ReadOnlySpan<Vector3> positions, Span<Vector3> normals)
    {
        normals.Clear();
        var triangles = mesh.Triangles;
        for (var t = 0; t < triangles.Length; t += 3)
        {
            int a = triangles[t], b = triangles[t + 1], c = triangles[t + 2];
            var normal = Vector3.Cross(positions[b] - positions[a], positions[c] - positions[a]);
            var ring = t >= SheetTriangles.FaceCount * 3;
            if (!ring || a >= FaceLandmarks.MeshCount) normals[a] += normal;
            if (!ring || b >= FaceLandmarks.MeshCount) normals[b] += normal;
            if (!ring || c >= FaceLandmarks.MeshCount) normals[c] += normal;
        }

        for (var i = 0; i < normals.Length; i++) normals[i] *= mesh.Facing / (normals[i].Length() + 1e-9f);
    }
}
