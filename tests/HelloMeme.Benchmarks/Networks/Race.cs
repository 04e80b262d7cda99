using System.Diagnostics;

namespace HelloMeme.Benchmarks.Networks;

/// <summary>Seconds of one contender, round by round: by the clock, and of this process's processors.</summary>
internal sealed record RaceTimes(string Name, IReadOnlyList<double> Wall, IReadOnlyList<double> Processor)
{
    public double Median => MedianOf(Wall);

    public double ProcessorMedian => MedianOf(Processor);

    /// <summary>Fastest to slowest in milliseconds.</summary>
    public string Spread => $"{Wall.Min() * 1000:0}-{Wall.Max() * 1000:0}";

    public static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>Runs contenders in turn, each round beginning with another one, so that a busy moment of the machine falls on all alike.</summary>
internal static class Race
{
    private const double ShortestTiming = 0.04;

    public static IReadOnlyList<RaceTimes> Run(int rounds, params IReadOnlyList<(string Name, Action Work)> contenders)
    {
        // 1. Warm, and as many runs a timing as the clock needs
        var repeats = contenders.Select(c =>
        {
            var cold = Time(c.Work, 1).Wall;
            return cold > 1 ? 1 : Math.Max(1, (int)Math.Ceiling(ShortestTiming / Time(c.Work, 1).Wall));
        }).ToArray();

        // 2. In turn
        var times = contenders.Select(_ => new List<(double Wall, double Processor)>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var turn = (i + round) % contenders.Count;
                times[turn].Add(Time(contenders[turn].Work, repeats[turn]));
            }
        }

        return [.. contenders.Select((c, i) => new RaceTimes(c.Name, [.. times[i].Select(t => t.Wall)], [.. times[i].Select(t => t.Processor)]))];
    }

    /// <summary>How many times as long one takes as another, by the clock: median and extremes over the rounds, then the median by processor time.</summary>
    public static string Ratio(RaceTimes slow, RaceTimes quick)
    {
        var wall = slow.Wall.Zip(quick.Wall, (a, b) => a / b).ToArray();
        return $"{RaceTimes.MedianOf(wall):0.00} ({wall.Min():0.00}-{wall.Max():0.00}; processor {RaceTimes.MedianOf(slow.Processor.Zip(quick.Processor, (a, b) => a / b)):0.00})";
    }

    /// <summary>Largest difference of two outputs and largest number of the first.</summary>
    public static (double Difference, double Largest) Compare(float[] expected, float[] found)
    {
        if (expected.Length != found.Length) throw new ArgumentException($"{expected.Length} numbers cannot be compared with {found.Length}.", nameof(found));
        double difference = 0, largest = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            var one = Math.Abs((double)expected[i] - found[i]);
            if (!(one <= difference)) difference = one; // a NaN stays
            largest = Math.Max(largest, Math.Abs(expected[i]));
        }

        return (difference, largest);
    }

    private static (double Wall, double Processor) Time(Action work, int repeats)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++) work();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds / repeats, (Environment.CpuUsage.TotalTime - processor).TotalSeconds / repeats);
    }
}
