using System.Numerics;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.Pose;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Diffusion.FrontEnds;

/// <summary>The studio's 478 landmarks and head pose in place of the official 222 and 3DMM. Which point stands for which was found by laying the canonical face
/// on the official crops' places: eyes and mouth corners agree within 1 % of the crop, and 19 and 6 are the nearest points of the nose.</summary>
public static class MeshReading
{
    private const int NoseTip = 19;      // official 36
    private const int NoseBridge = 6;    // official 33
    private const int LeftPupil = 468, RightPupil = 473;            // official 182 and 202; image left and right from here on
    private const int LeftEyeCorner = 33, RightEyeCorner = 263;     // official 74 and 96
    private const int LeftMouthCorner = 61, RightMouthCorner = 291; // official 149 and 133

    // 3DMM translations are metres; 33 to 263 of the canonical face model is 8.89 cm.
    internal const double MetersPerIod = 0.0889;

    private static readonly int[] Jaw =
        [127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 356];

    private static readonly int[] LeftEye = [.. EyeAndBrow(FaceTopology.RightEye)];
    private static readonly int[] RightEye = [.. EyeAndBrow(FaceTopology.LeftEye)];
    private static readonly int[] Mouth = [.. FaceTopology.LipOuterUpper, .. FaceTopology.LipOuterLower];

    // The 3DMM's origin is taken to be the mean of its face's vertices.
    private static readonly Vector3 Origin = RigTables.Canonical.Aggregate(Vector3.Zero, (sum, p) => sum + p) / RigTables.Canonical.Length;

    /// <summary>Jaw, brows and eyes: the box that the official landmarks, which have no forehead, fill.</summary>
    public static PointBounds Bounds(FaceLandmarks face)
    {
        var points = Flat(face);
        return PointBounds.Of(points, Jaw).Union(PointBounds.Of(points, LeftEye)).Union(PointBounds.Of(points, RightEye));
    }

    /// <summary>A face seen in the frame that the crop is cut from.</summary>
    public static FaceReading Read(ClipCrop crop, FaceObservation observed)
    {
        Vector2[] points = [.. Flat(observed.Landmarks).Select(p => crop.Map(p))];
        return new FaceReading(
            Pose(observed.HeadPose, crop),
            OfficialPoints.Pick(points, [LeftPupil, RightPupil, NoseTip, LeftMouthCorner, RightMouthCorner]),
            new FacePartPoints(
                OfficialPoints.Pick(points, [NoseBridge, LeftEyeCorner, RightEyeCorner, RightMouthCorner, LeftMouthCorner]),
                [OfficialPoints.Pick(points, LeftEye), OfficialPoints.Pick(points, RightEye), OfficialPoints.Pick(points, Mouth)]),
            ArkitOrder.FromChannels(observed.Blendshapes));
    }

    /// <summary>Canonical face to picture, as the official camera would have it in the crop. Axes turn from y down, z away to y up, z to the viewer,
    /// half a turn about x, which keeps Rz Ry Rx and leaves (-pitch, yaw, -roll); depth follows from the size of the face, x and y from its middle.</summary>
    public static CameraPose Pose(HeadPose pose, ClipCrop crop)
    {
        var angles = HeadAngles.FromRotation(pose.Rotation);
        var middle = pose.Apply(Origin);
        var place = crop.Map(new Vector2(middle.X, middle.Y));
        var enlarged = ClipCrop.Side / Math.Sqrt((double)(crop.Right - crop.Left) * (crop.Bottom - crop.Top));
        var pixelsPerMeter = pose.Scale * enlarged / MetersPerIod;
        return new CameraPose(
            new Vector3(-angles.Pitch, angles.Yaw, -angles.Roll),
            new Vector3(
                (float)((place.X - ClipCrop.Side / 2) / pixelsPerMeter),
                (float)((ClipCrop.Side / 2 - place.Y) / pixelsPerMeter),
                (float)(-CameraPose.FocalLength / pixelsPerMeter)));
    }

    private static IEnumerable<int> EyeAndBrow(EyeTopology eye) => [.. eye.BrowUpper, .. eye.BrowLower, .. eye.Upper, .. eye.Lower];

    private static Vector2[] Flat(FaceLandmarks face)
    {
        var points = new Vector2[FaceLandmarks.Count];
        for (var i = 0; i < points.Length; i++) points[i] = new Vector2(face[i].X, face[i].Y);
        return points;
    }
}
