using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Noise;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Diffusion.Pose;
using HelloMeme.Reenactment.Diffusion.Schedulers;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;

namespace HelloMeme.Tests.Golden;

/// <summary>Whole renders with the original's noise: latents after every scheduler call, and the decoded pictures.</summary>
internal static class PipelineCases
{
    public static readonly GoldenKind[] Kinds = [new("pipe_image_v5.*|pipe_video_v5.*", Render, Slack: 30)];

    private static IEnumerable<GoldenRun> Render(GoldenCase golden)
    {
        foreach (var form in Enum.GetValues<GraphForm>())
        {
            using var folder = new ScratchFolder();
            using var store = new ModelStore(folder.Path, TestSessions.Settings);
            using var pool = new SessionPool(store, budgetBytes: 1L << 32);
            yield return new GoldenRun(form.ToString(), Render(golden, Context(golden, form, folder.Path, pool, store)));
        }
    }

    private static EngineContext Context(GoldenCase golden, GraphForm form, string folder, SessionPool pool, ModelStore store)
    {
        var names = golden.WeightNames;
        StateDict Named(string part) => golden.Weights(names.Single(n => n.Contains(part, StringComparison.Ordinal)));
        using var vae = GoldenKinds.Open("vae");
        var unet = Named("unet");
        var weights = new DiffusionWeights("golden", unet, unet, Heads: 8, GoldenKinds.Config.GetProperty("norm_num_groups").GetInt32(), Named("vae"), Named("vae"), EncoderCases.Config(vae), Named("_reference"), Named("control_base"), Named("control_proj"),
            names.Any(n => n.EndsWith("motion", StringComparison.Ordinal)) ? Named("motion") : null, PortraitControl: golden.Config.GetProperty("version").GetString() == "v5c");
        var shape = golden.Shape("in.noise_0");
        return new EngineContext(weights, new DeviceNetworks(pool, store.Device, TestSessions.Settings, weights.Identity, SessionMode.Shared), Guidance(golden) > 1 ? 2 : 1, shape[2], shape[3]) { Form = form, ScratchFolder = folder };
    }

    private static Dictionary<string, float[]> Render(GoldenCase golden, EngineContext context)
    {
        var settings = new RenderSettings { NumInferenceSteps = golden.Config.GetProperty("steps").GetInt32(), GuidanceScale = Guidance(golden) };
        var video = golden.Config.GetProperty("kind").GetString() == "video";
        var frames = golden.Config.GetProperty("frames").GetInt32();
        var inputs = new RenderInputs(Portrait(golden), Prompt(golden), Conditions(golden, "", frames).ToAsyncEnumerable(), frames, context.Weights.PortraitControl ? Conditions(golden, "ref_", 1).Single() : null);
        var outputs = new Dictionary<string, float[]>(StringComparer.Ordinal);
        var noise = Noise(golden, settings.NumInferenceSteps);
        var pipeline = new DiffusionPipeline(context, settings, noise) { CheckpointSteps = 1 };
        var states = new List<RenderCheckpoint>();
        var clean = pipeline.SampleAsync(inputs, video, null, _ => { }, state =>
        {
            states.Add(state);
            return Task.CompletedTask;
        }, Xunit.TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        foreach (var (i, state) in states.Index()) outputs.Add(video ? $"call{i}_latents" : $"step{i}_latents", state.Current?.Sample ?? state.Finished[^1]);
        if (!video) AddPredictions(states, noise, settings.NumInferenceSteps, outputs);
        outputs.Add("latents_over_scaling", Latents.Unscaled(clean));
        var pictures = pipeline.DecodeFloats(clean, CancellationToken.None).ToArray();
        if (!video) outputs.Add("image", Interleaved(pictures[0]));
        else (outputs["frame_first"], outputs["frame_last"]) = (Interleaved(pictures[0]), Interleaved(pictures[^1]));
        return outputs;
    }

    // x0 = a x + b eps, so eps follows from the sample before a step and the clean sample after it.
    private static void AddPredictions(IReadOnlyList<RenderCheckpoint> states, FrameNoise noise, int steps, Dictionary<string, float[]> outputs)
    {
        var scheduler = new DpmSolverMultistepScheduler(steps);
        var sample = new float[states[^1].Finished[^1].Length];
        noise(0, 0, StepNoise.Initial, sample);
        foreach (var (i, state) in states.Index())
        {
            var clean = state.Current?.Previous ?? state.Finished[^1];
            var w = scheduler.Weights(i);
            outputs.Add($"step{i}_noise_pred", [.. clean.Zip(sample, (x0, x) => (float)(((double)x0 - (double)w.CleanSample * x) / w.CleanPrediction))]);
            sample = state.Current?.Sample ?? clean;
        }
    }

    private static FrameNoise Noise(GoldenCase golden, int steps)
    {
        var depths = golden.Config.GetProperty("kind").GetString() == "video" ? KeyFrameLevel.For(golden.Config.GetProperty("frames").GetInt32()).Count : 1;
        return (depth, position, step, values) =>
        {
            var draw = step switch { StepNoise.Reference => 0, StepNoise.Initial => 1, _ => 2 + (depths - 1 - depth) * steps + step };
            var shape = golden.Shape($"in.noise_{draw}");
            int frames = shape.Length == 5 ? shape[2] : 1, plane = shape[^1] * shape[^2];
            var noise = golden.Floats($"in.noise_{draw}");
            for (var c = 0; c < 4; c++) noise.AsSpan((c * frames + position) * plane, plane).CopyTo(values[(c * plane)..]);
        };
    }

    private static IEnumerable<FrameCondition> Conditions(GoldenCase golden, string prefix, int frames)
    {
        var inputs = golden.Inputs();
        var shape = golden.Shape($"in.{prefix}condition_u8");
        for (var f = 0; f < frames; f++)
        {
            yield return new FrameCondition(Pose(inputs[$"{prefix}condition_u8"], shape, f), Part($"{prefix}pd_fpg", f), Part("drive_coeff", f), Part("face_parts", f));
        }

        float[]? Part(string name, int frame)
        {
            if (!inputs.TryGetValue(name, out var all)) return null;
            var count = all.Length / frames;
            return all[(frame * count)..((frame + 1) * count)];
        }
    }

    // u8 [3, f, h, w] -> reduced eight times, -1..1
    private static float[] Pose(float[] condition, int[] shape, int frame)
    {
        int frames = shape[1], height = shape[2], width = shape[3];
        using var picture = new Frame(width, height);
        for (var c = 0; c < 3; c++)
            for (var i = 0; i < height * width; i++) picture.Pixels[3 * i + c] = (byte)condition[(c * frames + frame) * height * width + i];
        var reduced = new float[3 * height * width / 64];
        PoseCondition.Reduce(picture, 8, reduced);
        return reduced;
    }

    private static PromptEmbeddings Prompt(GoldenCase golden) => new(golden.Floats("in.ctx"), golden.Floats("in.negative_ctx"), golden.Floats("in.ctx"), golden.Floats("in.negative_ctx"));

    private static float[] Portrait(GoldenCase golden)
    {
        var pixels = golden.Floats("in.image_rgb");
        var picture = new float[pixels.Length];
        for (var i = 0; i < pixels.Length / 3; i++)
            for (var c = 0; c < 3; c++) picture[c * pixels.Length / 3 + i] = pixels[3 * i + c] / 127.5f - 1;
        return picture;
    }

    // [3, h, w] about -1..1 -> [h, w, 3] in 0..1
    private static float[] Interleaved(float[] picture)
    {
        var plane = picture.Length / 3;
        var pixels = new float[picture.Length];
        for (var i = 0; i < plane; i++)
            for (var c = 0; c < 3; c++) pixels[3 * i + c] = Math.Clamp(picture[c * plane + i] / 2 + 0.5f, 0, 1);
        return pixels;
    }

    private static float Guidance(GoldenCase golden) => golden.Config.GetProperty("guidance_scale").GetSingle();
}
