using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 9.5.
/// <summary>Lids of a whole clip, measured against the clip's own open eye, so that a neutral frame with half-closed eyes does no harm.</summary>
internal static class EyelidTrack
{
    private const double OpenPercentile = 0.85;
    private const float ProfileYaw = 18 * MathF.PI / 180;
    private const float WinkDifference = 0.35f;

    private static readonly int BlinkRight = SubjectRig.IndexOf("eyeBlinkRight"), BlinkLeft = SubjectRig.IndexOf("eyeBlinkLeft");
    private static readonly int WideRight = SubjectRig.IndexOf("eyeWideRight"), WideLeft = SubjectRig.IndexOf("eyeWideLeft");
    private static readonly int DownRight = SubjectRig.IndexOf("eyeLookDownRight"), DownLeft = SubjectRig.IndexOf("eyeLookDownLeft");

    /// <summary>Replaces blink and wide of every frame's 52 coefficients. Yaws in radians, absolute; the three lists go frame by frame.</summary>
    public static void Write(IReadOnlyList<FaceLandmarks> faces, IReadOnlyList<float> yaws, IReadOnlyList<float[]> blendshapes)
    {
        var right = faces.Select(f => Aperture(f, FaceTopology.RightEye)).ToArray();
        var left = faces.Select(f => Aperture(f, FaceTopology.LeftEye)).ToArray();
        var (openRight, openLeft) = (Percentile(right), Percentile(left));
        for (var i = 0; i < faces.Count; i++) WriteFrame(right[i] / openRight, left[i] / openLeft, yaws[i], blendshapes[i]);
    }

    /// <summary>Both lids from opening ratios (1 = this person's open eye).</summary>
    public static void WriteFrame(float right, float left, float yaw, Span<float> blendshapes)
    {
        var blinkRight = EyelidEstimator.WithoutLookDown((0.88f - right) / 0.62f, blendshapes[DownRight]);
        var blinkLeft = EyelidEstimator.WithoutLookDown((0.88f - left) / 0.62f, blendshapes[DownLeft]);
        if (yaw > ProfileYaw) blinkLeft = blinkRight;           // turned to image right: the subject's right eye is the near one
        else if (yaw < -ProfileYaw) blinkRight = blinkLeft;
        else if (Math.Abs(blinkLeft - blinkRight) < WinkDifference) blinkLeft = blinkRight = (blinkLeft + blinkRight) / 2;
        blendshapes[BlinkRight] = blinkRight;
        blendshapes[BlinkLeft] = blinkLeft;
        blendshapes[WideRight] = Math.Clamp((right - 1.08f) / 0.3f, 0, 1);
        blendshapes[WideLeft] = Math.Clamp((left - 1.08f) / 0.3f, 0, 1);
    }

    /// <summary>Mean height of the middle of the eye over its width, in three dimensions.</summary>
    public static float Aperture(FaceLandmarks face, EyeTopology eye)
    {
        float height = 0;
        for (var k = 3; k < 6; k++) height += Vector3.Distance(face[eye.Upper[k]], face[eye.Lower[k]]) / 3;
        return height / Math.Max(Vector3.Distance(face[eye.Upper[0]], face[eye.Upper[^1]]), 1e-3f);
    }

    /// <summary>Linear between the two nearest ranks.</summary>
    private static float Percentile(float[] values)
    {
        var sorted = values.Order().ToArray();
        var rank = OpenPercentile * (sorted.Length - 1);
        var low = (int)rank;
        var high = Math.Min(low + 1, sorted.Length - 1);
        return Math.Max(1e-3f, (float)(sorted[low] + (rank - low) * (sorted[high] - sorted[low])));
    }
}
