using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme tools/hello_face_alignment (hellomeme.md 1.4.2).
/// <summary>The official 222 landmarks of a face whose place is roughly known. Owns its network.</summary>
internal sealed class OfficialLandmarks(string folder, SessionSettings settings) : IDisposable
{
    private const int Side = 128;
    private const double Expand = 0.15;
    private const int Passes = 3;

    private readonly OfficialNetwork _network = new(Path.Combine(folder, OfficialFaceFiles.Landmarks), Side, Side, [2 * OfficialPoints.Count, 2, 1], settings);

    /// <summary>The crop a search starts from, by earlier landmarks.</summary>
    public static CropWarp CropOf(ReadOnlySpan<Vector2> points) => CropWarp.FromPoints(points, OfficialPoints.EyeLineDegrees(points), Side, Expand);

    /// <summary>The crop a search starts from, by a box.</summary>
    public static CropWarp CropOf(PointBounds box) => CropWarp.FromBox(box, Side, Expand);

    /// <summary>Three passes, each on a crop around the last one's points. The turn of a crop is the roll seen in the crop before, which is itself turned
    /// already: about zero in every second pass. The original does so, and the networks behind it know nothing else.</summary>
    public LandmarkReading Find(Frame picture, CropWarp crop)
    {
        var points = new Vector2[OfficialPoints.Count];
        for (var pass = 0; pass < Passes; pass++)
        {
            _network.RunOnCrop(picture, crop.Map, Side, blueFirst: true);
            var numbers = _network.Output(0);   // 222 x, then 222 y, shares of the crop
            for (var i = 0; i < points.Length; i++) points[i] = Side * new Vector2(numbers[i], numbers[OfficialPoints.Count + i]);
            var roll = OfficialPoints.EyeLineDegrees(points);
            crop.Map.Inverse().Apply(points, points);
            if (pass < Passes - 1) crop = CropWarp.FromPoints(points, roll, Side, Expand);
        }

        var euler = _network.Output(1);
        return new LandmarkReading(points, PitchDegrees: Degrees(euler[0]), YawDegrees: Degrees(euler[1]), _network.Output(2)[0]);
    }

    public void Dispose() => _network.Dispose();

    private static double Degrees(float radians) => radians * 180 / Math.PI;
}

/// <summary>222 points in picture pixels and how sure the network is that they are a face, 0..1.</summary>
internal sealed record LandmarkReading(Vector2[] Points, double PitchDegrees, double YawDegrees, float Probability);
