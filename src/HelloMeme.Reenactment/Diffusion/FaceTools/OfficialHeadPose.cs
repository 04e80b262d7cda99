using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Pose;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme tools/hello_3dmm and tools/hello_arkit (hellomeme.md 1.4.6 and 1.4.7).
/// <summary>Head pose and, where its file is installed, blendshapes of a face whose 222 landmarks are known. Owns its networks.</summary>
internal sealed class OfficialHeadPose : IDisposable
{
    private const int Side = 224;
    private const int FirstAngle = 1168;        // 526 identity, 203 expression, 439 texture numbers come before
    private const int FirstTranslation = 1198;  // 27 of light between

    private readonly OfficialNetwork _pose;
    private readonly OfficialNetwork? _blendshapes;

    public OfficialHeadPose(string folder, SessionSettings settings)
    {
        _pose = new OfficialNetwork(Path.Combine(folder, OfficialFaceFiles.HeadPose), Side, Side, [FirstTranslation + 3], settings);
        var blendshapes = Path.Combine(folder, OfficialFaceFiles.Blendshapes);
        if (File.Exists(blendshapes)) _blendshapes = new OfficialNetwork(blendshapes, Side, Side, [ArkitOrder.Count], settings);
    }

    public CameraPose Find(Frame picture, ReadOnlySpan<Vector2> points)
    {
        var crop = CropWarp.FromPoints(points, 0, Side, 0.35);
        _pose.RunOnCrop(picture, crop.Map, Side, blueFirst: false);
        var numbers = _pose.Output(0);
        return new CameraPose(
            new Vector3(numbers.Slice(FirstAngle, 3)),
            CameraPose.UncropTranslation(new Vector3(numbers.Slice(FirstTranslation, 3)), crop.Center.X, crop.Center.Y, crop.Scale, picture.Width, picture.Height));
    }

    /// <summary>51 in the network's own order; null where the file is not installed.</summary>
    public float[]? FindBlendshapes(Frame picture, ReadOnlySpan<Vector2> points)
    {
        if (_blendshapes is null) return null;
        _blendshapes.RunOnCrop(picture, CropWarp.FromPoints(points, OfficialPoints.EyeLineDegrees(points), Side, 0.15).Map, Side, blueFirst: true);
        return _blendshapes.Output(0)[..ArkitOrder.Count].ToArray();
    }

    public void Dispose()
    {
        _pose.Dispose();
        _blendshapes?.Dispose();
    }
}
