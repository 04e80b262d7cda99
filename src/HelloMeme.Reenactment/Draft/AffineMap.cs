using System.Numerics;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Affine maps of the picture plane.</summary>
internal static class AffineMap
{
    /// <summary>The map that takes the corners a, b, c to p, q, r; the identity where a, b, c lie on a line.</summary>
    public static Matrix3x2 FromTriangles(Vector2 a, Vector2 b, Vector2 c, Vector2 p, Vector2 q, Vector2 r)
    {
        var from = new Matrix3x2(b.X - a.X, b.Y - a.Y, c.X - a.X, c.Y - a.Y, a.X, a.Y);
        var to = new Matrix3x2(q.X - p.X, q.Y - p.Y, r.X - p.X, r.Y - p.Y, p.X, p.Y);
        return Matrix3x2.Invert(from, out var inverse) ? inverse * to : Matrix3x2.Identity;
    }
}
