using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Schedulers;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

// Source: hellomeme pipline_hm5_image.py, pipline_hm5c_image.py, pipline_hm5_video.py (hellomeme.md 5.3, 5.5).
/// <summary>Portrait and conditions to clean latents. A picture is a clip of one frame without motion modules; a clip is sampled level by level, key frames first.</summary>
public sealed class DiffusionPipeline(EngineContext context, RenderSettings settings, FrameNoise noise)
{
    /// <summary>Steps between checkpoints.</summary>
    public int CheckpointSteps { get; init; } = 5;

    public DeviceNetworks Networks => context.Networks;

    /// <summary>Clean latents [4, f, h, w] of all frames. Motion off: one frame, the image pipeline.</summary>
    public async Task<float[]> SampleAsync(RenderInputs inputs, bool motion, RenderCheckpoint? from, Action<RenderProgress> progress, Func<RenderCheckpoint, Task>? keep, CancellationToken token)
    {
        // 1. Prompt
        progress(new RenderProgress(RenderStage.Prompt, 0, 1));
        using var prompt = PromptTensors.Upload(context, inputs.Prompt);

        // 2. Reference
        progress(new RenderProgress(RenderStage.Reference, 0, 1));
        var posterior = new float[4 * context.Sizes.Plane];
        noise(0, 0, Noise.StepNoise.Reference, posterior);
        var reference = Latents.Encode(context, inputs.Portrait, posterior, token);
        using var portraitControl = await PortraitControlAsync(inputs, token);
        using var constants = ReferenceFeatures.Constants(context, reference, prompt, portraitControl, token);

        // 3. Control
        using var control = await ControlFeatures.ComputeAsync(context, inputs.Conditions, inputs.Frames, done => progress(new RenderProgress(RenderStage.Control, done, inputs.Frames)), token);

        // 4. Denoise, the fewest frames first
        var levels = KeyFrameLevel.For(inputs.Frames);
        var finished = new List<float[]>();
        var counter = new StepCounter(levels.Count * settings.NumInferenceSteps, context.Width, context.Height, progress);
        using var padding = levels.Count > 1 ? FrameMaps.Create(context, levels[^2].Frames, "pad", context.Branches) : null; // the key frames of all levels are among them
        foreach (var level in levels)
        {
            var clean = from?.Finished.ElementAtOrDefault(finished.Count) is { } known
                ? counter.Skip(known, settings.NumInferenceSteps)
                : await DenoiseAsync(level, MotionOf(motion, level, levels), control, padding, constants, finished, from, counter, keep, token);
            finished.Add(clean);
            if (level.Depth > 0) Pad(level, clean, padding!, prompt, token);
            Networks.Device.Shrink(); // what comes next has other sizes
        }

        return finished[^1];
    }

    /// <summary>The frames of clean latents, decoded one by one; the reader disposes them.</summary>
    /// <exception cref="UserFaultException">"not-a-number".</exception>
    public IEnumerable<Frame> Decode(float[] latents, Action<RenderProgress> progress, CancellationToken token)
    {
        var frames = latents.Length / (4 * context.Sizes.Plane);
        foreach (var (f, picture) in DecodeFloats(latents, token).Index())
        {
            progress(new RenderProgress(RenderStage.Decoding, f + 1, frames));
            if (!Array.TrueForAll(picture, float.IsFinite))
                throw new UserFaultException("not-a-number", $"The networks left the range of their numbers in frame {f + 1}, so there is no picture: choose another checkpoint or version, or less guidance{(context.Type == DType.Half ? "; on the processor they have a wider range" : "")}.");
            yield return Latents.ToFrame(picture, 8 * context.Width, 8 * context.Height);
        }
    }

    /// <summary>The same as numbers [3, 8h, 8w], about -1..1.</summary>
    internal IEnumerable<float[]> DecodeFloats(float[] latents, CancellationToken token)
    {
        int plane = context.Sizes.Plane, frames = latents.Length / (4 * plane);
        var frame = new float[4 * plane];
        for (var f = 0; f < frames; f++)
        {
            for (var c = 0; c < 4; c++) latents.AsSpan((c * frames + f) * plane, plane).CopyTo(frame.AsSpan(c * plane));
            yield return Latents.Decode(context, frame, token);
        }
    }

    private async Task<TensorSet?> PortraitControlAsync(RenderInputs inputs, CancellationToken token)
    {
        if (!context.Weights.PortraitControl) return null;
        var condition = inputs.PortraitCondition ?? throw new ArgumentException("This version wants the portrait's own condition.", nameof(inputs));
        using var control = await ControlFeatures.ComputeAsync(context, One(condition), 1, _ => { }, token);
        return control.Still(context);
    }

    private static MotionKind MotionOf(bool motion, KeyFrameLevel level, IReadOnlyList<KeyFrameLevel> levels) =>
        !motion ? MotionKind.None : level == levels[0] ? MotionKind.Unpadded : MotionKind.Padded;

    private async Task<float[]> DenoiseAsync(KeyFrameLevel level, MotionKind motion, ControlFeatures control, FrameMaps? padding, TensorSet constants, IReadOnlyList<float[]> finished, RenderCheckpoint? from, StepCounter counter, Func<RenderCheckpoint, Task>? keep, CancellationToken token)
    {
        var scheduler = new DpmSolverMultistepScheduler(settings.NumInferenceSteps);
        using var loop = new SamplingLoop(context, level, motion, scheduler, settings.GuidanceScale, noise, constants, token);
        var start = from?.Finished.Count == finished.Count ? from.Current : null;
        counter.Skip(start?.Step ?? 0);
        foreach (var (step, preview) in loop.Run(control, padding, start, token))
        {
            counter.Step(preview);
            if (keep is not null && step % CheckpointSteps == 0 && step < settings.NumInferenceSteps) await keep(new RenderCheckpoint([.. finished], loop.StateAfter(step)));
        }

        var clean = loop.Result();
        if (keep is not null) await keep(new RenderCheckpoint([.. finished, clean], null));
        return clean;
    }

    // Source: hellomeme gen_video: the denoiser's text, not the reference network's, and no control.
    private void Pad(KeyFrameLevel level, float[] clean, FrameMaps padding, PromptTensors prompt, CancellationToken token)
    {
        int plane = context.Sizes.Plane, frames = level.Frames.Count;
        var latent = new float[4 * plane];
        for (var f = 0; f < frames; f++)
        {
            for (var c = 0; c < 4; c++) clean.AsSpan((c * frames + f) * plane, plane).CopyTo(latent.AsSpan(c * plane));
            using var features = ReferenceFeatures.Of(context, latent, prompt.Denoiser, null, token);
            padding.Write(level.Frames[f], features, name => name["pad_".Length..], context.Networks);
        }
    }

    private static async IAsyncEnumerable<FrameCondition> One(FrameCondition condition)
    {
        await Task.CompletedTask;
        yield return condition;
    }
}
