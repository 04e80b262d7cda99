namespace HelloMeme.Reenactment.Motion;

/// <summary>A motion out of one expression, as a driving picture gives it.</summary>
public static class StillMotion
{
    private const double EaseSeconds = 0.4, TotalSeconds = 2;

    /// <summary>Ease there in .4 s, hold, ease back: a loop of 2 s.</summary>
    public static MotionTrack FromExpression(MotionFrame target, double rate = 25)
    {
        var length = (int)Math.Round(TotalSeconds * rate);
        var ease = EaseSeconds * rate;
        var curves = new List<KeyValuePair<int, Curve>>();
        for (var channel = 0; channel < Channels.Count; channel++)
        {
            double rest = Channels.All[channel].Default, value = target[channel];
            if (value == rest) continue;
            curves.Add(new(channel, Curve.FromKeys(new Keyframe(0, rest), new Keyframe(ease, value), new Keyframe(length - ease, value), new Keyframe(length, rest))));
        }
        return new MotionTrack(rate, length, [new MotionLayer("Expression", LayerKind.Captured, LayerMode.Replace, new ChannelCurves(curves))]) { Loop = true };
    }
}
