using System.Numerics;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Tests.References;

// Source: draft-engine.md sections 4, 6 (deformation of the 478 landmarks), written plainly.
/// <summary>Where a photo's landmarks go under a motion frame.</summary>
internal static class RigReference
{
    public static FaceLandmarks Deform(FaceLandmarks photo, MotionFrame motion)
    {
        var rest = HeadPose.Fit(RigTables.Canonical, photo.Mesh, FaceTopology.Stable);
        var points = photo.Points.ToArray();
        AddTables(points, photo, rest, motion);
        AddEye(points, photo, FaceTopology.RightEye, "Right", -1, motion);
        AddEye(points, photo, FaceTopology.LeftEye, "Left", 1, motion);
        MeetLips(points, Vector3.Transform(Vector3.UnitY, rest.Rotation));
        var pivot = rest.Apply(HeadPose.Pivot);
        var turn = new HeadAngles(motion.Yaw, motion.Pitch, motion.Roll).ToRotation();
        var shift = new Vector3(motion.X, motion.Y, 0) * rest.Scale;
        for (var i = 0; i < points.Length; i++) points[i] = motion.Scale * Vector3.Transform(points[i] - pivot, turn) + pivot + shift;
        return new FaceLandmarks(points);
    }

    private static void AddTables(Vector3[] points, FaceLandmarks photo, HeadPose rest, MotionFrame motion)
    {
        var mouth = Math.Clamp(Vector3.Distance(photo[61], photo[291]) / rest.Scale / 0.486f, 0.7f, 1.15f);
        for (var k = 0; k < RigTables.Names.Length; k++)
        {
            var name = RigTables.Names[k];
            var c = motion[name];
            if (name.StartsWith("mouthSmile", StringComparison.Ordinal)) c *= 1 - 0.30f * motion["jawOpen"];
            if (name.StartsWith("mouthUpperUp", StringComparison.Ordinal)) c *= 1 - 0.35f * motion[name.Replace("UpperUp", "Smile", StringComparison.Ordinal)];
            if (name == "mouthClose") c = Math.Min(c, motion["jawOpen"]);
            if (name.StartsWith("mouth", StringComparison.Ordinal)) c *= mouth;
            if (name == "jawOpen") c *= 0.5f + 0.5f * mouth;
            var shape = RigTables.Shapes[k];
            for (var i = 0; i < shape.Indices.Length; i++) points[shape.Indices[i]] += rest.Scale * c * Vector3.Transform(shape.Deltas[i], rest.Rotation);
        }
    }

    private static void AddEye(Vector3[] points, FaceLandmarks photo, EyeTopology eye, string side, int outward, MotionFrame motion)
    {
        var (blink, wide, squint) = (motion["eyeBlink" + side], motion["eyeWide" + side], motion["eyeSquint" + side]);
        var (up, down) = (motion["eyeLookUp" + side], motion["eyeLookDown" + side]);
        var b = Math.Clamp(blink + 0.28f * down * (1 - blink), 0, 1);
        for (var k = 0; k < eye.Upper.Length; k++)
        {
            var gap = photo[eye.Lower[k]] - photo[eye.Upper[k]];
            var upper = (0.86f * b - (0.16f * wide + 0.08f * up) * (1 - b) + 0.10f * squint * (1 - b)) * gap;
            var lower = (-0.14f * b - 0.24f * squint * (1 - b) + 0.06f * wide - 0.04f * up + 0.05f * down) * gap;
            points[eye.Upper[k]] += upper;
            points[eye.UpperRing2[k]] += 0.60f * upper;
            points[eye.UpperRing3[k]] += 0.20f * upper;
            points[eye.Lower[k]] += lower;
            points[eye.LowerRing2[k]] += 0.75f * lower;
            points[eye.LowerRing3[k]] += 0.30f * lower;
        }

        var corner = photo[eye.Upper[0]] - photo[eye.Upper[^1]];
        var width = new Vector2(corner.X, corner.Y).Length();
        var look = new Vector3(0.20f * outward * (motion["eyeLookOut" + side] - motion["eyeLookIn" + side]), 0.13f * (down - up), 0) * width;
        foreach (var i in eye.Iris) points[i] += look;
    }

    private static void MeetLips(Vector3[] points, Vector3 down)
    {
        for (var k = 1; k < 10; k++)
        {
            var (upper, lower) = (FaceTopology.LipInnerUpper[k], FaceTopology.LipInnerLower[k]);
            var gap = Vector3.Dot(points[lower] - points[upper], down);
            if (gap >= 0) continue;
            points[upper] += 0.5f * gap * down;
            points[lower] -= 0.5f * gap * down;
        }
    }
}
