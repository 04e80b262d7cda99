using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: torch.nn.GroupNorm. InstanceNormalization over [n, groups, ..] is the form every runtime has and runs fast.
    /// <summary>Each group of channels to mean 0 and variance 1 over [n, c, ..], then weight and bias [c].</summary>
    public static Value GroupNorm(this GraphBuilder g, StateDict w, Value x, int groups = 32, float epsilon = 1e-5f)
    {
        var grouped = g.Reshape(x, [x.Batch, groups, x.Shape.ElementCount / x.Batch / groups]);
        var normal = g.Reshape(g.Normalize(grouped, epsilon), x.Shape);
        Shape perChannel = [x.Channels, .. Enumerable.Repeat((Dim)1, x.Shape.Rank - 2)];
        return normal * w.Weight(g, "weight", perChannel) + w.Weight(g, "bias", perChannel);
    }

    // Source: torch.nn.LayerNorm.
    /// <summary>Each token to mean 0 and variance 1, then weight and bias.</summary>
    public static Value LayerNorm(this GraphBuilder g, StateDict w, Value x, float epsilon = 1e-5f) =>
        g.LayerNormalization(x, w.Weight(g, "weight", [x.Size(^1)]), w.Weight(g, "bias", [x.Size(^1)]), epsilon);

    // Source: torch.nn.InstanceNorm2d as HelloMeme uses it: no weights.
    /// <summary>Each channel of each picture to mean 0 and variance 1.</summary>
    public static Value InstanceNorm(this GraphBuilder g, Value x, float epsilon = 1e-5f) => g.Normalize(x, epsilon);

    // An island of 32 bits in 16-bit graphs: sums over a whole plane do not fit 16.
    private static Value Normalize(this GraphBuilder g, Value x, float epsilon) => x.Type == DType.Half
        ? g.Cast(g.Normalize(g.Cast(x, DType.Float), epsilon), DType.Half)
        : g.InstanceNormalization(x, g.Filled(x.Type, x.Channels, 1), g.Filled(x.Type, x.Channels, 0), epsilon);

    private static Value Filled(this GraphBuilder g, DType type, int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return g.Numbers(type, values, [count]);
    }
}
