namespace HelloMeme.Reenactment.Motion;

// Source: draft-engine.md section 9.9.
/// <summary>What a face does when it does nothing: slow sways, blinks, small glances. A layer of a track, the same for the same seed, closed over the track's length.</summary>
public static class IdleMotion
{
    private const double MinBlinkGap = 2.5, MaxBlinkGap = 5.5, MeanBlinkGap = 4;
    private const double MinGlanceGap = 1, MaxGlanceGap = 3;
    private const double MaxGlanceRight = 0.25, MaxGlanceUp = 0.12;
    private const double Degree = Math.PI / 180;

    private static readonly (int Channel, double Amplitude, double Seconds, double Phase)[] Sways =
    [
        (Channels.Yaw, 1.2 * Degree, 5.3, 0), (Channels.Yaw, 0.5 * Degree, 2.9, 1), (Channels.Pitch, 0.7 * Degree, 4.1, 0),
        (Channels.Roll, 0.5 * Degree, 6.7, 0), (Channels.X, 0.008, 3.7, 0),
    ];

    /// <summary>An additive layer for a track of <paramref name="length"/> frames at <paramref name="rate"/> frames per second.</summary>
    public static MotionLayer CreateLayer(double rate, int length, int seed)
    {
        var random = new SeededRandom(seed);
        var seconds = length / rate;
        var sways = CreateSways(rate, length, random.Between(0, 1));
        var blinks = BlinkShape.Curves(BlinkTimes(seconds, random), rate);
        var glances = Gaze.Curves(Glances(rate, seconds, random));
        return new MotionLayer("Idle", LayerKind.Idle, LayerMode.Additive, new ChannelCurves([.. sways, .. blinks, .. glances]));
    }

    /// <summary>Sines with a whole number of turns in the track; where that makes one faster it also gets smaller. The last sample repeats the first.</summary>
    private static IEnumerable<KeyValuePair<int, Curve>> CreateSways(double rate, int length, double start)
    {
        foreach (var channel in Sways.GroupBy(s => s.Channel))
        {
            var samples = new float[length + 1];
            for (var i = 0; i < length; i++)
                foreach (var sway in channel)
                {
                    var turns = Math.Max(1, Math.Round(length / rate / sway.Seconds));
                    var calm = Math.Min(1, length / rate / turns / sway.Seconds);
                    samples[i] += (float)(calm * sway.Amplitude * Math.Sin(2 * Math.PI * (turns * i / length + start) + sway.Phase));
                }
            samples[length] = samples[0];
            yield return new(channel.Key, Curve.FromSamples(samples));
        }
    }

    /// <summary>Seconds at which the lids are shut, 2.5 to 5.5 s apart, also across the seam of the loop; a track shorter than that blinks once, one under a second never.</summary>
    private static List<double> BlinkTimes(double seconds, SeededRandom random)
    {
        if (seconds < 1) return [];
        var count = (int)Math.Max(1, Math.Max(Math.Round(seconds / MeanBlinkGap), Math.Ceiling(seconds / MaxBlinkGap)));
        var mean = seconds / count;
        var gaps = Enumerable.Repeat(mean, count).ToArray();
        var play = Math.Max(0, Math.Min(mean - MinBlinkGap, MaxBlinkGap - mean));
        for (var i = 0; i + 1 < count; i += 2)
        {
            var change = random.Between(-play, play);
            (gaps[i], gaps[i + 1]) = (mean + change, mean - change);
        }
        var times = new List<double> { random.Between(0.1, gaps[^1] - 0.2) };
        for (var i = 0; i + 1 < count; i++) times.Add(times[^1] + gaps[i]);
        return times;
    }

    /// <summary>Quick looks aside, one frame each, every 1 to 3 s, the last one back to the viewer.</summary>
    private static List<GazeKey> Glances(double rate, double seconds, SeededRandom random)
    {
        var keys = new List<GazeKey> { default };
        var at = 0.0;
        while (true)
        {
            var next = at + random.Between(MinGlanceGap, MaxGlanceGap);
            if (next + MinGlanceGap > seconds - 0.1) break;
            at = next;
            Jump(random.Between(-MaxGlanceRight, MaxGlanceRight), random.Between(-MaxGlanceUp, MaxGlanceUp));
        }
        if (at == 0) return keys;
        at = random.Between(at + MinGlanceGap, Math.Min(at + MaxGlanceGap, seconds - 0.1));
        Jump(0, 0);
        return keys;

        void Jump(double right, double up)
        {
            var frame = Math.Round(at * rate);
            keys.Add(keys[^1] with { Frame = frame });
            keys.Add(new GazeKey(frame + 1, right, up));
        }
    }
}
