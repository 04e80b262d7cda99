namespace HelloMeme.Reenactment.Motion;

/// <summary>The one frame that tells a motion best: what a still or a poster shows.</summary>
public static class TrackPeak
{
    private static readonly int BlinkLeft = Channels.IndexOf("eyeBlinkLeft"), BlinkRight = Channels.IndexOf("eyeBlinkRight");

    /// <summary>Index of the frame farthest from rest, each channel measured in its own range; the middle one where several are equally far.
    /// A wink counts, a blink does not: nobody wants the still in which both eyes are shut by chance.</summary>
    public static int PeakFrame(this MotionTrack track)
    {
        Span<double> values = stackalloc double[Channels.Count];
        double farthest = -1;
        int first = 0, last = 0;
        for (var i = 0; i < track.Length; i++)
        {
            track.Evaluate(i, values);
            var distance = DistanceFromRest(values);
            if (distance > farthest + 1e-9) (farthest, first, last) = (distance, i, i);
            else if (distance > farthest - 1e-9) last = i;
        }

        return (first + last) / 2;
    }

    private static double DistanceFromRest(ReadOnlySpan<double> values)
    {
        var wink = values[BlinkLeft] - values[BlinkRight];
        var sum = wink * wink;
        for (var c = 0; c < values.Length; c++)
        {
            if (c == BlinkLeft || c == BlinkRight) continue;
            var channel = Channels.All[c];
            var share = (values[c] - channel.Default) / (channel.Maximum - channel.Default);
            sum += share * share;
        }

        return sum;
    }
}
