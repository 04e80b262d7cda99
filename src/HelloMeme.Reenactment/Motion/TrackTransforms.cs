namespace HelloMeme.Reenactment.Motion;

/// <summary>Whole-track changes that a render order can ask for; each gives a new track.</summary>
public static class TrackTransforms
{
    /// <summary>0 = the photo at rest, 1 = unchanged, 2 = twice as far from rest in every channel (results stay within the channels' ranges).</summary>
    /// <exception cref="FormatException">Outside 0..2.</exception>
    public static MotionTrack WithStrength(this MotionTrack track, double strength)
    {
        if (strength is not (>= 0 and <= 2)) throw new FormatException($"The strength is {strength}; it must be within 0 and 2.");
        return strength == 1 ? track : track.WithCurves(curves => curves.Select((channel, curve) => curve.Scaled(Channels.All[channel].Default, strength)));
    }

    /// <summary>The head stays as in the photo; only the 52 coefficients move.</summary>
    public static MotionTrack OnlyExpression(this MotionTrack track) => track.WithCurves(curves => curves.Where(channel => channel >= Channels.PoseCount));

    /// <summary>Only the head moves; the face keeps the photo's expression.</summary>
    public static MotionTrack OnlyPose(this MotionTrack track) => track.WithCurves(curves => curves.Where(channel => channel < Channels.PoseCount));

    /// <summary>Played at another speed at the same rate: 2 = half as long. The length is rounded to whole frames and the time follows it, so loops stay closed.</summary>
    /// <exception cref="FormatException">Outside 0.1..10, or the result is too long.</exception>
    public static MotionTrack AtSpeed(this MotionTrack track, double speed)
    {
        if (speed is not (>= 0.1 and <= 10)) throw new FormatException($"The speed is {speed}; it must be within 0.1 and 10.");
        return track.Stretched(track.Length / speed);
    }

    /// <summary>The same duration (to half a frame) in frames of another rate.</summary>
    /// <exception cref="FormatException">Rate or length outside <see cref="MotionLimits"/>.</exception>
    public static MotionTrack AtRate(this MotionTrack track, double rate) =>
        rate == track.Rate ? track : (track with { Rate = rate }).Stretched(track.Length * rate / track.Rate);

    /// <summary>Forward, then backward: a loop of 2 * Length - 2 frames, flattened into one sampled layer.</summary>
    /// <exception cref="FormatException">The result is too long.</exception>
    public static MotionTrack PingPong(this MotionTrack track)
    {
        if (track.Length == 1) return track with { Loop = true };
        var period = 2 * track.Length - 2;
        var frames = new MotionFrame[period + 1];                        // one more than the period: the loop closes on its first frame
        for (var i = 0; i <= period; i++) frames[i] = i < track.Length ? track.Evaluate(i) : frames[period - i];
        return MotionTrack.FromSamples(track.Rate, frames, track.Neutral) with { Length = period, Loop = true };
    }

    private static MotionTrack Stretched(this MotionTrack track, double length)
    {
        var whole = Math.Max(1, Math.Round(length));
        var factor = whole / track.Length;
        if (factor == 1) return track;
        if (whole > MotionLimits.MaxLength) throw new FormatException($"The motion would have {whole} frames; it must have 1 to {MotionLimits.MaxLength}.");
        return track with
        {
            Length = (int)whole,
            Layers = [.. track.Layers.Select(layer => layer with
            {
                Range = layer.Range is { } r ? new LayerRange(r.From * factor, r.To * factor, r.FadeIn * factor, r.FadeOut * factor) : null,
                Curves = layer.Curves.Select((_, curve) => curve.Stretched(factor)),
            })],
        };
    }

    private static MotionTrack WithCurves(this MotionTrack track, Func<ChannelCurves, ChannelCurves> change) =>
        track with { Layers = [.. track.Layers.Select(layer => layer with { Curves = change(layer.Curves) })] };
}
