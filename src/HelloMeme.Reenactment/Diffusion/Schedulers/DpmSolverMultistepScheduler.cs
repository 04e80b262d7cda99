namespace HelloMeme.Reenactment.Diffusion.Schedulers;

// Source: Lu et al. 2022, "DPM-Solver++", SDE form, second order, multistep, midpoint; as DPMSolverMultistepScheduler("sde-dpmsolver++") of diffusers.
/// <summary>DPM-Solver++ SDE 2M. The first and the last step are of first order; the last lands on the clean sample.</summary>
public sealed class DpmSolverMultistepScheduler : IScheduler
{
    private readonly float[] _timesteps;
    private readonly double[] _sigmas;      // one more than steps, the last 0
    private readonly float[] _previous;     // clean sample of the step before

    /// <param name="steps">1 to 999.</param>
    /// <param name="latentCount">Numbers in the latents that <see cref="Step"/> moves: the previous clean sample is kept. 0 where only <see cref="Weights"/> is asked for.</param>
    public DpmSolverMultistepScheduler(int steps, int latentCount = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(steps, NoiseSchedule.TrainTimesteps);
        var spread = NoiseSchedule.Linspace(steps + 1);
        _timesteps = new float[steps];
        _sigmas = new double[steps + 1];
        for (var i = 0; i < steps; i++)
        {
            _timesteps[i] = (float)Math.Round(spread[steps - i]);
            _sigmas[i] = NoiseSchedule.Sigma(_timesteps[i]);
        }

        _previous = new float[latentCount];
    }

    public IReadOnlyList<float> Timesteps => _timesteps;

    /// <summary>Noise over signal at each step, then 0.</summary>
    public IReadOnlyList<double> Sigmas => _sigmas;

    public float InitNoiseSigma => 1;

    public bool DrawsNoise => true;

    public StepWeights Weights(int step)
    {
        var k = Coefficients(step);
        double s = _sigmas[step], alpha = Alpha(s);
        return new StepWeights(_timesteps[step], 1, (float)(1 / alpha), (float)-s, k.Sample, k.Clean + k.Difference, -k.Difference, k.Noise);
    }

    public void ScaleModelInput(ReadOnlySpan<float> latents, int step, Span<float> scaled) => latents.CopyTo(scaled);

    public void Step(ReadOnlySpan<float> noisePrediction, int step, ReadOnlySpan<float> noise, Span<float> latents)
    {
        var k = Coefficients(step);
        float alpha = (float)Alpha(_sigmas[step]), sigma = (float)(_sigmas[step] * Alpha(_sigmas[step]));
        for (var i = 0; i < latents.Length; i++)
        {
            var clean = (latents[i] - sigma * noisePrediction[i]) / alpha;
            latents[i] = k.Sample * latents[i] + k.Clean * clean + k.Difference * (clean - _previous[i]) + k.Noise * noise[i];
            _previous[i] = clean;
        }
    }

    public void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, int step, Span<float> noisy)
    {
        float alpha = (float)Alpha(_sigmas[step]), sigma = (float)(_sigmas[step] * Alpha(_sigmas[step]));
        for (var i = 0; i < noisy.Length; i++) noisy[i] = alpha * clean[i] + sigma * noise[i];
    }

    /// <summary>x' = Sample x + Clean x0 + Difference (x0 - x0 before) + Noise z.</summary>
    internal StepCoefficients Coefficients(int step)
    {
        double s = _sigmas[step], n = _sigmas[step + 1];
        if (n == 0) return new StepCoefficients(0, 1, 0, 0);
        var h = Math.Log(s / n);
        var toClean = Alpha(n) * (1 - Math.Exp(-2 * h));
        var secondOrder = step > 0 ? 0.5 * toClean * h / Math.Log(_sigmas[step - 1] / s) : 0;
        return new StepCoefficients(
            Sample: (float)(n * Alpha(n) / (s * Alpha(s)) * Math.Exp(-h)),
            Clean: (float)toClean,
            Difference: (float)secondOrder,
            Noise: (float)(n * Alpha(n) * Math.Sqrt(1 - Math.Exp(-2 * h))));
    }

    private static double Alpha(double sigma) => 1 / Math.Sqrt(1 + sigma * sigma);

    internal readonly record struct StepCoefficients(float Sample, float Clean, float Difference, float Noise);
}
