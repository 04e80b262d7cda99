using System.Runtime.InteropServices;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Benchmarks;

/// <summary>Random 16-bit weights of the widths of Stable Diffusion 1.5's inner blocks: 3x3 convolutions and feed-forward pairs, about half of the
/// bytes each; and the network over them.</summary>
public static class RandomCheckpoint
{
    private const int Blocks = 12, Channels = 1280, Hidden = 5120, Side = 16;

    public static long[] InputShape => [1, Channels, Side, Side];

    public static string Write(string folder)
    {
        var path = Path.Combine(folder, "random.safetensors");
        var random = new Random(1);
        SafetensorsWriter.Write(path, Shapes().Select(s => new TensorToWrite(s.Key, StoredType.F16, s.Shape, bytes =>
        {
            var values = MemoryMarshal.Cast<byte, Half>(bytes);
            var spread = 3.4f / MathF.Sqrt(s.Shape.Skip(1).Aggregate(1f, (a, b) => a * b)); // keeps the size of activations
            foreach (ref var value in values) value = (Half)((random.NextSingle() - 0.5f) * spread);
        })));
        return path;
    }

    /// <summary>Each block: x + feed-forward(conv 3x3(x)).</summary>
    public static OnnxModel Model(SafetensorsFile file)
    {
        var w = new StateDict("random", file.Tensors, DType.Float);
        var g = new GraphBuilder();
        var x = g.Input("x", DType.Float, [1, Channels, Side, Side]);
        for (var i = 0; i < Blocks; i++)
        {
            var block = w[i];
            var convolved = g.Conv(x, block.Weight(g, "conv", [Channels, Channels, 3, 3]), null, new Window(3, 3) { Top = 1, Left = 1, Bottom = 1, Right = 1 });
            var tokens = g.Reshape(g.Transpose(convolved, 0, 2, 3, 1), [1, Side * Side, Channels]);
            var wide = g.MatMul(tokens, block.Weight(g, "up", [Hidden, Channels], WeightForm.Transposed));
            var narrow = g.MatMul(wide * g.Sigmoid(wide), block.Weight(g, "down", [Channels, Hidden], WeightForm.Transposed));
            x += g.Transpose(g.Reshape(narrow, [1, Side, Side, Channels]), 0, 3, 1, 2);
        }

        g.Output("y", x);
        return g.Build();
    }

    private static IEnumerable<(string Key, long[] Shape)> Shapes()
    {
        for (var i = 0; i < Blocks; i++)
        {
            yield return ($"{i}.conv", [Channels, Channels, 3, 3]);
            yield return ($"{i}.up", [Hidden, Channels]);
            yield return ($"{i}.down", [Channels, Hidden]);
        }
    }
}
