using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Reenactment.Diffusion.Conditions;

/// <summary>One frame of a render: the motion it shows, and the driver's frame it comes from.</summary>
/// <param name="DriverFrame">Null without a driver.</param>
/// <param name="SameFace">The face is as captured: the driver's own picture shows it.</param>
/// <param name="SamePose">The head is held as captured.</param>
public sealed record PlannedFrame(MotionFrame Motion, int? DriverFrame, bool SameFace, bool SamePose)
{
    // A stretched track gives its own samples back to rounding.
    private const float Tolerance = 1e-4f;

    /// <summary>The frames of a film at a rate.</summary>
    public static IReadOnlyList<PlannedFrame> Film(RenderScene scene, double framesPerSecond)
    {
        var frames = new PlannedFrame[Math.Max(1, (int)Math.Round(scene.Motion.Seconds * framesPerSecond))];
        for (var i = 0; i < frames.Length; i++) frames[i] = At(scene, i * scene.Motion.Rate / framesPerSecond);
        return frames;
    }

    /// <summary>At a place of the played motion. With a driving clip the nearest of its frames is taken, as the official code takes whole frames of the driver.</summary>
    public static PlannedFrame At(RenderScene scene, double place)
    {
        if (scene.Driver is not { } driver) return new PlannedFrame(scene.Motion.Evaluate(place), null, false, false);
        if (driver.IsStill) return Compare(scene.Motion.Evaluate(place), driver, 0);

        // 1. Which frame of what the order began with
        var length = driver.PingPong && scene.Motion.Length > 1 ? scene.Motion.Length / 2 + 1 : scene.Motion.Length;
        var back = place > length - 1 && driver.PingPong;
        var forward = back ? 2 * length - 2 - place : place;
        var before = driver.Pictures?.Count ?? driver.Captured.Length;
        var factor = (double)length / before;
        var frame = Math.Clamp((int)Math.Round(forward / factor, MidpointRounding.AwayFromZero), 0, before - 1);

        // 2. The motion at just that frame, and the driver's frame that it was
        var whole = Math.Min(frame * factor, length - 1);
        return Compare(scene.Motion.Evaluate(back ? 2 * length - 2 - whole : whole), driver, driver.Pictures?[frame] ?? frame);
    }

    private static PlannedFrame Compare(MotionFrame motion, DrivingFace driver, int frame)
    {
        var captured = driver.Captured.Evaluate(frame);
        return new PlannedFrame(motion, frame, SameFaces(motion, captured), SamePoses(motion, captured));
    }

    private static bool SameFaces(MotionFrame a, MotionFrame b) => Same(a, b, Channels.PoseCount, Channels.Count);

    private static bool SamePoses(MotionFrame a, MotionFrame b) => Same(a, b, 0, Channels.PoseCount);

    private static bool Same(MotionFrame a, MotionFrame b, int from, int to)
    {
        for (var c = from; c < to; c++)
            if (Math.Abs(a[c] - b[c]) > Tolerance) return false;
        return true;
    }
}
