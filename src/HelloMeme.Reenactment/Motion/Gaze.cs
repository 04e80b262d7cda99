namespace HelloMeme.Reenactment.Motion;

/// <summary>Where the eyes look, as keys of the eight eyeLook channels. Right and Up are shares of a full look, seen in the image, -1..1.</summary>
internal static class Gaze
{
    private static readonly (string Channel, double Right, double Up)[] Shares =
    [
        ("eyeLookOutLeft", 1, 0), ("eyeLookInRight", 1, 0), ("eyeLookInLeft", -1, 0), ("eyeLookOutRight", -1, 0),     // the subject's left eye is at image right
        ("eyeLookUpLeft", 0, 1), ("eyeLookUpRight", 0, 1), ("eyeLookDownLeft", 0, -1), ("eyeLookDownRight", 0, -1),
    ];

    /// <summary>Channels that stay at rest get no curve.</summary>
    public static IEnumerable<KeyValuePair<int, Curve>> Curves(IReadOnlyList<GazeKey> keys)
    {
        foreach (var (channel, right, up) in Shares)
        {
            var values = keys.Select(k => new Keyframe(k.Frame, Math.Clamp(k.Right * right + k.Up * up, 0, 1))).ToArray();
            if (Array.Exists(values, k => k.Value > 0)) yield return new(Channels.IndexOf(channel), Curve.FromKeys(values));
        }
    }
}

internal readonly record struct GazeKey(double Frame, double Right, double Up);
