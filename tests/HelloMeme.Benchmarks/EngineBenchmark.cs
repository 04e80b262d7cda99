using System.Diagnostics;
using System.Drawing;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Samples;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Benchmarks;

/// <summary>The HelloMeme engine over the small test checkpoint: memory from 12 to 96 frames (goal: at most 5 % more), and what a step's preview costs
/// (goal: at most 3 % of the step; with the real weights steps are far longer and previews the same).</summary>
public static class EngineBenchmark
{
    private const int Side = 256, Steps = 3;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hellomeme-bench-").FullName;
        try
        {
            var folders = new EngineFolders(Path.Combine(folder, "checkpoints"), Path.Combine(folder, "onnx"));
            TestCheckpoint.Write(folders.Checkpoints);
            using var engine = new HelloMemeEngine(folders, new ConvertedWeights(folders.Onnx), new SessionSettings(), 4L << 30);
            using var portrait = SamplePortraits.Draw("mira", 512);
            var face = FaceTrack.FromPicture(512, 512, new FaceSighting(new RectangleF(150, 130, 210, 260), SamplePortraits.Landmarks("mira", 512), 1), null);
            Console.WriteLine($"test checkpoint, {Side} px, {Steps} steps, batch 2; {Yardstick.Load()}");

            // 1. All networks opened by a first film, as they stay open between films; then one chunk, chunks with padding, and many of them
            foreach (var frames in (int[])[96, 25, 12]) await RenderAsync(engine, new RenderScene(portrait, face, Motion(frames)));
            var first = default(ResidentMemory);
            foreach (var frames in (int[])[12, 25, 96])
            {
                var (seconds, most) = await RenderAsync(engine, new RenderScene(portrait, face, Motion(frames)));
                if (frames == 12) first = most;
                Console.WriteLine($"{frames} frames: {seconds:0.0} s, most in memory {Words(most)}: private growth {(most.Private - first.Private) / (double)first.Private:p1} (goal at 96 <= 5 %)");
            }

            // 2. Preview of one step
            var latents = new float[4 * Side * Side / 64];
            using var picture = new Frame(Side / 4, Side / 4);
            const int rounds = 200;
            LatentPreview.Draw(latents, Side / 8, latents.Length / 4, picture);
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < rounds; i++) LatentPreview.Draw(latents, Side / 8, latents.Length / 4, picture);
            var preview = Stopwatch.GetElapsedTime(start).TotalSeconds / rounds;
            var step = s_stepSeconds / s_steps;
            Console.WriteLine($"a step over a chunk of 12 takes {1000 * step:0} ms, its preview {1000 * preview:0.00} ms: {preview / step:p2} (goal <= 3 %)");
            return preview / step <= 0.03 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Mapped pages (weights, and what a film keeps of its frames in a file) are dropped by the system when it wants the memory.</summary>
    private static string Words(ResidentMemory m) => $"{m.Private / 1e6:0} MB private, {m.Mapped / 1e6:0} MB mapped";

    private static ResidentMemory Larger(ResidentMemory a, ResidentMemory b) => a.Private > b.Private ? a : b;

    private static double s_stepSeconds;
    private static int s_steps;

    private static MotionTrack Motion(int frames) => Presets.Find("laugh")!.Track with { Length = frames, Rate = 8 };

    private static async Task<(double Seconds, ResidentMemory Most)> RenderAsync(HelloMemeEngine engine, RenderScene scene)
    {
        var settings = new RenderSettings { Side = Side, NumInferenceSteps = Steps };
        var (start, most, last) = (Stopwatch.GetTimestamp(), default(ResidentMemory), 0L);
        (s_stepSeconds, s_steps) = scene.Motion.Length == 12 ? (0, 0) : (s_stepSeconds, s_steps);
        await foreach (var frame in engine.RenderFilmAsync(scene, settings, p =>
        {
            if (p.Stage == RenderStage.Denoising && p.Step > 1 && scene.Motion.Length == 12) (s_stepSeconds, s_steps) = (s_stepSeconds + Stopwatch.GetElapsedTime(last).TotalSeconds, s_steps + 1);
            if (p.Stage is RenderStage.Denoising or RenderStage.Decoding) most = Larger(most, ResidentMemory.Read());
            last = Stopwatch.GetTimestamp();
        }, null, null, CancellationToken.None)) frame.Dispose();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, most);
    }
}
