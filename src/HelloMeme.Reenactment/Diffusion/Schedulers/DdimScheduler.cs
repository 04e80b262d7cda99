namespace HelloMeme.Reenactment.Diffusion.Schedulers;

// Source: Song et al. 2021, equation 12 with eta 0; as DDIMScheduler of diffusers with Stable Diffusion's settings ("leading", offset 1).
/// <summary>DDIM. The last step goes to the noise level of timestep 0, not to none.</summary>
public sealed class DdimScheduler : IScheduler
{
    private const int StepsOffset = 1;

    private readonly float[] _timesteps;
    private readonly int _stride;

    /// <param name="steps">1 to 999.</param>
    public DdimScheduler(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(steps, NoiseSchedule.TrainTimesteps);
        _stride = NoiseSchedule.TrainTimesteps / steps;
        _timesteps = new float[steps];
        for (var i = 0; i < steps; i++) _timesteps[i] = (steps - 1 - i) * _stride + StepsOffset;
    }

    public IReadOnlyList<float> Timesteps => _timesteps;

    public float InitNoiseSigma => 1;

    public bool DrawsNoise => false;

    public StepWeights Weights(int step)
    {
        var (signal, noise) = Shares((int)_timesteps[step]);
        var (nextSignal, nextNoise) = Shares(Math.Max(0, (int)_timesteps[step] - _stride));
        return new StepWeights(_timesteps[step], 1, 1 / signal, -noise / signal, nextNoise / noise, nextSignal - nextNoise * signal / noise, 0, 0);
    }

    public void ScaleModelInput(ReadOnlySpan<float> latents, int step, Span<float> scaled) => latents.CopyTo(scaled);

    public void Step(ReadOnlySpan<float> noisePrediction, int step, ReadOnlySpan<float> noise, Span<float> latents)
    {
        var (signal, noiseShare) = Shares((int)_timesteps[step]);
        var (nextSignal, nextNoise) = Shares(Math.Max(0, (int)_timesteps[step] - _stride));
        for (var i = 0; i < latents.Length; i++)
        {
            var clean = (latents[i] - noiseShare * noisePrediction[i]) / signal;
            latents[i] = nextSignal * clean + nextNoise * noisePrediction[i];
        }
    }

    public void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, int step, Span<float> noisy)
    {
        var (signal, noiseShare) = Shares((int)_timesteps[step]);
        for (var i = 0; i < noisy.Length; i++) noisy[i] = signal * clean[i] + noiseShare * noise[i];
    }

    private static (float Signal, float Noise) Shares(int timestep)
    {
        var a = NoiseSchedule.AlphaCumprod(timestep);
        return ((float)Math.Sqrt(a), (float)Math.Sqrt(1 - a));
    }
}
