using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>What the live face of the browser knows of every face: channel names, landmark rows and the displacement tables, from the
/// same data as the renderer here (<see cref="RigTables"/>, <see cref="FaceTopology"/>).</summary>
public static class LiveRig
{
    /// <summary>UTF-8 JSON; the same for every portrait. wwwroot/js/draft-preview/rig.js says what its fields are.</summary>
    public static byte[] Json { get; } = JsonSerializer.SerializeToUtf8Bytes(new
    {
        channels = Channels.All.Select(c => c.Name),
        poseCount = Channels.PoseCount,
        meshCount = FaceLandmarks.MeshCount,
        faceTriangles = SheetTriangles.FaceCount,
        rimCount = HeadMesh.RimCount,
        mirror = RigTables.Mirror,
        shapes = RigTables.Shapes.Select(s => new { indices = s.Indices, deltas = s.Deltas.SelectMany(d => new[] { d.X, d.Y, d.Z }) }),
        oval = FaceTopology.Oval,
        lipUpper = FaceTopology.LipInnerUpper,
        lipLower = FaceTopology.LipInnerLower,
        rightEye = Rows(FaceTopology.RightEye),
        leftEye = Rows(FaceTopology.LeftEye),
    });

    private static object Rows(EyeTopology eye) => new
    {
        upper = eye.Upper,
        lower = eye.Lower,
        upperRing2 = eye.UpperRing2,
        lowerRing2 = eye.LowerRing2,
        upperRing3 = eye.UpperRing3,
        lowerRing3 = eye.LowerRing3,
    };
}
