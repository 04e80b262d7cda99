using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Tests.References;

/// <summary>The convex hull of a face's 468 points, and pictures compared inside it.</summary>
internal static class FaceHull
{
    /// <summary>In dB over the hull's pixels and three colours.</summary>
    public static double Psnr(Frame a, Frame b, FaceLandmarks face)
    {
        var hull = Of(face);
        double sum = 0;
        long count = 0;
        for (var y = 0; y < a.Height; y++)
        {
            for (var x = 0; x < a.Width; x++)
            {
                if (!Holds(hull, new Vector2(x, y))) continue;
                for (var c = 0; c < 3; c++) sum += Math.Pow(a.Row(y)[3 * x + c] - b.Row(y)[3 * x + c], 2);
                count += 3;
            }
        }

        return 10 * Math.Log10(255 * 255 / Math.Max(sum / count, 1e-6));
    }

    /// <summary>Andrew's monotone chain.</summary>
    public static List<Vector2> Of(FaceLandmarks face)
    {
        var points = face.Mesh.ToArray().Select(p => new Vector2(p.X, p.Y)).OrderBy(p => p.X).ThenBy(p => p.Y).ToArray();
        return [.. Chain(points), .. Chain([.. points.Reverse()])];
    }

    private static IEnumerable<Vector2> Chain(Vector2[] points)
    {
        var chain = new List<Vector2>();
        foreach (var p in points)
        {
            while (chain.Count > 1 && Side(chain[^2], chain[^1], p) <= 0) chain.RemoveAt(chain.Count - 1);
            chain.Add(p);
        }

        return chain.SkipLast(1);
    }

    public static bool Holds(List<Vector2> hull, Vector2 p)
    {
        for (var i = 0; i < hull.Count; i++)
        {
            if (Side(hull[i], hull[(i + 1) % hull.Count], p) < 0) return false;
        }

        return true;
    }

    private static float Side(Vector2 a, Vector2 b, Vector2 p) => (b.X - a.X) * (p.Y - a.Y) - (b.Y - a.Y) * (p.X - a.X);
}
