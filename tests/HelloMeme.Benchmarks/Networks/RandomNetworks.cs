using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Networks.Keys;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Benchmarks.Networks;

/// <summary>Checkpoints of the official sizes with random 16-bit weights, in a folder that is deleted with it; graphs and converted weights go there too.</summary>
internal sealed class RandomNetworks : IDisposable
{
    /// <summary>The UNet of Stable Diffusion 1.5.</summary>
    public static readonly UNetLayout Layout = new([320, 640, 1280, 1280], 2, 1280, 768, [true, true, true, false]);

    private readonly List<SafetensorsFile> _files = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("hellomeme-bench-").FullName;

    /// <summary>Tables by name.</summary>
    public static KeyTable Keys(string network) => network switch
    {
        "unet" => StableDiffusionKeys.UNet(Layout),
        "vae" => StableDiffusionKeys.Vae([128, 256, 512, 512], 2),
        "reference" => HelloMemeKeys.Reference(Layout),
        "motion" => HelloMemeKeys.Motion(Layout),
        _ => throw new ArgumentOutOfRangeException(nameof(network), network, "No such network."),
    };

    /// <summary>Writes what lies under a path of a network (all of it under the empty one) and opens it.</summary>
    public SafetensorsFile Write(string network, string path = "")
    {
        var keys = new KeyTable();
        foreach (var row in Keys(network).Rows.Where(r => r.Key.StartsWith(path, StringComparison.Ordinal))) keys.Add(row.Key, row.Shape, row.Role);
        var file = Path.Combine(Folder, $"{network}{path}.safetensors");
        SafetensorsWriter.Write(file, RandomWeights.Fill(keys, network, seed: 1));
        var open = SafetensorsFile.Open(file, FileIdentity.Of(file, CancellationToken.None));
        _files.Add(open);
        return open;
    }

    public static StateDict Weights(string network, SafetensorsFile file) => new(network, file.Tensors, DType.Float);

    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
