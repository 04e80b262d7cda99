using System.Numerics;

namespace HelloMeme.Reenactment.Diffusion.Warps;

/// <summary>The box around points.</summary>
public readonly record struct PointBounds(Vector2 Min, Vector2 Max)
{
    public Vector2 Size => Max - Min;

    public Vector2 Center => (Min + Max) / 2;

    public static PointBounds Of(ReadOnlySpan<Vector2> points)
    {
        Vector2 min = points[0], max = points[0];
        foreach (var p in points) (min, max) = (Vector2.Min(min, p), Vector2.Max(max, p));
        return new PointBounds(min, max);
    }

    /// <summary>Of the points named.</summary>
    public static PointBounds Of(ReadOnlySpan<Vector2> points, ReadOnlySpan<int> indices)
    {
        Vector2 min = points[indices[0]], max = min;
        foreach (var i in indices) (min, max) = (Vector2.Min(min, points[i]), Vector2.Max(max, points[i]));
        return new PointBounds(min, max);
    }

    public PointBounds Union(PointBounds other) => new(Vector2.Min(Min, other.Min), Vector2.Max(Max, other.Max));
}
