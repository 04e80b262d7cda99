using System.Numerics;

namespace HelloMeme.Reenactment.Diffusion.Warps;

// Source: hellomeme tools/utils (hellomeme.md 1.4.2 and 1.4.5).
/// <summary>A square crop around a face: picture to crop, the middle of the face's box in the picture, crop pixels per picture pixel.</summary>
public readonly record struct CropWarp(PlaneMap Map, Vector2 Center, double Scale)
{
    /// <summary>Turned by degrees, the longer side of the turned points fills side less the share expand.</summary>
    public static CropWarp FromPoints(ReadOnlySpan<Vector2> points, double degrees, int side, double expand)
    {
        var center = PointBounds.Of(points).Center;
        Span<Vector2> turned = new Vector2[points.Length];

        PlaneMap.Rotation(center.X, center.Y, degrees, 1).Apply(points, turned);
        var size = PointBounds.Of(turned).Size;
        var scale = side / (double)Math.Max(size.X, size.Y) * (1 - expand);

        var map = PlaneMap.Rotation(center.X, center.Y, degrees, scale);
        map.Apply(points, turned);
        var middle = PointBounds.Of(turned).Center;
        return new CropWarp(map.Shifted(side / 2.0 - middle.X, side / 2.0 - middle.Y), center, scale);
    }

    /// <summary>Upright, the longer side of the box fills side less the share expand.</summary>
    public static CropWarp FromBox(PointBounds box, int side, double expand)
    {
        var center = box.Center;
        var scale = side / (double)Math.Max(box.Size.X, box.Size.Y) * (1 - expand);
        return new CropWarp(PlaneMap.Rotation(center.X, center.Y, 0, scale).Shifted(side / 2.0 - center.X, side / 2.0 - center.Y), center, scale);
    }
}
