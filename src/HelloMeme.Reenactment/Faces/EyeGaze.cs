using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md sections 6 (eyeball layer) and 9.6.
/// <summary>How far each iris stands from where the neutral frame has it, in eye widths along the neutral picture's axes (x right, y down).</summary>
public readonly record struct EyeGaze(Vector2 Right, Vector2 Left)
{
    private const float SideReach = 0.20f, HeightReach = 0.13f;   // eye widths at coefficient 1

    /// <param name="neutral">Landmarks of the frame that counts as looking ahead.</param>
    /// <param name="frame">Landmarks of the frame to read.</param>
    /// <param name="move">Similarity from the neutral's points to the frame's.</param>
    public static EyeGaze Between(FaceLandmarks neutral, FaceLandmarks frame, HeadPose move) =>
        new(Offset(FaceTopology.RightEye, neutral, frame, move), Offset(FaceTopology.LeftEye, neutral, frame, move));

    /// <summary>Writes the eight eyeLook coefficients, 0..1, as the Draft engine reads them back.</summary>
    public void Write(Span<float> blendshapes)
    {
        Write(blendshapes, -Right.X, Right.Y, LookRight);
        Write(blendshapes, Left.X, Left.Y, LookLeft);
    }

    private static readonly LookIndices LookRight = LookIndices.Of("Right"), LookLeft = LookIndices.Of("Left");

    private static Vector2 Offset(EyeTopology eye, FaceLandmarks neutral, FaceLandmarks frame, HeadPose move)
    {
        var (outer, inner, iris) = (eye.Upper[0], eye.Upper[^1], eye.Iris[0]);
        var before = neutral[iris] - 0.5f * (neutral[outer] + neutral[inner]);
        var after = move.Unapply(frame[iris]) - 0.5f * (move.Unapply(frame[outer]) + move.Unapply(frame[inner]));
        var corner = neutral[outer] - neutral[inner];
        var width = new Vector2(corner.X, corner.Y).Length();
        return width < 1e-3f ? default : new Vector2(after.X - before.X, after.Y - before.Y) / width;
    }

    private static void Write(Span<float> blendshapes, float outward, float downward, LookIndices look)
    {
        blendshapes[look.Out] = Math.Clamp(outward / SideReach, 0, 1);
        blendshapes[look.In] = Math.Clamp(-outward / SideReach, 0, 1);
        blendshapes[look.Down] = Math.Clamp(downward / HeightReach, 0, 1);
        blendshapes[look.Up] = Math.Clamp(-downward / HeightReach, 0, 1);
    }

    private readonly record struct LookIndices(int Out, int In, int Down, int Up)
    {
        public static LookIndices Of(string side) => new(
            SubjectRig.IndexOf("eyeLookOut" + side), SubjectRig.IndexOf("eyeLookIn" + side), SubjectRig.IndexOf("eyeLookDown" + side), SubjectRig.IndexOf("eyeLookUp" + side));
    }
}
