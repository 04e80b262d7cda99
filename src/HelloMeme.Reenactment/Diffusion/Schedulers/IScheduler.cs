namespace HelloMeme.Reenactment.Diffusion.Schedulers;

/// <summary>One sampler over a fixed number of steps. Latents are plain numbers of any layout; step counts from 0. Nothing is allocated per step.
/// Renders step on the device, by <see cref="Weights"/>; <see cref="Step"/> is the same on the host, taken in order from step 0.</summary>
public interface IScheduler
{
    /// <summary>What the denoiser is told at each step, falling; fractional for Euler.</summary>
    IReadOnlyList<float> Timesteps { get; }

    /// <summary>Pure noise times this is where sampling starts.</summary>
    float InitNoiseSigma { get; }

    /// <summary>Whether <see cref="Step"/> wants a unit normal number per latent.</summary>
    bool DrawsNoise { get; }

    /// <summary>A step as numbers, for the graph that steps on the device.</summary>
    StepWeights Weights(int step);

    /// <summary>Latents as the denoiser wants them.</summary>
    void ScaleModelInput(ReadOnlySpan<float> latents, int step, Span<float> scaled);

    /// <summary>Moves the latents from this step's noise level to the next one's. Noise: as many unit normal numbers where <see cref="DrawsNoise"/>, else empty.</summary>
    void Step(ReadOnlySpan<float> noisePrediction, int step, ReadOnlySpan<float> noise, Span<float> latents);

    /// <summary>A clean sample brought to the noise level of a step.</summary>
    void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, int step, Span<float> noisy);
}
