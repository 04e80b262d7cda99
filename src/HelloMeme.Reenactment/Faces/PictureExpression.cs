using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>The expression of a single face, with nothing but the canonical face to compare with. A person's own features cannot be told from an expression here,
/// so every group has a dead band about the canonical value and reaches 1 only for a plain grimace.</summary>
public static class PictureExpression
{
    private const float BrowBand = 0.035f;     // IOD of brow height that people differ by
    private const float GazeBand = 0.04f;      // eye widths
    private const float ShutBelow = 0.55f, ShutSpan = 0.4f, WideAbove = 1.45f, WideSpan = 0.5f;   // openings as multiples of the canonical eye's
    private const float CanonicalAperture = 0.27f;   // lid height over eye width of an open eye

    private static readonly int[] MouthColumns = MouthAtRest.IndicesOf(
        "jawOpen", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthUpperUpLeft", "mouthUpperUpRight", "mouthSmileLeft", "mouthSmileRight",
        "mouthFrownLeft", "mouthFrownRight", "mouthFunnel", "mouthPucker");

    private static readonly int InnerUp = SubjectRig.IndexOf("browInnerUp");

    /// <summary>52 coefficients 0..1 relative to the canonical face.</summary>
    public static float[] Estimate(FaceLandmarks face)
    {
        var pose = HeadPoseEstimator.Absolute(face);
        var blendshapes = MouthAtRest.Fit(face, pose, MouthColumns);
        SubjectRig.TakeOffLimits(blendshapes);
        WriteBrows(face, pose, blendshapes);
        WriteEyes(face, blendshapes);
        return blendshapes;
    }

    private static void WriteBrows(FaceLandmarks face, HeadPose pose, float[] blendshapes)
    {
        var inner = 0f;
        foreach (var (side, eye) in Sides)
        {
            var (innerRise, outerRise) = (Rise(face, pose, eye, [3, 4]), Rise(face, pose, eye, [0, 1]));
            inner += Beyond(innerRise, BrowBand) / 0.095f / 2;
            blendshapes[SubjectRig.IndexOf("browOuterUp" + side)] = Math.Clamp(Beyond(outerRise, BrowBand) / 0.085f, 0, 1);
            blendshapes[SubjectRig.IndexOf("browDown" + side)] = Math.Clamp(Beyond(-innerRise, BrowBand) / 0.07f, 0, 1);
        }

        blendshapes[InnerUp] = Math.Clamp(inner, 0, 1);
    }

    private static void WriteEyes(FaceLandmarks face, float[] blendshapes)
    {
        var gaze = new EyeGaze(Gaze(face, FaceTopology.RightEye), Gaze(face, FaceTopology.LeftEye));
        gaze.Write(blendshapes);
        foreach (var (side, eye) in Sides)
        {
            var opening = EyelidTrack.Aperture(face, eye) / CanonicalAperture;
            blendshapes[SubjectRig.IndexOf("eyeBlink" + side)] = Math.Clamp((ShutBelow - opening) / ShutSpan, 0, 1);
            blendshapes[SubjectRig.IndexOf("eyeWide" + side)] = Math.Clamp((opening - WideAbove) / WideSpan, 0, 1);
        }
    }

    private static IEnumerable<(string Side, EyeTopology Eye)> Sides => [("Right", FaceTopology.RightEye), ("Left", FaceTopology.LeftEye)];

    /// <summary>How much higher than on the canonical face the brow stands above its eye, in IOD.</summary>
    private static float Rise(FaceLandmarks face, HeadPose pose, EyeTopology eye, int[] places)
    {
        var corners = 0.5f * (Height(face, pose, eye.Upper[0]) + Height(face, pose, eye.Upper[^1]));
        var rise = 0f;
        foreach (var k in places) rise += corners - 0.5f * (Height(face, pose, eye.BrowLower[k]) + Height(face, pose, eye.BrowUpper[k]));
        return rise / places.Length;
    }

    /// <summary>Height in the face's frame (y down) minus the canonical face's.</summary>
    private static float Height(FaceLandmarks face, HeadPose pose, int point) => pose.Unapply(face[point]).Y - RigTables.Canonical[point].Y;

    /// <summary>Iris from the middle of the eye corners, in eye widths, in the face's frame; the canonical iris stands in the middle.</summary>
    private static Vector2 Gaze(FaceLandmarks face, EyeTopology eye)
    {
        var pose = HeadPoseEstimator.Absolute(face);
        var (outer, inner, iris) = (pose.Unapply(face[eye.Upper[0]]), pose.Unapply(face[eye.Upper[^1]]), pose.Unapply(face[eye.Iris[0]]));
        var off = (iris - 0.5f * (outer + inner)) / MathF.Max(Vector3.Distance(outer, inner), 1e-3f);
        return new Vector2(Beyond(off.X, GazeBand) - Beyond(-off.X, GazeBand), Beyond(off.Y, GazeBand) - Beyond(-off.Y, GazeBand));
    }

    private static float Beyond(float value, float band) => MathF.Max(0, value - band);
}
