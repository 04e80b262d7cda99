using System.Diagnostics;

namespace HelloMeme.Benchmarks;

/// <summary>Bytes of this process in memory: private ones, and those of mapped files, which the system may drop and read again.
/// Outside Linux only the total is known and the rest is 0.</summary>
public readonly record struct ResidentMemory(long Total, long Private, long Mapped)
{
    private const string Rollup = "/proc/self/smaps_rollup";

    public static ResidentMemory Read()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (!File.Exists(Rollup))
        {
            using var self = Process.GetCurrentProcess();
            return new ResidentMemory(self.WorkingSet64, 0, 0);
        }

        var lines = File.ReadAllLines(Rollup);
        long total = Field("Rss:"), anonymous = Field("Anonymous:");
        return new ResidentMemory(total, anonymous, total - anonymous);

        long Field(string name) => long.Parse(lines.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024;
    }
}
