namespace HelloMeme.Reenactment.Diffusion.Schedulers;

/// <summary>One sampler over a fixed number of steps. Latents are plain numbers of any layout; step counts from 0. Nothing is allocated per step.
/// A sampler that remembers shows what it remembers: <see cref="History"/> written back by <see cref="Restore"/> goes on with the same bits.</summary>
public interface IScheduler
{
    /// <summary>What the denoiser is told at each step, falling; fractional for Euler.</summary>
    IReadOnlyList<float> Timesteps { get; }

    /// <summary>Pure noise times this is where sampling starts.</summary>
    float InitNoiseSigma { get; }

    /// <summary>Whether <see cref="Step"/> wants a unit normal number per latent.</summary>
    bool DrawsNoise { get; }

    /// <summary>What the steps so far left behind; empty where nothing is remembered or no step was made.</summary>
    ReadOnlySpan<float> History { get; }

    /// <summary>Takes up the history of an equal scheduler; the next step is the one that followed there.</summary>
    /// <exception cref="ArgumentException">Not as many numbers as this scheduler remembers.</exception>
    void Restore(ReadOnlySpan<float> history);

    /// <summary>The same step as numbers, for a graph that steps on the device.</summary>
    StepWeights Weights(int step);

    /// <summary>Latents as the denoiser wants them.</summary>
    void ScaleModelInput(ReadOnlySpan<float> latents, int step, Span<float> scaled);

    /// <summary>The clean sample the prediction implies, for previews.</summary>
    void PredictClean(ReadOnlySpan<float> noisePrediction, int step, ReadOnlySpan<float> latents, Span<float> clean);

    /// <summary>Moves the latents from this step's noise level to the next one's. Noise: as many unit normal numbers where <see cref="DrawsNoise"/>, else empty.</summary>
    void Step(ReadOnlySpan<float> noisePrediction, int step, ReadOnlySpan<float> noise, Span<float> latents);

    /// <summary>A clean sample brought to the noise level of a step.</summary>
    void AddNoise(ReadOnlySpan<float> clean, ReadOnlySpan<float> noise, int step, Span<float> noisy);
}
