using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>One network on disk: its tensors under the keys that our networks ask for, and the numbers of its config.json.</summary>
public sealed class CheckpointModule : IDisposable
{
    /// <summary>Files with this metadata entry were made by this program to try it; what they draw is noise.</summary>
    public const string TestWeightsKey = "hellomeme.test_weights";

    private readonly SafetensorsFile? _owned;

    internal CheckpointModule(string name, string path, ModuleConfig config, SafetensorsFile file, IReadOnlyDictionary<string, StoredTensor> tensors, bool ownsFile)
    {
        (Name, File, Config, Tensors, _owned) = (name, path, config, tensors, ownsFile ? file : null);
        HasTestWeights = file.Metadata.ContainsKey(TestWeightsKey);
    }

    /// <summary>Unique among networks that meet in one graph.</summary>
    public string Name { get; }

    /// <summary>Path of the file that holds the tensors.</summary>
    public string File { get; }

    public ModuleConfig Config { get; }

    public IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>Made by this program to try it: what it draws is noise.</summary>
    public bool HasTestWeights { get; }

    /// <summary>Opens FOLDER/diffusion_pytorch_model.safetensors or FOLDER/model.safetensors (or .fp16) with FOLDER/config.json where there is one.</summary>
    /// <param name="name">Of the network, as in "hm5_reference".</param>
    /// <param name="identify">Computes the file's SHA-256, which lasting copies of its weights are kept under; not needed to look at keys.</param>
    /// <exception cref="CheckpointException">Missing, foreign or unsound; says what is needed.</exception>
    public static CheckpointModule Open(string folder, string name, bool identify = true, CancellationToken token = default) =>
        Open(folder, name, key => key, identify, token);

    internal static CheckpointModule Open(string folder, string name, Func<string, string> rename, bool identify, CancellationToken token)
    {
        var path = CheckpointFolder.RequireWeightsFile(folder, name);
        ForeignFile.RefuseByContent(path);
        var config = ModuleConfig.Read(Path.Combine(folder, "config.json"), $"config.json of {name}");
        var file = SafetensorsFile.Open(path, identify ? FileIdentity.Of(path, token) : null);
        try
        {
            return new CheckpointModule(name, path, config, file, Renamed(file, name, rename), ownsFile: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The network's weights for graphs that compute in the given type; one dictionary for all its graphs tells which keys none of them used.</summary>
    public StateDict Weights(DType type) => new(Name, Tensors, type);

    public void Dispose() => _owned?.Dispose();

    private static Dictionary<string, StoredTensor> Renamed(SafetensorsFile file, string name, Func<string, string> rename)
    {
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var (key, tensor) in file.Tensors)
            if (!tensors.TryAdd(rename(key), tensor)) throw new CheckpointException($"The checkpoint {name} holds '{rename(key)}' under its new and its old name; get a sound copy.");
        return tensors;
    }
}
