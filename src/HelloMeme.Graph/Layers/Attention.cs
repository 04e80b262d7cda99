using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

/// <summary>What attention looks at, already projected: keys and values [n, t, c].</summary>
public readonly record struct KeysValues(Value Keys, Value Values);

public static partial class Layers
{
    // Measured on the CPU: shorter ones are quicker by the standard's operator.
    private const int LongSequence = 2048;

    // Source: diffusers Attention: no bias on queries, keys and values, one on the output; no mask, no residual.
    /// <summary>Tokens [n, q, c] attend to themselves, or to a context [n, k, x]; -> [n, q, c].</summary>
    public static Value Attention(this GraphBuilder g, StateDict w, Value x, int heads, Value? context = null) =>
        g.Attend(w, x, g.ProjectKeysValues(w, context ?? x, x.Size(2)), heads);

    /// <summary>Keys and values of a context [n, t, x] for attention of this many channels; keys to_k and to_v.</summary>
    public static KeysValues ProjectKeysValues(this GraphBuilder g, StateDict w, Value context, int channels) =>
        new(g.Linear(w["to_k"], context, channels, bias: false), g.Linear(w["to_v"], context, channels, bias: false));

    /// <summary>Tokens [n, q, c] attend to keys and values; keys to_q and to_out.0.</summary>
    public static Value Attend(this GraphBuilder g, StateDict w, Value x, KeysValues seen, int heads)
    {
        var queries = g.Linear(w["to_q"], x, bias: false);                       // n q c
        var isLong = Math.Min(queries.Size(1), seen.Keys.Size(1)) >= LongSequence;
        var answers = isLong ? g.MultiHeadAttention(queries, seen.Keys, seen.Values, heads) : g.Attention(queries, seen.Keys, seen.Values, heads); // n q c
        return g.Linear(w["to_out.0"], answers);                                 // n q c
    }
}
