using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>The face mesh continued over the forehead and around the jaw, subdivided until it looks smooth. Canonical axes, IOD.</summary>
internal sealed record SkinSurface(Vector3[] Points, Vector3[] Normals, int[] Triangles)
{
    private const int Levels = 2;

    /// <summary>Out and back (z) from the face outline, at the jaw and at the top of the forehead.</summary>
    private static readonly (float JawOut, float JawBack, float TopOut, float TopBack)[] Rings =
        [(0.035f, 0.10f, 0.17f, 0.10f), (0.05f, 0.28f, 0.34f, 0.36f), (0.05f, 0.55f, 0.46f, 0.80f)];

    private static readonly Vector2 Middle = new(0, 0.30f);

    public static SkinSurface Build(Vector3[] mesh)
    {
        var oval = FaceTopology.Oval;
        var points = new List<Vector3>(mesh);
        var triangles = new List<int>(Clockwise(mesh, RigTables.Triangles));
        int[] inner = oval;
        foreach (var ring in Rings)
        {
            var outer = new int[oval.Length];
            for (var k = 0; k < oval.Length; k++)
            {
                outer[k] = points.Count;
                points.Add(RingPoint(mesh[oval[k]], ring));
            }

            for (var k = 0; k < oval.Length; k++)
            {
                var next = (k + 1) % oval.Length;
                triangles.AddRange([inner[k], outer[k], outer[next], inner[k], outer[next], inner[next]]);
            }

            inner = outer;
        }

        (Vector3[] Points, int[] Triangles) smooth = ([.. points], [.. triangles]);
        for (var level = 0; level < Levels; level++) smooth = LoopSubdivision.Refine(smooth.Points, smooth.Triangles);
        return new SkinSurface(smooth.Points, FindNormals(smooth.Points, smooth.Triangles), smooth.Triangles);
    }

    private static Vector3 RingPoint(Vector3 rim, (float JawOut, float JawBack, float TopOut, float TopBack) ring)
    {
        var away = Vector2.Normalize(new Vector2(rim.X, rim.Y) - Middle);
        var top = Curves.SmoothStep(0.35f, -0.75f, away.Y);
        var outward = ring.JawOut + (ring.TopOut - ring.JawOut) * top;
        var back = ring.JawBack + (ring.TopBack - ring.JawBack) * top;
        return new Vector3(rim.X + away.X * outward, rim.Y + away.Y * outward, rim.Z + back);
    }

    /// <summary>The stock triangles in the order that runs clockwise as seen by the viewer.</summary>
    private static int[] Clockwise(Vector3[] mesh, int[] triangles)
    {
        float turn = 0;
        for (var t = 0; t < triangles.Length; t += 3) turn += FaceNormal(mesh, triangles, t).Z;
        if (turn > 0) return triangles;
        var flipped = triangles.ToArray();
        for (var t = 0; t < flipped.Length; t += 3) (flipped[t + 1], flipped[t + 2]) = (flipped[t + 2], flipped[t + 1]);
        return flipped;
    }

    /// <summary>Area-weighted, pointing out of the head.</summary>
    private static Vector3[] FindNormals(Vector3[] points, int[] triangles)
    {
        var normals = new Vector3[points.Length];
        for (var t = 0; t < triangles.Length; t += 3)
        {
            var n = FaceNormal(points, triangles, t);
            for (var k = 0; k < 3; k++) normals[triangles[t + k]] -= n;
        }

        for (var i = 0; i < normals.Length; i++) normals[i] = Vector3.Normalize(normals[i]);
        return normals;
    }

    private static Vector3 FaceNormal(Vector3[] p, int[] t, int at) => Vector3.Cross(p[t[at + 1]] - p[t[at]], p[t[at + 2]] - p[t[at]]);
}
