namespace HelloMeme.Reenactment.Motion;

/// <summary>Dense samples -> few smooth keys: least squares over all keys' values and slopes at once, a key added at the worst sample until all are near enough.</summary>
public static class CurveFitting
{
    /// <summary>Keeps a segment without inner samples from being undetermined; too weak to be seen.</summary>
    private const double SlopePrior = 1e-6;

    /// <summary>A curve within <paramref name="tolerance"/> (> 0, in the channel's unit) of every sample; sample i stands at frame i.</summary>
    public static Curve Fit(ReadOnlySpan<float> samples, double tolerance)
    {
        if (!(tolerance > 0)) throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be above 0.");
        if (samples.Length == 0) throw new FormatException("There are no samples to fit.");
        var (low, high) = Extent(samples);
        if (high - low <= 2 * tolerance) return Curve.FromKeys(new Keyframe(0, (low + high) / 2));

        var knots = new SortedSet<int> { 0, samples.Length - 1 };
        while (true)
        {
            int[] frames = [.. knots];
            var solution = Solve(samples, frames);                                 // value, slope per knot
            var failed = false;
            for (var i = 0; i + 1 < frames.Length; i++)
            {
                var (worst, error) = WorstSample(samples, frames, solution, i);
                if (error <= tolerance) continue;
                failed = true;
                if (frames[i + 1] - frames[i] > 1) knots.Add(worst > frames[i] && worst < frames[i + 1] ? worst : (frames[i] + frames[i + 1]) / 2);
            }
            if (!failed) return ToCurve(frames, solution);
            if (knots.Count == frames.Length) return Polyline(samples);            // nothing left to split
        }
    }

    private static (double Low, double High) Extent(ReadOnlySpan<float> samples)
    {
        double low = samples[0], high = samples[0];
        foreach (var sample in samples) (low, high) = (Math.Min(low, sample), Math.Max(high, sample));
        return (low, high);
    }

    private static double[] Solve(ReadOnlySpan<float> samples, int[] frames)
    {
        var system = new BandedSystem(2 * frames.Length, halfWidth: 3);
        Span<double> row = stackalloc double[4];
        for (var i = 0; i + 1 < frames.Length; i++)
        {
            var (from, to) = (frames[i], frames[i + 1]);
            for (var f = from; f <= to; f++)
            {
                if (f == to && i + 2 < frames.Length) continue;                   // the next segment counts it
                Hermite(f - from, to - from, row);
                system.AddEquation(2 * i, row, samples[f], weight: 1);
            }
        }
        for (var i = 0; i < frames.Length; i++)
        {
            var (before, after) = (Math.Max(frames[i] - 1, 0), Math.Min(frames[i] + 1, samples.Length - 1));
            system.AddEquation(2 * i + 1, [1], (samples[after] - (double)samples[before]) / (after - before), SlopePrior);
        }
        return system.Solve();
    }

    /// <summary>Shares of value, slope, value, slope of a segment's two knots.</summary>
    private static void Hermite(double offset, double span, Span<double> row)
    {
        var t = offset / span;
        var s = 1 - t;
        row[0] = s * s * (1 + 2 * t);
        row[1] = s * s * t * span;
        row[2] = t * t * (3 - 2 * t);
        row[3] = -t * t * s * span;
    }

    private static (int Frame, double Error) WorstSample(ReadOnlySpan<float> samples, int[] frames, double[] solution, int segment)
    {
        Span<double> row = stackalloc double[4];
        var (worst, largest) = (frames[segment], 0.0);
        for (var f = frames[segment]; f <= frames[segment + 1]; f++)
        {
            Hermite(f - frames[segment], frames[segment + 1] - frames[segment], row);
            var value = 0.0;
            for (var k = 0; k < 4; k++) value += row[k] * solution[2 * segment + k];
            var error = Math.Abs(value - samples[f]);
            if (error > largest) (worst, largest) = (f, error);
        }
        return (worst, largest);
    }

    private static Curve ToCurve(int[] frames, double[] solution) => Curve.FromKeys(frames.Select((frame, i) =>
    {
        double before = i > 0 ? frame - frames[i - 1] : 0, after = i + 1 < frames.Length ? frames[i + 1] - frame : 0;
        var slope = solution[2 * i + 1];
        return new Keyframe(frame, solution[2 * i], KeyKind.Bezier, HandleMode.Aligned, new Handle(-before / 3, -slope * before / 3), new Handle(after / 3, slope * after / 3));
    }));

    private static Curve Polyline(ReadOnlySpan<float> samples)
    {
        var keys = new Keyframe[samples.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = new Keyframe(i, samples[i], KeyKind.Linear);
        return Curve.FromKeys(keys);
    }
}
