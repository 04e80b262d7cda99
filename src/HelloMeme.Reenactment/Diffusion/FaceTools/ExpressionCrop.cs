using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Warps;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme tools/pdf (hellomeme.md 1.4.8).
/// <summary>The picture the PD-FGC expression encoder reads: 224 x 224, pupils, nose and mouth corners at fixed places.</summary>
public static class ExpressionCrop
{
    public const int Side = 224;
    public const int Count = 3 * Side * Side;

    /// <summary>[3, 224, 224], red first, -1..1.</summary>
    /// <param name="five">Image-left pupil, image-right pupil, nose, image-left and image-right mouth corner, in the picture's pixels.</param>
    public static void Write(Frame picture, ReadOnlySpan<Vector2> five, Span<float> planes)
    {
        using var crop = new Frame(Side, Side);
        Draw(picture, five, crop);
        PixelTensor.Signed(crop, planes);
    }

    /// <summary>The crop itself, 224 x 224.</summary>
    public static void Draw(Frame picture, ReadOnlySpan<Vector2> five, Frame crop) =>
        PixelWarp.Affine(picture, PlaneMap.Similarity(five, [.. OfficialPoints.ExpressionPlaces.Select(p => p * Side)]), Sampling.Bicubic, crop);
}
