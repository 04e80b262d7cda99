using System.Security.Cryptography;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>A folder of built graphs. A missing one is built beside its place and moved there whole, so that a crash leaves no half file
/// and two processes that build at once both end with the same good one.</summary>
public sealed class ModelStore : IDisposable
{
    private readonly string _folder;
    private readonly ConvertedWeights _weights;
    private readonly PackedWeights _packed = new();
    private readonly Lazy<DeviceMemory> _device;

    /// <exception cref="Media.UserFaultException">"provider-unusable": the provider of the settings does not work here.</exception>
    public ModelStore(string folder, SessionSettings settings)
        : this(new ConvertedWeights(folder), settings)
    {
    }

    /// <summary>In the folder of the converted weights, which graphs point into.</summary>
    /// <exception cref="Media.UserFaultException">"provider-unusable": the provider of the settings does not work here.</exception>
    public ModelStore(ConvertedWeights weights, SessionSettings settings)
    {
        ExecutionProviders.Require(settings);
        (_folder, _weights, Settings) = (weights.Folder, weights, settings);
        _device = new Lazy<DeviceMemory>(() => new DeviceMemory(settings));
    }

    public SessionSettings Settings { get; }

    /// <summary>Where the networks of this store compute.</summary>
    public DeviceMemory Device => _device.Value;

    /// <summary>Opens name.key.onnx, built first where it is missing. The key names everything the graph is made from.</summary>
    public NetworkSession Open(string name, string key, Func<OnnxModel> build)
    {
        var path = Path.Combine(_folder, $"{name}.{key}.onnx");
        if (!File.Exists(path)) Write(path, OnnxFile.ToBytes(build()));
        return new NetworkSession(path, Settings);
    }

    /// <summary>Opens a graph whose weights stay outside it; the checkpoints stay open as long as the session. The file is named by its content.</summary>
    /// <exception cref="Media.UserFaultException">"out-of-memory", "disk-full", "weights-busy", "cuda-graph-needs-shapes".</exception>
    public NetworkSession Open(string name, OnnxModel model, SessionMode mode, CancellationToken token)
    {
        // 1. Weights, some of them converted first
        if (Settings.Provider != ExecutionProvider.Cpu) mode = SessionMode.Shared; // blocked layouts are the CPU's own
        var weights = GivenWeights.Open(model, mode, _weights, token);
        var packed = _packed.Take(weights.Base);
        try
        {
            // 2. The graph, which says where each is
            var path = WriteOnce(name, model, weights);

            // 3. Both together
            return new NetworkSession(path, weights, packed, Settings);
        }
        catch
        {
            weights.Dispose();
            packed.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_device.IsValueCreated) _device.Value.Dispose();
    }

    private string WriteOnce(string name, OnnxModel model, GivenWeights weights)
    {
        using var stream = new MemoryStream();
        OnnxFile.Write(model, stream, weights.PlaceOf);
        var bytes = stream.ToArray();
        var path = Path.Combine(_folder, $"{name}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}.onnx");
        if (!File.Exists(path)) Write(path, bytes);
        var absent = Path.Combine(_folder, OnnxFile.AbsentWeights);
        if (!File.Exists(absent)) File.WriteAllBytes(absent, []);
        return path;
    }

    private void Write(string path, byte[] graph)
    {
        Directory.CreateDirectory(_folder);
        var part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew))
            {
                stream.Write(graph);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && File.Exists(path))
        {
            // Windows: the other process finished first and has its file open. Names carry the key, so it is the same graph.
        }
        finally
        {
            File.Delete(part);
        }
    }
}
