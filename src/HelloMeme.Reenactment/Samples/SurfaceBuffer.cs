using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A surface seen by the camera, pixel by pixel: depth, normal (camera axes) and the canonical place under the pixel.</summary>
internal sealed class SurfaceBuffer
{
    public SurfaceBuffer(SkinSurface surface, HeadPose pose, int size)
    {
        Size = size;
        Depth = new float[size * size];
        Array.Fill(Depth, float.PositiveInfinity);
        Normal = new Vector3[size * size];
        Place = new Vector3[size * size];
        var scale = size / Stage.Side;
        var seen = Array.ConvertAll(surface.Points, p => pose.Apply(p) * scale);
        var normals = Array.ConvertAll(surface.Normals, n => Vector3.Transform(n, pose.Rotation));
        for (var t = 0; t < surface.Triangles.Length; t += 3)
            Rasterise(surface, seen, normals, surface.Triangles[t], surface.Triangles[t + 1], surface.Triangles[t + 2]);
    }

    public int Size { get; }

    /// <summary>Camera z in pixels, smaller is nearer; infinite where there is no surface.</summary>
    public float[] Depth { get; }

    public Vector3[] Normal { get; }

    public Vector3[] Place { get; }

    private void Rasterise(SkinSurface surface, Vector3[] seen, Vector3[] normals, int a, int b, int c)
    {
        var (pa, pb, pc) = (seen[a], seen[b], seen[c]);
        var area = (pb.X - pa.X) * (pc.Y - pa.Y) - (pb.Y - pa.Y) * (pc.X - pa.X);
        if (MathF.Abs(area) < 1e-9f) return;
        var left = Math.Max(0, (int)MathF.Ceiling(Math.Min(pa.X, Math.Min(pb.X, pc.X)) - 0.5f));
        var right = Math.Min(Size - 1, (int)MathF.Floor(Math.Max(pa.X, Math.Max(pb.X, pc.X)) - 0.5f));
        var top = Math.Max(0, (int)MathF.Ceiling(Math.Min(pa.Y, Math.Min(pb.Y, pc.Y)) - 0.5f));
        var bottom = Math.Min(Size - 1, (int)MathF.Floor(Math.Max(pa.Y, Math.Max(pb.Y, pc.Y)) - 0.5f));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var (px, py) = (x + 0.5f, y + 0.5f);
                var wb = ((px - pa.X) * (pc.Y - pa.Y) - (py - pa.Y) * (pc.X - pa.X)) / area;
                var wc = ((pb.X - pa.X) * (py - pa.Y) - (pb.Y - pa.Y) * (px - pa.X)) / area;
                var wa = 1 - wb - wc;
                if (wa < -1e-5f || wb < -1e-5f || wc < -1e-5f) continue;
                var depth = wa * pa.Z + wb * pb.Z + wc * pc.Z;
                var i = y * Size + x;
                if (depth >= Depth[i]) continue;
                Depth[i] = depth;
                Normal[i] = Vector3.Normalize(wa * normals[a] + wb * normals[b] + wc * normals[c]);
                Place[i] = wa * surface.Points[a] + wb * surface.Points[b] + wc * surface.Points[c];
            }
        }
    }
}
