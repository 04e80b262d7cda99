using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Layers;

public sealed class AttentionTests
{
    [Theory]
    [InlineData(5, 7, 12)] // other length and width than the tokens'
    [InlineData(6, 1, 8)]
    [InlineData(2051, 2049, 8)] // long enough for the runtime's own operator
    public void Attention_with_context_matches_definition(int tokens, int contextTokens, int contextWidth)
    {
        const int c = 8, heads = 2;
        var (w, values) = TinyWeights.Noise(0.6f, Attention("attn", c, contextWidth));
        float[] x = GraphRun.Noise(2 * tokens * c), context = GraphRun.Noise(2 * contextTokens * contextWidth, 2);
        var g = new GraphBuilder();
        g.Output("y", g.Attention(w["attn"], g.Input("x", DType.Float, [2, tokens, c]), heads, g.Input("context", DType.Float, [2, contextTokens, contextWidth])));
        var y = NetworkRun.Run(g.Build(), new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = x, ["context"] = context })["y"];
        for (var n = 0; n < 2; n++)
        {
            var expected = NaiveAttention.Attend(Sequence(x, n, tokens, c), Sequence(context, n, contextTokens, contextWidth), values, "attn", heads);
            GraphRun.AssertClose([.. expected.Cast<double>().Select(v => (float)v)], y[(n * tokens * c)..((n + 1) * tokens * c)]);
        }
    }

    [Theory]
    [InlineData(3, 5, GraphForm.Published)]
    [InlineData(3, 5, GraphForm.Fast)]
    [InlineData(6, 2, GraphForm.Published)]
    [InlineData(6, 2, GraphForm.Fast)]
    public void Sk_reference_attention_of_unequal_sides_matches_definition(int height, int width, GraphForm form)
    {
        const int c = 8, heads = 2, frames = 2;
        var (w, values) = TinyWeights.Noise(0.5f, [.. Attention("attn1", c, c), .. Attention("attn2", c, c), ("norm.weight", [c]), ("norm.bias", [c]), ("proj.weight", [c, c, 3, 3]), ("proj.bias", [c])]);
        float[] x = GraphRun.Noise(frames * c * height * width), reference = GraphRun.Noise(c * height * width, 2);
        var g = new GraphBuilder();
        Value hidden = g.Input("x", DType.Float, [frames, c, height, width]), seen = g.Input("ref", DType.Float, [1, c, height, width]);
        g.Output("y", form == GraphForm.Published
            ? g.SkReferenceAttention(w, hidden, g.RepeatEach(seen, frames), heads)
            : g.SkReferenceAttention(w, hidden, g.SkReferenceKeysValues(w, seen), heads));
        var y = NetworkRun.Run(g.Build(), new Dictionary<string, float[]>(StringComparer.Ordinal) { ["x"] = x, ["ref"] = reference })["y"];
        var size = c * height * width;
        for (var f = 0; f < frames; f++)
            GraphRun.AssertClose(NaiveSkAttention.Run(x[(f * size)..((f + 1) * size)], reference, c, height, width, values, heads), y[(f * size)..((f + 1) * size)]);
    }

    private static (string Key, long[] Shape)[] Attention(string part, int c, int context) =>
        [(part + ".to_q.weight", [c, c]), (part + ".to_k.weight", [c, context]), (part + ".to_v.weight", [c, context]), (part + ".to_out.0.weight", [c, c]), (part + ".to_out.0.bias", [c])];

    private static double[,] Sequence(float[] x, int n, int tokens, int c)
    {
        var y = new double[tokens, c];
        for (var i = 0; i < tokens; i++)
            for (var k = 0; k < c; k++) y[i, k] = x[(n * tokens + i) * c + k];
        return y;
    }
}
