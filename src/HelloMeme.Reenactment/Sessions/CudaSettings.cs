namespace HelloMeme.Reenactment.Sessions;

/// <summary>How networks run on an NVIDIA card: section "Studio:Cuda" of the settings. Names and values are those of the runtime's CUDA provider.</summary>
public sealed record CudaSettings
{
    private static readonly string[] ExtendStrategies = ["kSameAsRequested", "kNextPowerOfTwo"], AlgoSearches = ["HEURISTIC", "EXHAUSTIVE", "DEFAULT"];

    /// <summary>Which card, counted from 0.</summary>
    public int DeviceId { get; init; }

    /// <summary>Most memory the networks may take on the card; 0 takes what is there.</summary>
    public int MemoryLimitMegabytes { get; init; }

    /// <summary>kSameAsRequested grows by what is needed, kNextPowerOfTwo in leaps.</summary>
    public string ArenaExtendStrategy { get; init; } = "kSameAsRequested";

    /// <summary>How cuDNN chooses a convolution: HEURISTIC asks, EXHAUSTIVE tries all (slow first run), DEFAULT takes one.</summary>
    public string CudnnConvAlgoSearch { get; init; } = "HEURISTIC";

    /// <summary>Convolutions keep channels last.</summary>
    public bool PreferNhwc { get; init; }

    /// <summary>Multiplies 32-bit numbers with 10 bits of mantissa: quicker, and no longer equal to 1e-5.</summary>
    public bool UseTf32 { get; init; } = true;

    /// <summary>Records a network's launches and replays them; only for networks of fixed shapes that are bound.</summary>
    public bool EnableCudaGraph { get; init; }

    /// <summary>An operator that the card cannot run is an error instead of a slow detour; so for every other accelerator.</summary>
    public bool DisableCpuFallback { get; init; } = true;

    /// <summary>One sentence for each value that makes no sense, empty when all do.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (DeviceId < 0) faults.Add("DeviceId is below 0; cards are counted from 0.");
        if (MemoryLimitMegabytes is < 0 or > 0 and < 512) faults.Add("MemoryLimitMegabytes is neither 0 (no limit) nor at least 512.");
        Check(nameof(ArenaExtendStrategy), ArenaExtendStrategy, ExtendStrategies);
        Check(nameof(CudnnConvAlgoSearch), CudnnConvAlgoSearch, AlgoSearches);
        return faults;

        void Check(string name, string value, string[] known)
        {
            if (!known.Contains(value, StringComparer.Ordinal)) faults.Add($"{name} is '{value}'; use one of {string.Join(", ", known)}.");
        }
    }

    /// <summary>As the provider takes them.</summary>
    public Dictionary<string, string> ToProviderOptions()
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["device_id"] = $"{DeviceId}",
            ["arena_extend_strategy"] = ArenaExtendStrategy,
            ["cudnn_conv_algo_search"] = CudnnConvAlgoSearch,
            ["prefer_nhwc"] = Flag(PreferNhwc),
            ["use_tf32"] = Flag(UseTf32),
            ["enable_cuda_graph"] = Flag(EnableCudaGraph),
        };
        if (MemoryLimitMegabytes > 0) options["gpu_mem_limit"] = $"{MemoryLimitMegabytes * 1_048_576L}";
        return options;
    }

    /// <summary>One line for people.</summary>
    public string Describe() =>
        $"Card {DeviceId}, memory {(MemoryLimitMegabytes == 0 ? "as much as is free" : $"at most {MemoryLimitMegabytes} MB")}, growth {ArenaExtendStrategy}, "
        + $"cuDNN search {CudnnConvAlgoSearch}, channels last {OnOff(PreferNhwc)}, TF32 {OnOff(UseTf32)}, CUDA graphs {OnOff(EnableCudaGraph)}, "
        + $"detours over the CPU {OnOff(!DisableCpuFallback)}.";

    private static string Flag(bool value) => value ? "1" : "0";

    private static string OnOff(bool value) => value ? "on" : "off";
}
