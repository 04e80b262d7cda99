using System.Text.Json;
using HelloMeme.Reenactment.Diffusion.Schedulers;
using HelloMeme.Tests.Golden;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Schedulers;

public sealed class SchedulerTableTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("euler")]
    [InlineData("dpm_sde")]
    [InlineData("ddim")]
    public void Timesteps_and_sigmas_equal_the_original_ones(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(GoldenData.File("schedulers.json")));
        var worst = 0.0;
        foreach (var entry in json.RootElement.GetProperty(name).EnumerateObject().Where(e => e.Name.StartsWith("steps_", StringComparison.Ordinal)))
        {
            var scheduler = Make(name, int.Parse(entry.Name["steps_".Length..]), 1);
            Assert.Equal(Floats(entry.Value.GetProperty("timesteps")), scheduler.Timesteps);
            worst = Math.Max(worst, Relative(entry.Value.GetProperty("init_noise_sigma").GetDouble(), scheduler.InitNoiseSigma));
            if (!entry.Value.TryGetProperty("sigmas", out var sigmas)) continue;
            var ours = scheduler switch
            {
                EulerDiscreteScheduler e => e.Sigmas.Select(s => (double)s).ToArray(),
                DpmSolverMultistepScheduler d => [.. d.Sigmas],
                _ => [],
            };
            Assert.Equal(sigmas.GetArrayLength(), ours.Length);
            for (var i = 0; i < ours.Length; i++) worst = Math.Max(worst, Relative(sigmas[i].GetDouble(), ours[i]));
        }

        output.WriteLine($"{name}: largest relative error of a sigma {worst:e1}, tolerance 1e-5");
        Assert.InRange(worst, 0, 1e-5);
    }

    [Fact]
    public void Share_of_the_clean_sample_equals_the_original_one()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(GoldenData.File("schedulers.json")));
        var expected = Floats(json.RootElement.GetProperty("euler").GetProperty("alphas_cumprod_fp32"));
        Assert.Equal(NoiseSchedule.TrainTimesteps, expected.Length);
        var unequal = Enumerable.Range(0, expected.Length).Count(i => expected[i] != NoiseSchedule.AlphaCumprod(i));
        for (var i = 0; i < expected.Length; i++) Assert.InRange(Relative(expected[i], NoiseSchedule.AlphaCumprod(i)), 0, 1e-6);
        output.WriteLine($"{unequal} of 1000 differ in the last bit");
    }

    [Theory] // Computed by hand in 64 bits for 25 steps, where ours rest on tables of 32 bits; the last column but one holds the half of the second order term.
    [InlineData(0, 999, 0.788701, 0.032470, 0, 0.611064)]
    [InlineData(1, 959, 0.798609, 0.038698, 0.018269, 0.596146)]
    [InlineData(2, 919, 0.807894, 0.045466, 0.021458, 0.580805)]
    [InlineData(12, 519, 0.846781, 0.126360, 0.060213, 0.399573)]
    [InlineData(23, 80, 0.455859, 0.543916, 0.414850, 0.145388)]
    [InlineData(24, 40, 0, 1, 0, 0)]
    public void Dpm_coefficients_equal_the_formula(int step, int timestep, double sample, double clean, double difference, double noise)
    {
        var scheduler = new DpmSolverMultistepScheduler(25, 1);
        scheduler.Step([0f], 0, [0f], new float[1]);
        var k = scheduler.Coefficients(step);
        Assert.Equal(timestep, scheduler.Timesteps[step]);
        Assert.Equal(sample, k.Sample, 5e-6);
        Assert.Equal(clean, k.Clean, 5e-6);
        Assert.Equal(difference, k.Difference, 5e-6);
        Assert.Equal(noise, k.Noise, 5e-6);
    }

    internal static IScheduler Make(string name, int steps, int latents) => name switch
    {
        "euler" => new EulerDiscreteScheduler(steps),
        "dpm_sde" => new DpmSolverMultistepScheduler(steps, latents),
        "ddim" => new DdimScheduler(steps),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such scheduler."),
    };

    private static float[] Floats(JsonElement numbers) => [.. numbers.EnumerateArray().Select(n => n.GetSingle())];

    private static double Relative(double expected, double actual) => Math.Abs(actual - expected) / Math.Max(Math.Abs(expected), 1e-12);
}
