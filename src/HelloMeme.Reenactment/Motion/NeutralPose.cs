namespace HelloMeme.Reenactment.Motion;

/// <summary>Where the driver's head stood in the driver's picture at the frame that counts as rest. Yaw, Pitch, Roll: radians, signs as the head channels, 0 = frontal.
/// X, Y: middle between the outer eye corners as fractions of the picture's width and height, from its top left. Scale: outer-eye distance as a fraction of the width.</summary>
public sealed record NeutralPose(double Yaw, double Pitch, double Roll, double X, double Y, double Scale)
{
    /// <summary>A frontal face in the middle of a square crop, as authored motions assume.</summary>
    public static NeutralPose Frontal { get; } = new(0, 0, 0, 0.5, 0.45, 0.25);

    internal bool IsFinite => MotionLimits.IsValue(Yaw) && MotionLimits.IsValue(Pitch) && MotionLimits.IsValue(Roll)
        && MotionLimits.IsValue(X) && MotionLimits.IsValue(Y) && Scale is > 0 and <= MotionLimits.MaxValue;
}
