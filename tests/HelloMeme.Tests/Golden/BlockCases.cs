using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Support;

namespace HelloMeme.Tests.Golden;

/// <summary>Single attention blocks.</summary>
internal static class BlockCases
{
    public static readonly GoldenKind[] Kinds =
    [
        new("block_sk_ref_v5_.*", SkReference),
        new("block_stk_ref_v5b_.*", StkReference),
        new("block_stk_attn_v5_.*", StkAttention),
        new("block_stk_cross_v5_.*", StkCross),
        new("block_motion_v5", Motion),
        new("block_animatediff", Temporal),
    ];

    private static IEnumerable<GoldenRun> SkReference(GoldenCase golden)
    {
        var w = golden.Weights(golden.WeightNames[0]);
        var (heads, frames) = (Heads(golden), golden.Shape("in.x")[0] / golden.Shape("in.ref")[0]);
        yield return Run(nameof(GraphForm.Published), golden, (g, x) => g.SkReferenceAttention(w, x("x"), g.RepeatEach(x("ref"), frames), heads));
        yield return Run(nameof(GraphForm.Fast), golden, (g, x) => g.SkReferenceAttention(w, x("x"), g.SkReferenceKeysValues(w, x("ref")), heads));
    }

    private static IEnumerable<GoldenRun> StkReference(GoldenCase golden)
    {
        var w = golden.Weights(golden.WeightNames[0]);
        var heads = Heads(golden);
        yield return Run(nameof(GraphForm.Published), golden, (g, x) => g.StkReferenceModule(w, x("x"), x("ref"), heads));
        yield return Run(nameof(GraphForm.Fast), golden, (g, x) => g.StkReferenceModule(w, x("x"), g.StkReferenceKeysValues(w, x("ref"), heads), heads));
    }

    private static IEnumerable<GoldenRun> StkAttention(GoldenCase golden)
    {
        var w = golden.Weights(golden.WeightNames[0]);
        var middle = golden.Config.GetProperty("mid_channels").GetInt32();
        var shape = golden.Shape("in.x"); // b f h w c
        var (n, pixels, c) = (shape[0] * shape[1], shape[2] * shape[3], shape[4]);
        Shape picture = [n, c, shape[2], shape[3]];
        var inputs = new[] { "x", "ref" }.ToDictionary(k => k, k => ClipLayout.ChannelsFirst(golden.Floats("in." + k), n, pixels, c), StringComparer.Ordinal);
        var g = new GraphBuilder();
        Value x = g.Input("x", DType.Float, picture), reference = g.Input("ref", DType.Float, picture);
        g.Output("y_self", x + g.StkAttention(w, x, null, middle, Heads(golden)));
        var seen = g.StkAttention(w, x, reference, middle, Heads(golden));
        g.Output("y_ref", x + seen);
        g.Output("y_nores", seen);
        var outputs = NetworkRun.Run(g.Build(), inputs);
        yield return new GoldenRun(nameof(GraphForm.Published), outputs.ToDictionary(o => o.Key, o => ClipLayout.ChannelsFirst(o.Value, n, c, pixels), StringComparer.Ordinal));
    }

    private static IEnumerable<GoldenRun> StkCross(GoldenCase golden)
    {
        var w = golden.Weights(golden.WeightNames[0]);
        foreach (var form in Enum.GetValues<GraphForm>())
        {
            yield return Run(form.ToString(), golden, (g, x) =>
            {
                Value hidden = x("x"), tokens = x("hidden"); // 1 f ..
                var frames = g.Reshape(hidden, [hidden.Size(1), hidden.Size(2), hidden.Size(3), hidden.Size(4)]);
                return g.StkCrossAttention(w, frames, g.Reshape(tokens, [tokens.Size(1), tokens.Size(2), tokens.Size(3)]), golden.Config.GetProperty("heads").GetInt32(), form);
            });
        }
    }

    private static IEnumerable<GoldenRun> Motion(GoldenCase golden)
    {
        var w = golden.Weights(golden.WeightNames[0]);
        var g = new GraphBuilder();
        Value x = Input(g, golden, "x"), padding = Input(g, golden, "pad");
        g.Output("y", g.SkMotionModule(w, x, padding, padding.Size(0), Heads(golden)));
        g.Output("y_nopad", g.SkMotionModule(w, x, null, padding.Size(0), Heads(golden)));
        yield return new GoldenRun(nameof(GraphForm.Published), NetworkRun.Run(g.Build(), golden.Inputs()));
    }

    private static IEnumerable<GoldenRun> Temporal(GoldenCase golden)
    {
        var w = golden.Weights(golden.WeightNames[0]);
        var frames = golden.Config.GetProperty("num_frames").GetInt32();
        yield return Run(nameof(GraphForm.Published), golden, (g, x) =>
        {
            var frame = x("x");
            var clip = g.Reshape(frame, [frame.Batch / frames, frames, frame.Channels, frame.Height, frame.Width]);
            return g.TemporalTransformer(w, clip, Heads(golden), golden.Config.GetProperty("norm_num_groups").GetInt32());
        });
    }

    private static GoldenRun Run(string form, GoldenCase golden, Func<GraphBuilder, Func<string, Value>, Value> layer)
    {
        var g = new GraphBuilder();
        g.Output("y", layer(g, name => Input(g, golden, name)));
        return new GoldenRun(form, NetworkRun.Run(g.Build(), golden.Inputs()));
    }

    private static Value Input(GraphBuilder g, GoldenCase golden, string name) => g.Input(name, DType.Float, Shape.Create([.. golden.Shape("in." + name).Select(d => (Dim)d)]));

    private static int Heads(GoldenCase golden) => golden.Config.GetProperty("num_attention_heads").GetInt32();
}
