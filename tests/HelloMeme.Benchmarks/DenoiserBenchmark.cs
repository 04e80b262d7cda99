using HelloMeme.Benchmarks.Networks;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Benchmarks;

/// <summary>A whole step of the full-size v5 picture denoiser, and the modules that the quick forms rewrite, against the published form of the same
/// graph (goals: step 1.15 times as quick, reference attention 1.5, enlarging convolutions 1.6, VAE decoder 1.12), with random weights.</summary>
public static class DenoiserBenchmark
{
    private const int Threads = 2, Rounds = 5;
    private const double StepGoal = 1.15, ReferenceGoal = 1.5, UpsampleGoal = 1.6, DecoderGoal = 1.12, Tolerance = 1e-4;

    // Given, not measured here: the official modules on libtorch 2.10, two cores of this kind, 512 pixels, +-20 %.
    private const double OfficialOneBranch = 8.1, OfficialTwoBranches = 13.2;

    private static bool s_failed;

    /// <param name="sizes">Pixels of the steps to measure; without any all of them and the modules.</param>
    public static int Run(IReadOnlyList<int> sizes)
    {
        Console.WriteLine($"{Threads} threads, {Rounds} rounds in turn, {Yardstick.Load()}; seconds: median (fastest-slowest; processor time)");
        if (sizes.Count == 0) Modules(); // 8 GB of memory are enough for these, 16 GB for a step
        using var networks = new RandomNetworks();
        var (unet, reference) = (networks.Write("unet"), networks.Write("reference"));
        using var store = new ModelStore(networks.Folder, new SessionSettings(Threads: Threads));
        foreach (var pixels in sizes.Count == 0 ? [256, 512] : sizes)
            foreach (var branches in (int[])[1, 2]) Step(store, RandomNetworks.Weights("unet", unet), RandomNetworks.Weights("reference", reference), new DenoisingOptions(branches, 1, pixels / 8, pixels / 8));
        Console.WriteLine($"{Yardstick.Load()}{(s_failed ? "; outputs differ: FAILED" : "")}");
        return s_failed ? 1 : 0;
    }

    private static void Step(ModelStore store, StateDict unet, StateDict reference, DenoisingOptions options)
    {
        // 1. What a clip computes once
        using var values = new InputValues();
        values.Value("t", 1).Floats[0] = 500;
        NetworkRun.Once(store, "text", TextKeysValues.Build(unet, options), values);
        NetworkRun.Once(store, "reference", ReferenceKeysValues.Build(reference, RandomNetworks.Layout, options), values);
        for (var i = 0; i < RandomNetworks.Layout.Blocks; i++) values[$"ref_up_{i}"] = values[$"up_{i}"];

        // 2. The step in all forms; the last is what the engine runs
        using var published = Open(GraphForm.Published, SessionMode.Fast);
        using var fast = Open(GraphForm.Fast, SessionMode.Fast);
        using var winograd = Open(GraphForm.Winograd, SessionMode.Shared);
        var name = $"v5 step, {options.Height * 8} px, batch {options.Branches}";
        var times = Report(name, StepGoal, published, ("fast form", fast), ("Winograd form, shared", winograd));
        if (options.Height == 64) Console.WriteLine($"{"",-32} official modules on libtorch 2.10, given and not measured in this run: {(options.Branches == 1 ? OfficialOneBranch : OfficialTwoBranches)} s +-20 %, {(options.Branches == 1 ? OfficialOneBranch : OfficialTwoBranches) / times[^1].Median:0.00} times ours");
        Console.WriteLine($"{"",-32} working set {Environment.WorkingSet / 1e9:0.0} GB with all open");

        NetworkRun Open(GraphForm form, SessionMode mode) => new(store, "denoiser", DenoisingUNet.Build(unet, reference, null, options with { Form = form }), mode, values);
    }

    private static void Modules()
    {
        foreach (var block in Blocks.Step.Where(b => b.Kind == BlockKind.ReferenceAttention)) Module(block, ReferenceGoal);
        foreach (var block in Blocks.Step.Where(b => b.Kind == BlockKind.Upsample)) Module(block, UpsampleGoal);

        // The decoder, for a picture of 256 pixels
        using var networks = new RandomNetworks();
        var vae = RandomNetworks.Weights("vae", networks.Write("vae"));
        using var store = new ModelStore(networks.Folder, new SessionSettings(Threads: Threads));
        using var values = new InputValues();
        Compare("VAE decoder, 256 px", DecoderGoal, store, values, form => VaeDecoder.Build(vae, ModuleConfig.Default, 1, 32, 32, form));
    }

    private static void Module(Block block, double goal)
    {
        using var networks = new RandomNetworks();
        var weights = RandomNetworks.Weights(block.Network, networks.Write(block.Network, block.Path));
        using var store = new ModelStore(networks.Folder, new SessionSettings(Threads: Threads));
        using var values = new InputValues();
        if (block.Once(weights) is { } once) NetworkRun.Once(store, "once", once, values);
        Compare(block.Name, goal, store, values, form => block.Each(weights, form));
    }

    private static void Compare(string name, double goal, ModelStore store, InputValues values, Func<GraphForm, OnnxModel> build)
    {
        using var published = new NetworkRun(store, "published", build(GraphForm.Published), SessionMode.Fast, values);
        using var fast = new NetworkRun(store, "fast", build(GraphForm.Fast), SessionMode.Fast, values);
        using var winograd = new NetworkRun(store, "winograd", build(GraphForm.Winograd), SessionMode.Fast, values);
        using var shared = new NetworkRun(store, "shared", build(GraphForm.Winograd), SessionMode.Shared, values);
        Report(name, goal, published, ("fast form", fast), ("Winograd form", winograd), ("Winograd form, shared", shared));
    }

    private static IReadOnlyList<RaceTimes> Report(string name, double goal, NetworkRun published, params IReadOnlyList<(string Name, NetworkRun Run)> ours)
    {
        var times = Race.Run(Rounds, [("published", published.Run), .. ours.Select(o => (o.Name, (Action)o.Run.Run))]);
        var differences = ours.Select(o => Race.Compare(published.Output, o.Run.Output)).ToArray();
        var failed = differences.Any(d => !(d.Difference <= Tolerance * d.Largest));
        s_failed |= failed;
        Console.WriteLine($"{name,-32} {string.Join("; ", times.Select(t => $"{t.Name} {t.Median:0.000} ({t.Wall.Min():0.000}-{t.Wall.Max():0.000}; {t.ProcessorMedian:0.000})"))}");
        Console.WriteLine($"{"",-32} published / {string.Join("; / ", times.Skip(1).Select(t => $"{t.Name} {Race.Ratio(times[0], t)}"))}; goal {goal}; largest difference {differences.Max(d => d.Difference):0.0e0} of {differences[0].Largest:0.0}{(failed ? " FAILED" : "")}");
        return times;
    }
}
