using Xunit;

namespace HelloMeme.Tests.Golden;

/// <summary>Everything built here against what the original code gave for the same weights and inputs. HELLOMEME_GOLDEN=DIR runs another folder of the same schema.</summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    public static TheoryData<string> Covered => [.. GoldenKinds.Names.Where(n => GoldenKinds.Of(n) is not null)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Covered))]
    public void Case_equals_the_original(string name)
    {
        var kind = GoldenKinds.Of(name)!;
        using var golden = GoldenKinds.Open(name);
        var faults = new List<string>();
        foreach (var run in kind.Run(golden))
        {
            foreach (var (key, floor, largest) in golden.Expected)
            {
                var error = Error(golden.Floats("out." + key), run.Outputs[key]);
                var tolerance = Math.Max(kind.Slack * floor, 5e-5 + 1e-5 * largest);
                var line = $"{name,-26} {run.Form,-9} {key,-10} error {error:e2} floor {floor:e2} ratio {error / floor,5:f1} tolerance {tolerance:e1}";
                output.WriteLine(line);
                if (!(error <= tolerance)) faults.Add(line);
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Cases_outside_what_is_built_are_told()
    {
        var others = GoldenKinds.Names.Where(n => !GoldenKinds.IsRun(n)).ToArray();
        output.WriteLine($"not covered: {others.Length} of {GoldenKinds.Names.Count()} cases: {string.Join(", ", others)}");
        if (GoldenData.IsOwn) Assert.NotEmpty(GoldenKinds.Names.Except(others, StringComparer.Ordinal)); // another folder may hold none but such
    }

    /// <summary>Largest absolute difference; NaN where anything is not a number.</summary>
    private static double Error(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return expected.Zip(actual, (e, a) => Math.Abs((double)e - a)).Aggregate(0.0, (worst, d) => double.IsNaN(d) || d > worst ? d : worst);
    }
}
