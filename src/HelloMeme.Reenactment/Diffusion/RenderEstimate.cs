using System.Collections.Concurrent;
using System.Diagnostics;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>What a render will take on this device.</summary>
/// <param name="Measured">From steps measured here; else a rough figure from operation counts and the device's speed at a matrix product.</param>
/// <param name="MemoryBytes">Weights and the largest working set.</param>
public sealed record RenderEstimate(TimeSpan Time, bool Measured, long MemoryBytes)
{
    /// <summary>Longer renders are asked about first.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    // Source: onnx-performance.md section 1, after the exact rewrites: GFLOP at 512 px of a frame in one branch, and of what is done once a frame.
    private const double PictureStep = 898, FilmStep = 1277, ReferenceOnce = 763, ControlOnce = 136, DecodeOnce = 2128, PaddingOnce = 763;

    // Bytes that a frame of a chunk moves through at 512 px in 32 bits, as far as it is alive at once.
    private const long WorkingSetPerFrame = 700_000_000;

    /// <summary>Convolutions and attention reach about this share of the matrix product's rate. More on the CPU, where a step of 256 px was measured to take 0.79 of its time
    /// because products that are counted here are spared (<see cref="Graph.Layers.GraphForm.Winograd"/>).</summary>
    private const double Share = 0.7, CpuShare = 0.7 / 0.79;

    private static readonly ConcurrentDictionary<string, double> MatrixRates = new();

    public bool IsLong => Time > Long;

    public static RenderEstimate Of(RenderSettings settings, int frames, bool film, bool testWeights, StepTimes times, SessionSettings sessions)
    {
        var levels = KeyFrameLevel.For(frames);
        var evaluations = settings.NumInferenceSteps * levels.Sum(l => l.Chunks.Sum(c => (double)c.Length));
        var memory = MemoryOf(settings, film, Math.Min(frames, KeyFrameLevel.Window), sessions);
        if (times.Find(StepClock.Key(settings, film, testWeights, sessions)) is { } known)
            return new RenderEstimate(TimeSpan.FromSeconds(evaluations * known.Step + frames * known.Rest), true, memory);

        var area = Math.Pow(settings.Side / 512.0, 2);
        var padded = levels.Count > 1 ? levels.Take(levels.Count - 1).Sum(l => l.Frames.Count) : 0;
        var work = area * (settings.Branches * (evaluations * (film ? FilmStep : PictureStep) + ReferenceOnce + padded * PaddingOnce) + frames * (ControlOnce + DecodeOnce));
        var share = sessions.Provider == ExecutionProvider.Cpu ? CpuShare : Share;
        return new RenderEstimate(TimeSpan.FromSeconds(work / (share * MatrixRates.GetOrAdd(Device(sessions), _ => MatrixRate(sessions)))), false, memory);
    }

    /// <summary>What times depend on besides the settings.</summary>
    public static string Device(SessionSettings sessions) => sessions.Provider == ExecutionProvider.Cpu ? $"cpu with {(sessions.Threads > 0 ? sessions.Threads : Environment.ProcessorCount)} threads" : $"{sessions.Provider}";

    private static long MemoryOf(RenderSettings settings, bool film, int chunk, SessionSettings sessions)
    {
        var half = sessions.Provider == ExecutionProvider.Cuda;
        var perNumber = half ? sizeof(ushort) : sizeof(float);
        var weights = (long)EngineWeights.Needed(settings, film).Sum(e => perNumber * e.Parameters * (sessions.Provider == ExecutionProvider.Cpu ? 1 + MultipliedOut(e.Kind) : 1));
        return weights + (long)(settings.Branches * chunk * WorkingSetPerFrame / (half ? 2 : 1) * Math.Pow(settings.Side / 512.0, 2));
    }

    /// <summary>What graphs on the CPU hold more than the checkpoint, as a share of it: kernels multiplied out (<see cref="Graph.Layers.GraphForm.Winograd"/>). Counted over the official keys at 512 px.</summary>
    internal static double MultipliedOut(NetworkKind kind) => kind switch
    {
        NetworkKind.UNet => 0.6,
        NetworkKind.Vae => 1.5,
        NetworkKind.ReferenceAdapter => 0.8,
        NetworkKind.ControlNet => 0.3,
        NetworkKind.ControlProjector => 1.1,
        _ => 0,
    };

    /// <summary>GFLOP a second of a matrix product on the device, timed now: the best of a few, since whatever else runs only makes it slower.</summary>
    private static double MatrixRate(SessionSettings sessions)
    {
        const int side = 1024, runs = 4;
        var type = sessions.Provider == ExecutionProvider.Cuda ? DType.Half : DType.Float;
        var g = new GraphBuilder();
        var x = g.Input("x", type, [side, side]);
        g.Output("y", g.MatMul(g.MatMul(g.MatMul(g.MatMul(x, x), x), x), x));
        ExecutionProviders.Require(sessions);
        using var session = new NetworkSession(OnnxFile.ToBytes(g.Build()), sessions);
        using var device = new DeviceMemory(sessions);
        using var host = Tensor.Of(type, side, side);
        using var input = device.Upload(host);
        using var output = device.New(type, side, side);
        using var bound = session.Bind([new("x", input)], [new("y", output)]);
        bound.Run();
        var best = double.MaxValue;
        for (var i = 0; i < runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            bound.Run();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 4 * 2.0 * side * side * side / 1e9 / best;
    }
}
