namespace HelloMeme.Reenactment.Motion;

// Source: draft-engine.md section 9.9.
/// <summary>One blink of both lids: 70 ms down, 40 ms closed, 130 ms up.</summary>
internal static class BlinkShape
{
    public const double DownSeconds = 0.07, ClosedSeconds = 0.04, UpSeconds = 0.13;

    /// <summary>Curves of both lids, fully closed from each of the given times on; times are moved to whole frames, so that a frame sees the lids shut.</summary>
    public static IEnumerable<KeyValuePair<int, Curve>> Curves(IEnumerable<double> closedAtSeconds, double rate)
    {
        var keys = new List<Keyframe>();
        foreach (var seconds in closedAtSeconds)
        {
            var closed = Math.Round(seconds * rate);
            keys.Add(new Keyframe(closed - DownSeconds * rate, 0));
            keys.Add(new Keyframe(closed, 1));
            keys.Add(new Keyframe(closed + ClosedSeconds * rate, 1));
            keys.Add(new Keyframe(closed + (ClosedSeconds + UpSeconds) * rate, 0));
        }
        if (keys.Count == 0) yield break;
        var curve = Curve.FromKeys(keys);
        yield return new(Channels.IndexOf("eyeBlinkLeft"), curve);
        yield return new(Channels.IndexOf("eyeBlinkRight"), curve);
    }
}
