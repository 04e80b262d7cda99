using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Reenactment.Diffusion.Conditions;

/// <summary>Which frame of the driver each frame of an edited motion was: editing may have cut time out, put some in or stretched it.</summary>
internal static class DriverAlignment
{
    /// <summary>A driver's frame for each frame of the edited motion; null where the motion is the captured one or the driver a picture.</summary>
    public static IReadOnlyList<int>? Of(DrivingFace? driver)
    {
        if (driver is not { Edited: { } edited, IsStill: false }) return null;
        var captured = Enumerable.Range(0, driver.Captured.Length).Select(i => driver.Captured.Evaluate(i)).ToArray();
        var aligned = new int[edited.Length];
        var shift = 0; // how far the driver is ahead, as at the frame before
        for (var i = 0; i < aligned.Length; i++)
        {
            aligned[i] = Find(edited.Evaluate(i), captured, Math.Clamp(i + shift, 0, captured.Length - 1));
            shift = aligned[i] - i;
        }

        return aligned;
    }

    // The nearest to the one that is due that is just so; of an edited frame the nearest with its face, else with its pose. One that is like none stays with the due one.
    private static int Find(MotionFrame frame, MotionFrame[] captured, int due) =>
        Nearest(captured, due, c => PlannedFrame.SameFaces(frame, c) && PlannedFrame.SamePoses(frame, c))
        ?? Nearest(captured, due, c => PlannedFrame.SameFaces(frame, c))
        ?? Nearest(captured, due, c => PlannedFrame.SamePoses(frame, c))
        ?? due;

    private static int? Nearest(MotionFrame[] captured, int due, Func<MotionFrame, bool> same)
    {
        for (var away = 0; away < captured.Length; away++)
        {
            if (due + away < captured.Length && same(captured[due + away])) return due + away;
            if (due - away >= 0 && same(captured[due - away])) return due - away;
        }

        return null;
    }
}
