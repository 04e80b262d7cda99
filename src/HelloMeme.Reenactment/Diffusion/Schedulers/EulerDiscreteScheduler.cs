namespace HelloMeme.Reenactment.Diffusion.Schedulers;

// Source: Karras et al. 2022, algorithm 1 without churn; as EulerDiscreteScheduler of diffusers with its defaults.
/// <summary>Euler's method in sigma. Timesteps are fractions and reach 0.</summary>
public sealed class EulerDiscreteScheduler : IScheduler
{
    private readonly float[] _timesteps;
    private readonly float[] _sigmas;   // one more than steps, the last 0

    /// <param name="steps">1 to 1000.</param>
    public EulerDiscreteScheduler(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, NoiseSchedule.TrainTimesteps);
        var spread = NoiseSchedule.Linspace(steps);
        _timesteps = new float[steps];
        _sigmas = new float[steps + 1];
        for (var i = 0; i < steps; i++)
        {
            _timesteps[i] = (float)spread[steps - 1 - i];
            _sigmas[i] = (float)NoiseSchedule.Sigma(_timesteps[i]);
        }
    }

    public IReadOnlyList<float> Timesteps => _timesteps;

    /// <summary>Noise over signal at each step, then 0.</summary>
    public IReadOnlyList<float> Sigmas => _sigmas;

    public float InitNoiseSigma => _sigmas[0];

    public bool DrawsNoise => false;

    public StepWeights Weights(int step)
    {
        double sigma = _sigmas[step], share = (_sigmas[step + 1] - sigma) / sigma;
        return new StepWeights(_timesteps[step], (float)(1 / Math.Sqrt(sigma * sigma + 1)), 1, (float)-sigma, (float)(1 + share), (float)-share, 0, 0);
    }

    public void ScaleModelInput(ReadOnlySpan<float> latents, int step, Span<float> scaled)
    {
        var scale = (float)Math.Sqrt((double)_sigmas[step] * _sigmas[step] + 1);
        for (var i = 0; i < scaled.Length; i++) scaled[i] = latents[i] / scale;
    }

    public void Step(ReadOnlySpan<float> noisePrediction, int step, ReadOnlySpan<float> noise, Span<float> latents)
    {
        var stride = _sigmas[step + 1] - _sigmas[step];
        for (var i = 0; i < latents.Length; i++) latents[i] += stride * noisePrediction[i];
    }

    public void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, int step, Span<float> noisy)
    {
        for (var i = 0; i < noisy.Length; i++) noisy[i] = clean[i] + _sigmas[step] * noise[i];
    }
}
