using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>The sheet's triangle list: 898 of the face, then two per quad between neighbouring rings, all facing the same way.</summary>
internal static class SheetTriangles
{
    public const int FaceCount = 898;

    public static int[] Make(ReadOnlySpan<Vector3> positions, out float facing)
    {
        var triangles = new List<int>(RigTables.Triangles);
        for (var ring = 0; ring < (HeadMesh.VertexCount - HeadMesh.FirstRing) / HeadMesh.RimCount; ring++)
        {
            for (var i = 0; i < HeadMesh.RimCount; i++)
            {
                var j = (i + 1) % HeadMesh.RimCount;
                int a = Vertex(ring, i), b = Vertex(ring, j), c = Vertex(ring + 1, i), d = Vertex(ring + 1, j);
                triangles.AddRange([a, b, c, b, d, c]);
            }
        }

        var area = FaceArea();
        facing = area > 0 ? -1 : 1;
        var list = triangles.ToArray();
        for (var t = FaceCount * 3; t < list.Length; t += 3)
        {
            var (a, b, c) = (positions[list[t]], positions[list[t + 1]], positions[list[t + 2]]);
            var turn = (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
            if (turn > 0 != area > 0) (list[t], list[t + 2]) = (list[t + 2], list[t]);
        }

        return list;
    }

    /// <summary>Ring 0 is the oval with its midpoints.</summary>
    private static int Vertex(int ring, int i)
    {
        if (ring > 0) return HeadMesh.FirstRing + (ring - 1) * HeadMesh.RimCount + i;
        return i % 2 == 0 ? FaceTopology.Oval[i / 2] : FaceLandmarks.MeshCount + i / 2;
    }

    private static float FaceArea()
    {
        float area = 0;
        var (list, face) = (RigTables.Triangles, RigTables.Canonical);
        for (var t = 0; t < list.Length; t += 3)
        {
            area += Vector3.Cross(face[list[t + 1]] - face[list[t]], face[list[t + 2]] - face[list[t]]).Z;
        }

        return area;
    }
}
