using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 6 (lids on the photo's own geometry), solved for blink and wide.
/// <summary>Lids of one frame against the neutral frame's own opening. Squint is not told apart from a light blink and stays 0.</summary>
internal static class EyelidEstimator
{
    private const float LidByLookDown = 0.28f;
    private const float FadeFrom = 0.55f, FadeTo = 0.85f;   // closure at which an iris can no longer be seen

    private static readonly LidIndices RightLids = LidIndices.Of("Right"), LeftLids = LidIndices.Of("Left");

    /// <summary>Writes the eyeLook, eyeBlink and eyeWide coefficients of both eyes.</summary>
    public static void Write(FaceLandmarks neutral, FaceLandmarks frame, HeadPose move, EyeGaze gaze, Span<float> blendshapes)
    {
        Write(Opening(FaceTopology.RightEye, neutral, frame, move), Opening(FaceTopology.LeftEye, neutral, frame, move), gaze, blendshapes);
    }

    /// <summary>The same from openings (1 = as in the neutral frame, 0 = shut).</summary>
    public static void Write(float right, float left, EyeGaze gaze, Span<float> blendshapes)
    {
        new EyeGaze(gaze.Right * Trust(right), gaze.Left * Trust(left)).Write(blendshapes);
        Write(blendshapes, right, RightLids);
        Write(blendshapes, left, LeftLids);
    }

    /// <summary>Blink without the share of the lid that follows a look down.</summary>
    public static float WithoutLookDown(float closure, float lookDown) => Math.Clamp((closure - LidByLookDown * lookDown) / (1 - LidByLookDown * lookDown), 0, 1);

    /// <summary>Lid opening as a multiple of the neutral's, 0 = shut: the share of each neutral gap vector that is left, as seen in the frame's picture.</summary>
    public static float Opening(EyeTopology eye, FaceLandmarks neutral, FaceLandmarks frame, HeadPose move)
    {
        float left = 0, whole = 0;
        for (var k = 2; k <= 6; k++)
        {
            var before = move.Scale * Vector3.Transform(neutral[eye.Lower[k]] - neutral[eye.Upper[k]], move.Rotation);
            var now = frame[eye.Lower[k]] - frame[eye.Upper[k]];
            left += before.X * now.X + before.Y * now.Y;
            whole += before.X * before.X + before.Y * before.Y;
        }

        return whole < 1e-6f ? 1 : Math.Max(0, left / whole);
    }

    private static float Trust(float opening)
    {
        var t = Math.Clamp((1 - opening - FadeFrom) / (FadeTo - FadeFrom), 0, 1);
        return 1 - t * t * (3 - 2 * t);
    }

    /// <summary>Section 6 without squint gives opening = 1 + .04 up + .05 down - b (1 + .08 up) + wide (.16 (1 - b) + .06), b = blink + .28 down (1 - blink).</summary>
    private static void Write(Span<float> blendshapes, float opening, LidIndices lids)
    {
        var (up, down) = (blendshapes[lids.LookUp], blendshapes[lids.LookDown]);
        var followed = LidByLookDown * down;
        var still = 1 + 0.04f * up + 0.05f * down;
        var excess = opening - (still - followed * (1 + 0.08f * up));   // above what gaze alone leaves
        blendshapes[lids.Blink] = WithoutLookDown((still - opening) / (1 + 0.08f * up), down);
        blendshapes[lids.Wide] = Math.Clamp(excess / (0.16f * (1 - followed) + 0.06f), 0, 1);
    }

    private readonly record struct LidIndices(int Blink, int Wide, int LookUp, int LookDown)
    {
        public static LidIndices Of(string side) => new(
            SubjectRig.IndexOf("eyeBlink" + side), SubjectRig.IndexOf("eyeWide" + side), SubjectRig.IndexOf("eyeLookUp" + side), SubjectRig.IndexOf("eyeLookDown" + side));
    }
}
