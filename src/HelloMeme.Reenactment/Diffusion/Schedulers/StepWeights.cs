namespace HelloMeme.Reenactment.Diffusion.Schedulers;

/// <summary>One step of any sampler here, which is linear in what it reads: the denoiser sees InputScale x; the clean sample is
/// x0 = CleanSample x + CleanPrediction eps; the next sample is NextSample x + NextClean x0 + NextPrevious (x0 of the step before) + NextNoise z.</summary>
public readonly record struct StepWeights(float Timestep, float InputScale, float CleanSample, float CleanPrediction, float NextSample, float NextClean, float NextPrevious, float NextNoise);
