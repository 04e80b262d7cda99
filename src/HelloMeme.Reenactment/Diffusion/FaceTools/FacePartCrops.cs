using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Warps;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme utils (hellomeme.md 3.2).
/// <summary>Eyes and mouth as CLIP vision reads them: image-left eye with brow, image-right eye with brow, mouth. The three crops stand still through a clip.</summary>
public sealed class FacePartCrops
{
    public const int Side = 224;
    public const int PartCount = 3;
    public const int Count = 3 * Side * Side;

    private const int CutSide = 256;
    private const float Margin = 1.2f;

    private static readonly float[] ClipMean = [.48145466f, .4578275f, .40821073f];
    private static readonly float[] ClipDeviation = [.26862954f, .26130258f, .27577711f];

    private readonly int _faceSide;
    private readonly PlaneMap[] _cuts = new PlaneMap[PartCount];   // straightened face to part

    /// <summary>Finds the crops for a clip.</summary>
    /// <param name="faceSide">Height of the clip's frames: the straightened face is as large (512 in the studio).</param>
    /// <param name="clip">For each frame the five points of <see cref="OfficialPoints.Parts"/> and the points around the parts, in the frame's pixels.</param>
    public FacePartCrops(int faceSide, IReadOnlyList<FacePartPoints> clip)
    {
        _faceSide = faceSide;
        for (var part = 0; part < PartCount; part++)
        {
            PointBounds? union = null;
            foreach (var points in clip)
            {
                var around = new Vector2[points.Regions[part].Length];
                Straighten(points.Five).Apply(points.Regions[part], around);
                var bounds = PointBounds.Of(around);
                union = union?.Union(bounds) ?? bounds;
            }

            var (size, center) = (union!.Value.Size, union.Value.Center);
            var scale = CutSide / (double)(Margin * Math.Max(size.X, size.Y));
            _cuts[part] = new PlaneMap(scale, 0, CutSide / 2.0 - scale * center.X, 0, scale, CutSide / 2.0 - scale * center.Y);
        }
    }

    /// <summary>[3 parts, 3, 224, 224], red first, normalised for CLIP.</summary>
    public void Write(Frame picture, FacePartPoints points, Span<float> planes)
    {
        using var face = new Frame(_faceSide, _faceSide);
        using var cut = new Frame(CutSide, CutSide);
        using var part = new Frame(Side, Side);
        PixelWarp.Affine(picture, Straighten(points.Five), Sampling.Bilinear, face);
        for (var i = 0; i < PartCount; i++)
        {
            PixelWarp.Affine(face, _cuts[i], Sampling.Bilinear, cut);
            BinomialBlur.Apply(cut);
            PixelResize.Cubic(cut, part);
            ClipPixels(part, planes.Slice(i * Count, Count));
        }
    }

    /// <summary>A 224 x 224 picture as CLIP vision reads it.</summary>
    public static void ClipPixels(Frame picture, Span<float> planes) => PixelTensor.Normalized(picture, 1, ClipMean, ClipDeviation, blueFirst: false, planes);

    private PlaneMap Straighten(ReadOnlySpan<Vector2> five) => PlaneMap.Similarity(five, [.. OfficialPoints.PartPlaces.Select(p => p * _faceSide)]);
}

/// <summary>Where the face parts of one frame lie. Five: nose bridge, image-left and image-right eye corner, image-right and image-left mouth corner.
/// Regions: points around image-left eye and brow, image-right eye and brow, mouth.</summary>
public sealed record FacePartPoints(Vector2[] Five, Vector2[][] Regions)
{
    /// <summary>From the official 222 landmarks.</summary>
    public static FacePartPoints FromOfficial(ReadOnlySpan<Vector2> points)
    {
        var regions = new Vector2[FacePartCrops.PartCount][];
        for (var i = 0; i < regions.Length; i++) regions[i] = OfficialPoints.Pick(points, OfficialPoints.PartRegions[i]);
        return new FacePartPoints(OfficialPoints.Pick(points, OfficialPoints.Parts), regions);
    }
}
