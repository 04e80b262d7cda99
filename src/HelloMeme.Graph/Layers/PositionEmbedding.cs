using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: diffusers SinusoidalPositionalEmbedding: sines and cosines alternate; the table is stored, and its length a hard limit.
    /// <summary>Tokens [n, t, c] plus the first t rows of key pe [1, places, c]. More tokens than places are a fault of the checkpoint.</summary>
    public static Value AddStoredPositions(this GraphBuilder g, StateDict w, Value tokens) => tokens + w.FirstRows(g, "pe", tokens.Size(1), tokens.Size(2));

    // Source: HelloMeme hm_blocks.py, get_posembed_linear: all sines, then all cosines; any length.
    /// <summary>Constant [1, count, channels]: positions first, first + 1, ...</summary>
    public static Value PositionTable(this GraphBuilder g, DType type, int first, int count, int channels)
    {
        var table = new float[count * channels];
        var half = channels / 2;
        for (var p = 0; p < count; p++)
        {
            for (var k = 0; k < half; k++)
            {
                var angle = (first + p) * Math.Exp(-Math.Log(10000) * 2 * k / channels);
                table[p * channels + k] = (float)Math.Sin(angle);
                table[p * channels + half + k] = (float)Math.Cos(angle);
            }
        }

        return g.Numbers(type, table, [1, count, channels]);
    }
}
