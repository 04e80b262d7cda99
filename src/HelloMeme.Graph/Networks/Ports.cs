using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Networks that run once per clip or frame take and give 32-bit numbers whatever they compute in.</summary>
internal static class Ports
{
    /// <summary>A 32-bit input, as the graph's type.</summary>
    public static Value FloatInput(this GraphBuilder g, string name, DType type, Shape shape)
    {
        var input = g.Input(name, DType.Float, shape);
        return type == DType.Float ? input : g.Cast(input, type);
    }

    /// <summary>A 32-bit output.</summary>
    public static void FloatOutput(this GraphBuilder g, string name, Value value) => g.Output(name, value.Type == DType.Float ? value : g.Cast(value, DType.Float));
}
