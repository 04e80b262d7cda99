using System.Numerics;

namespace HelloMeme.Reenactment.Diffusion.Pose;

/// <summary>A head before the official 3DMM camera. Rotation: radians about x, y, z, applied R = Rz Ry Rx in axes x right, y up, z to the viewer.
/// Translation: the same axes; the head stands at negative z, <see cref="PoseCondition"/> gives its scale.</summary>
public readonly record struct CameraPose(Vector3 Rotation, Vector3 Translation)
{
    /// <summary>The official crop is the picture's 512 x 512 square; all cameras look at its centre.</summary>
    public const double FocalLength = -5 / -0.4 * 386.2879122887948;

    // Source: hellomeme gen_control_heatmaps (hellomeme.md 3.1).
    /// <summary>The driver's turn at the reference's place, moved by a share of the driver's way since its first frame.</summary>
    public static CameraPose Drive(CameraPose reference, CameraPose driver, CameraPose driverFirst, float translationRatio) =>
        new(driver.Rotation, reference.Translation + translationRatio * (driver.Translation - driverFirst.Translation));

    // Source: hellomeme tools/hello_3dmm, crop_transl (hellomeme.md 1.4.6).
    /// <summary>Translation found in a crop of a picture to the picture's own. Center: the crop's middle in the picture; scale: crop pixels per picture pixel.</summary>
    public static Vector3 UncropTranslation(Vector3 translation, double centerX, double centerY, double scale, int width, int height)
    {
        var perPixel = scale * translation.Z / FocalLength;
        return new Vector3(
            (float)(translation.X - (centerX - width / 2.0) * perPixel),
            (float)(translation.Y + (centerY - height / 2.0) * perPixel),
            (float)(translation.Z * scale));
    }
}
