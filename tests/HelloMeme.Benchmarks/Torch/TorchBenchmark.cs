using System.Runtime.InteropServices;
using HelloMeme.Benchmarks.Networks;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Reenactment.Sessions;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace HelloMeme.Benchmarks.Torch;

/// <summary>Block by block, ours against the same block in libtorch with its fused attention (goal: at most 1 / 1.7 of its time over a step).
/// Both on two threads in 32 bits, with the same random weights; a block whose outputs differ counts as failed.</summary>
internal static class TorchBenchmark
{
    private const int Threads = 2, Rounds = 7;
    private const double Goal = 1.7, Tolerance = 1e-4;

    public static int Run(string only)
    {
        // Threads that wait sleep, in libtorch as in our sessions: on a busy machine those that spin cost twice.
        if (OperatingSystem.IsLinux()) _ = SetVariable("OMP_WAIT_POLICY", "passive", 1);
        set_num_threads(Threads);
        using var still = no_grad();
        Console.WriteLine($"libtorch {__version__}, {get_num_threads()} threads; ONNX Runtime, {Threads} threads; {Rounds} rounds; {Yardstick.Load()}");
        Console.WriteLine("block                          a step  torch ms  (spread)  shared ms  (spread)  fast ms  (spread)   torch/shared, torch/fast by the clock and by processor time; largest difference");
        var rows = Blocks.Step.Concat(Blocks.Beside).Where(b => b.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).Select(b => (Block: b, Result: Measure(b))).ToList();
        var failed = rows.Count(r => r.Result is null);
        var step = rows.Where(r => r.Block.PerStep > 0 && r.Result is not null).Select(r => (r.Block.PerStep, r.Result!)).ToList();
        if (step.Count > 0)
        {
            Sum("shared", step, 1);
            Sum("fast", step, 2);
        }

        Console.WriteLine($"{failed} of {rows.Count} blocks failed; {Yardstick.Load()}");
        return failed == 0 ? 0 : 1;
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi)]
    private static extern int SetVariable(string name, string value, int overwrite);

    /// <summary>Times of torch, shared and fast; null where an output differs.</summary>
    private static IReadOnlyList<RaceTimes>? Measure(Block block)
    {
        // 1. One set of weights and inputs
        using var networks = new RandomNetworks();
        var file = networks.Write(block.Network, block.Path);
        using var store = new ModelStore(networks.Folder, new SessionSettings(Threads: Threads));
        using var values = new InputValues();
        var weights = RandomNetworks.Weights(block.Network, file);
        values.For(block.Each(weights, GraphForm.Published)); // the peer takes text and reference themselves
        if (block.Once(weights) is { } once) NetworkRun.Once(store, "once", once, values);

        // 2. The same block three times
        using var shared = new NetworkRun(store, "block", block.Each(weights, GraphForm.Winograd), SessionMode.Shared, values);
        using var fast = new NetworkRun(store, "block", block.Each(weights, GraphForm.Winograd), SessionMode.Fast, values);
        using var torch = new TorchWeights(file.Tensors, block.Path);
        var expected = Peer(block, torch, values)();
        shared.Run();
        fast.Run();
        var differences = new[] { shared, fast }.Select(ours => Race.Compare(expected, ours.Output)).ToArray();

        // 3. In turn
        var peer = Peer(block, torch, values);
        var times = Race.Run(Rounds, ("torch", () => peer()), ("shared", shared.Run), ("fast", fast.Run));
        var failed = differences.Any(d => !(d.Difference <= Tolerance * d.Largest));
        Print(block, times, differences.MaxBy(d => d.Difference), failed);
        return failed ? null : times;
    }

    private static Func<float[]> Peer(Block block, TorchWeights weights, InputValues values)
    {
        var inputs = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        return () =>
        {
            using var scope = NewDisposeScope();
            return TorchBlocks.Run(block, weights, Input).contiguous().data<float>().ToArray();
        };

        Tensor Input(string name)
        {
            if (!inputs.TryGetValue(name, out var tensor)) inputs.Add(name, tensor = TorchWeights.Of(values[name].Floats.ToArray(), [.. values[name].Shape]));
            return tensor;
        }
    }

    private static void Print(Block block, IReadOnlyList<RaceTimes> times, (double Difference, double Largest) difference, bool failed) => Console.WriteLine(
        $"{block.Name,-30} {block.PerStep,6}  {string.Join("  ", times.Select(t => $"{t.Median * 1000,7:0.0} ({t.Spread})"))}  {Race.Ratio(times[0], times[1])}, {Race.Ratio(times[0], times[2])}; {difference.Difference:0.0e0} of {difference.Largest:0.0}{(failed ? "  FAILED" : "")}");

    /// <summary>Over all blocks of a step: by medians, and round by round.</summary>
    private static void Sum(string name, IReadOnlyList<(int PerStep, IReadOnlyList<RaceTimes> Times)> step, int contender)
    {
        double Total(Func<RaceTimes, double> seconds, int who) => step.Sum(s => s.PerStep * seconds(s.Times[who]));
        var rounds = Enumerable.Range(0, Rounds).Select(r => Total(t => t.Wall[r], 0) / Total(t => t.Wall[r], contender)).ToArray();
        var ratio = Total(t => t.Median, 0) / Total(t => t.Median, contender);
        Console.WriteLine($"a step, {name}: torch {Total(t => t.Median, 0):0.00} s, ours {Total(t => t.Median, contender):0.00} s: {ratio:0.00} times as quick (rounds {rounds.Min():0.00}-{rounds.Max():0.00}), by processor time {Total(t => t.ProcessorMedian, 0):0.00} s to {Total(t => t.ProcessorMedian, contender):0.00} s, {Total(t => t.ProcessorMedian, 0) / Total(t => t.ProcessorMedian, contender):0.00}; goal {Goal}: {(ratio >= Goal ? "reached" : "missed")}");
    }
}
