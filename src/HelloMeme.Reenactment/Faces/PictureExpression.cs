using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>The expression of a single face, with nothing but the canonical face to compare with. A person's own features cannot be told from an expression here,
/// so every group has a dead band about the canonical value and reaches 1 only for a plain grimace.</summary>
public static class PictureExpression
{
    private const float BrowBand = 0.035f;     // IOD of brow height that people differ by
    private const float GazeBand = 0.04f;      // eye widths
    private const float IrisAboveCorners = 0.06f;   // eye widths, of people who look into the camera
    private const float ShutBelow = 0.17f, ShutSpan = 0.12f, WideAbove = 0.5f, WideSpan = 0.15f;   // lid height over eye width; open eyes have .2 to .43

    private static readonly int[] ClosedColumns = MouthAtRest.IndicesOf("mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft", "mouthFrownRight", "mouthPucker");

    private static readonly int InnerUp = SubjectRig.IndexOf("browInnerUp");

    /// <summary>52 coefficients 0..1 relative to the canonical face.</summary>
    public static float[] Estimate(FaceLandmarks face)
    {
        var pose = HeadPoseEstimator.Absolute(face);
        var blendshapes = MouthAtRest.Gap(face, pose) < MouthAtRest.ClosedGap ? MouthAtRest.Fit(face, pose, ClosedColumns) : MouthAtRest.Estimate(face);
        SubjectRig.TakeOffLimits(blendshapes);
        WriteBrows(face, pose, blendshapes);
        WriteEyes(face, pose, blendshapes);
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

    /// <summary>Both eyes look the same way, so their gaze is averaged; hidden behind a lid, an iris says nothing.</summary>
    private static void WriteEyes(FaceLandmarks face, HeadPose pose, float[] blendshapes)
    {
        var (gaze, seen) = (Vector2.Zero, 0);
        foreach (var (side, eye) in Sides)
        {
            var aperture = EyelidTrack.Aperture(face, eye);
            blendshapes[SubjectRig.IndexOf("eyeBlink" + side)] = Math.Clamp((ShutBelow - aperture) / ShutSpan, 0, 1);
            blendshapes[SubjectRig.IndexOf("eyeWide" + side)] = Math.Clamp((aperture - WideAbove) / WideSpan, 0, 1);
            if (aperture < ShutBelow) continue;
            gaze += Gaze(face, pose, eye);
            seen++;
        }

        if (seen == 0) return;
        gaze /= seen;
        gaze = new Vector2(Beyond(gaze.X, GazeBand) - Beyond(-gaze.X, GazeBand), Beyond(gaze.Y, GazeBand) - Beyond(-gaze.Y, GazeBand));
        new EyeGaze(gaze, gaze).Write(blendshapes);
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

    /// <summary>Iris from where it rests when the face looks ahead, in eye widths, in the face's frame.</summary>
    private static Vector2 Gaze(FaceLandmarks face, HeadPose pose, EyeTopology eye)
    {
        var (outer, inner, iris) = (pose.Unapply(face[eye.Upper[0]]), pose.Unapply(face[eye.Upper[^1]]), pose.Unapply(face[eye.Iris[0]]));
        var off = (iris - 0.5f * (outer + inner)) / MathF.Max(Vector3.Distance(outer, inner), 1e-3f);
        return new Vector2(off.X, off.Y + IrisAboveCorners);
    }

    private static float Beyond(float value, float band) => MathF.Max(0, value - band);
}
