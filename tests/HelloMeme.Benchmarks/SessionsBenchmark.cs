using System.Diagnostics;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Benchmarks;

/// <summary>What a second and third session of the same 16-bit weights cost in both modes (goal: shared adds at most 5 % of the file each),
/// how long opening takes, and how much quicker the fast mode runs. Each mode is counted in a process of its own.</summary>
public static class SessionsBenchmark
{
    private const int Rounds = 7;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hellomeme-bench-").FullName;
        try
        {
            // 1. A checkpoint of real widths, and its 32-bit weights made once
            var checkpoint = RandomCheckpoint.Write(folder);
            Console.WriteLine($"checkpoint {new FileInfo(checkpoint).Length / 1e6:0} MB in 16 bits; {Yardstick.Load()}");
            foreach (var mode in Enum.GetValues<SessionMode>())
            {
                var converting = await TimeAsync(folder, checkpoint, mode);
                Console.WriteLine($"first opening, {mode}, weights converted: {converting:0.00} s");
            }

            // 2. One process per mode
            Console.WriteLine("mode    sessions  resident MB  private MB  mapped MB  added, % of file  opening s");
            foreach (var mode in Enum.GetValues<SessionMode>()) await RunSelfAsync("sessions", $"{mode}", folder, checkpoint);

            // 3. Both in turn
            await CompareAsync(folder, checkpoint);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The process of one mode.</summary>
    public static async Task<int> CountAsync(SessionMode mode, string folder, string checkpoint)
    {
        using var file = await OpenAsync(folder, checkpoint);
        var bytes = new FileInfo(checkpoint).Length;
        var store = new ModelStore(folder, Settings);
        var before = ResidentMemory.Read();
        for (var n = 1; n <= 3; n++)
        {
            var start = Stopwatch.GetTimestamp();
            var session = store.Open("bench", RandomCheckpoint.Model(file), mode, CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            RunOnce(session);
            RunOnce(session);
            var now = ResidentMemory.Read();
            Console.WriteLine($"{mode,-6}  {n,8}  {now.Total / 1e6,11:0}  {now.Private / 1e6,10:0}  {now.Mapped / 1e6,9:0}  {100.0 * (now.Total - before.Total) / bytes,16:0.0}  {seconds,9:0.00}");
            before = now;
        }

        return 0;
    }

    private static async Task RunSelfAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(SessionsBenchmark).Assembly.Location, .. arguments]))!;
        await process.WaitForExitAsync();
    }

    private static async Task<double> TimeAsync(string folder, string checkpoint, SessionMode mode)
    {
        using var file = await OpenAsync(folder, checkpoint);
        var start = Stopwatch.GetTimestamp();
        using var session = new ModelStore(folder, Settings).Open("bench", RandomCheckpoint.Model(file), mode, CancellationToken.None);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task CompareAsync(string folder, string checkpoint)
    {
        using var file = await OpenAsync(folder, checkpoint);
        var store = new ModelStore(folder, Settings);
        using var shared = store.Open("bench", RandomCheckpoint.Model(file), SessionMode.Shared, CancellationToken.None);
        using var fast = store.Open("bench", RandomCheckpoint.Model(file), SessionMode.Fast, CancellationToken.None);
        var expected = RunOnce(shared);
        var found = RunOnce(fast);
        var ratios = new double[Rounds];
        for (var i = 0; i < Rounds; i++) ratios[i] = Seconds(shared) / Seconds(fast);
        Array.Sort(ratios);
        var largest = expected.Max(Math.Abs);
        var difference = expected.Zip(found, (a, b) => Math.Abs(a - b)).Max();
        Console.WriteLine($"fast runs {ratios[Rounds / 2]:0.00} times as quickly as shared ({ratios[0]:0.00} to {ratios[^1]:0.00}); largest difference {difference:0.0e0} of {largest:0.00}");
    }

    private static double Seconds(NetworkSession session)
    {
        var start = Stopwatch.GetTimestamp();
        RunOnce(session);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static float[] RunOnce(NetworkSession session)
    {
        using var x = Tensor.OfFloats(RandomCheckpoint.InputShape);
        for (var i = 0; i < x.Floats.Length; i++) x.Floats[i] = i % 17 / 8f - 1;
        var y = session.NewOutput("y");
        using (y.Tensor)
        {
            session.Run([new("x", x)], [y]);
            return y.Tensor.Floats.ToArray();
        }
    }

    private static SessionSettings Settings => new(Threads: 2);

    private static async Task<SafetensorsFile> OpenAsync(string folder, string checkpoint) =>
        SafetensorsFile.Open(checkpoint, FileIdentity.Of(checkpoint, CancellationToken.None));
}
