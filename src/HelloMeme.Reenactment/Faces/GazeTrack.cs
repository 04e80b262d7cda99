namespace HelloMeme.Reenactment.Faces;

/// <summary>Gaze of a whole clip: both eyes look the same way, which halves the noise of two irises a few pixels wide.</summary>
internal static class GazeTrack
{
    private const float ProfileYaw = 18 * MathF.PI / 180;
    private const float CrossedFrom = 0.7f;   // difference of the eyes at which they squint on purpose

    private static readonly int InRight = SubjectRig.IndexOf("eyeLookInRight"), InLeft = SubjectRig.IndexOf("eyeLookInLeft");
    private static readonly int OutRight = SubjectRig.IndexOf("eyeLookOutRight"), OutLeft = SubjectRig.IndexOf("eyeLookOutLeft");
    private static readonly int UpRight = SubjectRig.IndexOf("eyeLookUpRight"), UpLeft = SubjectRig.IndexOf("eyeLookUpLeft");
    private static readonly int DownRight = SubjectRig.IndexOf("eyeLookDownRight"), DownLeft = SubjectRig.IndexOf("eyeLookDownLeft");

    /// <summary>Couples the eyeLook coefficients of one frame; beyond 18 degrees the near eye leads. Yaw in radians, absolute.</summary>
    public static void WriteFrame(float yaw, Span<float> blendshapes)
    {
        var (right, left) = (blendshapes[InRight] - blendshapes[OutRight], blendshapes[OutLeft] - blendshapes[InLeft]);   // both towards the subject's left
        var (rightDown, leftDown) = (blendshapes[DownRight] - blendshapes[UpRight], blendshapes[DownLeft] - blendshapes[UpLeft]);
        var share = yaw > ProfileYaw ? 1 : yaw < -ProfileYaw ? 0 : 0.5f;   // of the right eye, which is the near one when the head turns to image right
        if (MathF.Abs(right - left) > CrossedFrom && share is 0.5f) return;
        var (across, down) = (share * right + (1 - share) * left, share * rightDown + (1 - share) * leftDown);
        Write(blendshapes, InRight, OutRight, across);
        Write(blendshapes, OutLeft, InLeft, across);
        Write(blendshapes, DownRight, UpRight, down);
        Write(blendshapes, DownLeft, UpLeft, down);
    }

    private static void Write(Span<float> blendshapes, int positive, int negative, float value) =>
        (blendshapes[positive], blendshapes[negative]) = (MathF.Max(0, value), MathF.Max(0, -value));
}
