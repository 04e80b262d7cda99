using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
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
        File.WriteAllBytes(path, Write(type, random, ("conv.weight", [Channels, Channels, 3, 3]), ("conv.bias", [Channels]), ("proj.weight", [Width, Channels])));
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

    private static byte[] Write(StoredType type, Random random, params (string Key, long[] Shape)[] tensors)
    {
        var header = new Dictionary<string, object>(StringComparer.Ordinal);
        using var data = new MemoryStream();
        foreach (var (key, shape) in tensors)
        {
            var values = Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b)).Select(_ => random.Next(-64, 65) / 256f).ToArray();
            var bytes = type == StoredType.F16 ? MemoryMarshal.AsBytes(values.Select(v => (Half)v).ToArray().AsSpan()) : MemoryMarshal.AsBytes(values.AsSpan());
            header.Add(key, new { dtype = $"{type}", shape, data_offsets = new[] { data.Length, data.Length + bytes.Length } });
            data.Write(bytes);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        return [.. BitConverter.GetBytes((long)json.Length), .. json, .. data.ToArray()];
    }
}
