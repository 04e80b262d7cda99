using HelloMeme.Graph.Onnx;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>A folder of built graphs. A missing one is built beside its place and moved there whole, so that a crash leaves no half file
/// and two processes that build at once both end with the same good one.</summary>
public sealed class ModelStore
{
    private readonly string _folder;
    private readonly SessionSettings _settings;

    /// <exception cref="Media.UserFaultException">"provider-unusable": the provider of the settings does not work here.</exception>
    public ModelStore(string folder, SessionSettings settings)
    {
        ExecutionProviders.Require(settings.Provider);
        (_folder, _settings) = (folder, settings);
    }

    /// <summary>Opens name.key.onnx, built first where it is missing. The key names everything the graph is made from.</summary>
    public NetworkSession Open(string name, string key, Func<OnnxModel> build)
    {
        var path = Path.Combine(_folder, $"{name}.{key}.onnx");
        if (!File.Exists(path)) Write(path, build());
        return new NetworkSession(path, _settings);
    }

    /// <summary>Opens a graph whose weights stay in their checkpoint, writing it first where it is missing.</summary>
    public NetworkSession Open(string name, string key, OnnxModel model)
    {
        var path = Path.Combine(_folder, $"{name}.{key}.onnx");
        if (!File.Exists(path)) Write(path, model);
        var absent = Path.Combine(_folder, OnnxFile.AbsentWeights);
        if (!File.Exists(absent)) File.WriteAllBytes(absent, []);
        return new NetworkSession(path, new GivenWeights(model.Weights), _settings);
    }

    private void Write(string path, OnnxModel model)
    {
        Directory.CreateDirectory(_folder);
        var part = $"{path}.{Guid.NewGuid():n}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew))
            {
                OnnxFile.Write(model, stream);
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
