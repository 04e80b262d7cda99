using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: diffusers Timesteps(flip_sin_to_cos, shift 0). Always 32 bits: the angles go to 10,000 and more.
    /// <summary>Any shape [..] of 32-bit numbers -> [.., channels]: cosines of number * 10000^(-k / (channels / 2)), then the sines.</summary>
    public static Value Timesteps(this GraphBuilder g, Value numbers, int channels)
    {
        if (numbers.Type != DType.Float) throw GraphException.Mismatch("Timesteps", "32-bit numbers", numbers);
        var frequencies = new float[channels / 2];
        for (var k = 0; k < frequencies.Length; k++) frequencies[k] = (float)Math.Exp(-Math.Log(10000) * k / frequencies.Length);
        var angles = g.Reshape(numbers, [.. numbers.Shape, 1]) * g.Constant(frequencies, [frequencies.Length]); // .. channels/2
        return g.Concat([g.Cos(angles), g.Sin(angles)], axis: numbers.Shape.Rank);                              // .. channels
    }

    // Source: diffusers TimestepEmbedding.
    /// <summary>[.., in] -> [.., channels]: linear_1, SiLU, linear_2.</summary>
    public static Value TimestepEmbedding(this GraphBuilder g, StateDict w, Value x, int channels) =>
        g.Linear(w["linear_2"], g.Silu(g.Linear(w["linear_1"], x, channels)), channels);
}
