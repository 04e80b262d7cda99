using System.Text.RegularExpressions;
using HelloMeme.Reenactment.Diffusion.Schedulers;
using HelloMeme.Tests.Golden;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Schedulers;

/// <summary>Whole runs of the original schedulers, every step; tolerance 1e-5 of the largest number.</summary>
public sealed class SchedulerCaseTests(ITestOutputHelper output)
{
    /// <summary>Names of the cases that this class runs.</summary>
    internal const string Pattern = @"sched_(euler|dpm_sde|ddim)_\d+";

    public static TheoryData<string> Cases => [.. GoldenData.Cases("sched_").Where(name => Regex.IsMatch(name, $"^{Pattern}$"))];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Every_step_equals_the_original(string goldenCase)
    {
        using var golden = new GoldenTensors(goldenCase);
        var last = goldenCase.LastIndexOf('_');
        var (name, steps) = (goldenCase["sched_".Length..last], int.Parse(goldenCase[(last + 1)..]));
        var x = golden.Floats("in.x");
        var scheduler = SchedulerTableTests.Make(name, steps, x.Length);
        var latents = Array.ConvertAll(x, v => v * scheduler.InitNoiseSigma);
        var scaled = new float[x.Length];
        var worst = 0.0;
        for (var i = 0; i < steps; i++)
        {
            scheduler.ScaleModelInput(latents, i, scaled);
            worst = Math.Max(worst, Error(golden.Floats($"out.scaled_{i}"), scaled));
            scheduler.Step(golden.Floats($"in.model_output_{i}"), i, scheduler.DrawsNoise ? golden.Floats($"in.noise_{i}") : [], latents);
            worst = Math.Max(worst, Error(golden.Floats($"out.x_{i}"), latents));
        }

        var noisy = new float[x.Length];
        scheduler.AddNoise(x, golden.Floats("in.add_noise"), 0, noisy);
        worst = Math.Max(worst, Error(golden.Floats("out.add_noise_t0"), noisy));
        output.WriteLine($"{goldenCase}: error {worst:e1} of the largest number, tolerance 1e-5");
        Assert.InRange(worst, 0, 1e-5);
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("dpm_sde")]
    [InlineData("ddim")]
    public void The_clean_sample_is_found_again_when_the_noise_is_known(string name)
    {
        var scheduler = SchedulerTableTests.Make(name, 10, 64);
        float[] clean = Numbers(64, 1), noise = Numbers(64, 2), noisy = new float[64];
        scheduler.AddNoise(clean, noise, 4, noisy);
        var weights = scheduler.Weights(4);
        for (var i = 0; i < 64; i++) Assert.Equal(clean[i], weights.CleanSample * noisy[i] + weights.CleanPrediction * noise[i], 1e-5f);
    }

    [Theory]
    [InlineData("euler")]
    [InlineData("dpm_sde")]
    [InlineData("ddim")]
    public void A_step_allocates_nothing(string name)
    {
        var scheduler = SchedulerTableTests.Make(name, 10, 64);
        float[] prediction = Numbers(64, 1), noise = Numbers(64, 2), latents = Numbers(64, 3), scaled = new float[64];
        for (var i = 0; i < 2; i++) Run(i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 2; i < 10; i++) Run(i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run(int step)
        {
            scheduler.ScaleModelInput(latents, step, scaled);
            scheduler.Step(prediction, step, noise, latents);
        }
    }

    private static float[] Numbers(int count, int seed) => Support.GraphRun.Noise(count, seed);

    private static double Error(float[] expected, float[] actual) =>
        expected.Zip(actual, (e, a) => (double)Math.Abs(e - a)).Max() / Math.Max(1e-12, expected.Max(Math.Abs));
}
