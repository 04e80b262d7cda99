using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;
using Xunit;

namespace HelloMeme.Tests.Support;

/// <summary>How tests open networks: on one thread of the CPU, or on the provider that HELLOMEME_EP names. One that cannot start fails every test
/// that opens a network, instead of running it on the CPU.</summary>
internal static class TestSessions
{
    private static readonly Lazy<SessionSettings> Chosen = new(() =>
    {
        var name = Environment.GetEnvironmentVariable("HELLOMEME_EP") is { Length: > 0 } wanted ? wanted : "cpu";
        var settings = For(ExecutionProviders.Parse(name));
        ExecutionProviders.Require(settings);
        return settings;
    });

    /// <exception cref="Media.UserFaultException">"provider-unknown", "provider-unusable".</exception>
    public static SessionSettings Settings => Chosen.Value;

    /// <summary>Opens a graph whose weights stay outside it, in a folder of the test.</summary>
    public static NetworkSession Open(string folder, OnnxModel model, SessionMode mode = SessionMode.Shared) =>
        new ModelStore(folder, Settings).Open("net", model, mode, TestContext.Current.CancellationToken);

    /// <summary>Exact enough to compare with references: no TF32.</summary>
    public static SessionSettings For(ExecutionProvider provider) => new(provider, Threads: 1) { Cuda = new CudaSettings { UseTf32 = false } };
}
