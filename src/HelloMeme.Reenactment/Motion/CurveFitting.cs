namespace HelloMeme.Reenactment.Motion;

/// <summary>Dense samples -> few smooth keys: least squares over all keys' values and slopes at once, failing segments halved until all are near enough.</summary>
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

        int[] frames = [0, samples.Length - 1];
        while (true)
        {
            var solution = Solve(samples, frames);                                 // value, slope per knot
            var errors = new double[frames.Length - 1];
            for (var i = 0; i < errors.Length; i++) errors[i] = LargestError(samples, frames, solution, i);
            if (!errors.AsSpan().ContainsAnyInRange(Math.BitIncrement(tolerance), double.PositiveInfinity)) return ToCurve(frames, solution);
            var more = HalveWorst(frames, errors, tolerance);
            if (more.Length == frames.Length) return Polyline(samples);            // nothing left to halve
            frames = more;
        }
    }

    /// <summary>A knot in the middle of every segment that fails and is worse than its neighbours: a key next door often mends a segment too.</summary>
    private static int[] HalveWorst(int[] frames, double[] errors, double tolerance)
    {
        double ErrorOf(int i) => i >= 0 && i < errors.Length && frames[i + 1] - frames[i] > 1 ? errors[i] : 0;
        var knots = new List<int> { frames[0] };
        for (var i = 0; i < errors.Length; i++)
        {
            if (ErrorOf(i) > tolerance && ErrorOf(i) >= ErrorOf(i - 1) && ErrorOf(i) >= ErrorOf(i + 1)) knots.Add((frames[i] + frames[i + 1]) / 2);
            knots.Add(frames[i + 1]);
        }
        return [.. knots];
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

    private static double LargestError(ReadOnlySpan<float> samples, int[] frames, double[] solution, int segment)
    {
        Span<double> row = stackalloc double[4];
        var largest = 0.0;
        for (var f = frames[segment]; f <= frames[segment + 1]; f++)
        {
            Hermite(f - frames[segment], frames[segment + 1] - frames[segment], row);
            var value = 0.0;
            for (var k = 0; k < 4; k++) value += row[k] * solution[2 * segment + k];
            largest = Math.Max(largest, Math.Abs(value - samples[f]));
        }
        return largest;
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
