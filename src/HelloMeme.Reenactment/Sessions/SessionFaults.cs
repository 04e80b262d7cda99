using HelloMeme.Media;
using Microsoft.ML.OnnxRuntime;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>Turns those faults of the runtime that a user can mend into sentences.</summary>
internal static class SessionFaults
{
    public const string OutOfMemoryCode = "out-of-memory";

    /// <summary>What allocators of the runtime, C++ and CUDA say when there is no more memory.</summary>
    private static readonly string[] OutOfMemoryWords =
        ["Failed to allocate memory", "bad_alloc", "bad allocation", "out of memory", "ALLOC_FAILED", "Available memory of"];

    /// <summary>What the runtime says where a provider would leave operators to the processor, which it may not.</summary>
    private const string LeftToCpu = "fallback to CPU EP has been explicitly disabled";

    /// <exception cref="UserFaultException">"out-of-memory", "provider-lacks-operators".</exception>
    public static T Tell<T>(SessionSettings settings, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OnnxRuntimeException e) when (IsOutOfMemory(e.Message))
        {
            throw OutOfMemory(settings.Provider, e);
        }
        catch (OnnxRuntimeException e) when (e.Message.Contains(LeftToCpu, StringComparison.Ordinal))
        {
            throw new UserFaultException("provider-lacks-operators",
                $"The execution provider {settings.Provider} cannot run all operators of this network: choose cpu, or allow it slow detours over the processor with Studio:Cuda:DisableCpuFallback=false.", e);
        }
    }

    internal static bool IsOutOfMemory(string message) => OutOfMemoryWords.Any(w => message.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static UserFaultException OutOfMemory(ExecutionProvider provider, Exception cause) => new(OutOfMemoryCode,
        provider == ExecutionProvider.Cuda
            ? "The graphics card has too little free memory for this: choose a smaller picture or fewer frames, close other programs that use the card, or raise Studio:Cuda:MemoryLimitMegabytes."
            : "This machine has too little free memory for this: choose a smaller picture or fewer frames, or close other programs.",
        cause);
}
