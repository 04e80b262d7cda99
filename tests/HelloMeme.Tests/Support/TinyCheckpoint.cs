using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Tests.Support;

/// <summary>A safetensors file of one convolution and one linear, and graphs over it. Values are exact in 16 bits.</summary>
internal sealed class TinyCheckpoint : IDisposable
{
    private const int Channels = 32, Width = 24;

    private readonly SafetensorsFile _file;

    public TinyCheckpoint(string folder, StoredType type = StoredType.F16, int seed = 1)
    {
        var random = new Random(seed);
        var path = Path.Combine(folder, $"tiny-{type}-{seed}.safetensors");
        SafetensorsWriter.Write(path, [Noise("conv.weight", type, random, Channels, Channels, 3, 3), Noise("conv.bias", type, random, Channels), Noise("proj.weight", type, random, Width, Channels)]);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        _file = SafetensorsFile.Open(path, Sha256);
    }

    public string Sha256 { get; }

    /// <summary>x [1, 32, 8, 8] -> conv 3x3 -> y [1, 8, 8, 24].</summary>
    public OnnxModel Model(DType type = DType.Float, bool open = false)
    {
        var w = new StateDict("tiny", _file.Tensors, type);
        var g = new GraphBuilder();
        var x = g.Input("x", type, [open ? "batch" : 1, Channels, 8, 8]);
        var convolved = g.Conv(x, w["conv"].Weight(g, "weight", [Channels, Channels, 3, 3]), w["conv"].Weight(g, "bias", [Channels]), new Window(3, 3) { Top = 1, Left = 1, Bottom = 1, Right = 1 });
        g.Output("y", g.MatMul(g.Transpose(convolved, 0, 2, 3, 1), w["proj"].Weight(g, "weight", [Width, Channels], WeightForm.Transposed)));
        return g.Build();
    }

    public void Dispose() => _file.Dispose();

    private static TensorToWrite Noise(string key, StoredType type, Random random, params long[] shape) => new(key, type, shape, bytes =>
    {
        var values = Enumerable.Range(0, bytes.Length / type.Size()).Select(_ => random.Next(-64, 65) / 256f).ToArray();
        if (type == StoredType.F16) MemoryMarshal.AsBytes(values.Select(v => (Half)v).ToArray().AsSpan()).CopyTo(bytes);
        else MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(bytes);
    });
}
