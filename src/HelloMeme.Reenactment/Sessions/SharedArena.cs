using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>One memory for what all networks of the process compute with on the CPU. With an arena for each, every open network would keep the most it ever used,
/// and a film's memory would grow with the number of chunk lengths in it.</summary>
internal static class SharedArena
{
    private const string UseIt = "session.use_env_allocators";
    private const int NextPowerOfTwo = 0; // few large regions: many small ones never join, and a film took half as much again

    private static readonly Lazy<bool> s_registered = new(() =>
    {
        using var cpu = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using var settings = new OrtArenaCfg(maxMemory: 0, NextPowerOfTwo, initialChunkSizeBytes: -1, maxDeadBytesPerChunk: -1);
        OrtEnv.Instance().CreateAndRegisterAllocator(cpu, settings);
        return true;
    });

    /// <summary>A session opened with these options computes in it.</summary>
    public static void AddTo(SessionOptions options)
    {
        if (s_registered.Value) options.AddSessionConfigEntry(UseIt, "1");
    }
}
