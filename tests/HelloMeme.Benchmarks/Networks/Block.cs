using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Benchmarks.Networks;

/// <summary>What kind of block it is; tells how the peer computes it.</summary>
internal enum BlockKind
{
    Resnet,
    Transformer,
    ReferenceAttention,
    Upsample,
    Downsample,
    Motion,
    VaeUp,
}

/// <summary>One block of the denoiser (or the VAE) at its official size, for one picture.</summary>
/// <param name="Path">Of its weights in the network's checkpoint.</param>
/// <param name="PerStep">How many blocks of this size a denoising step of a 512 x 512 picture runs.</param>
/// <param name="Side">Height and width of what enters.</param>
internal sealed record Block(BlockKind Kind, string Network, string Path, int PerStep, int Inputs, int Outputs, int Side)
{
    public const int Heads = 8, TextTokens = 77, TextWidth = 768, TimeWidth = 1280, Frames = 12;

    public string Name => $"{Kind} {(Inputs == Outputs ? "" : $"{Inputs}-")}{Outputs}@{Side}{(Kind == BlockKind.Motion ? $" x{Frames}" : "")}";

    private Shape Picture => [Kind == BlockKind.Motion ? Frames : 1, Inputs, Side, Side];

    /// <summary>What is computed once per clip, from text or reference; null where there is nothing.</summary>
    public OnnxModel? Once(StateDict root)
    {
        var (g, w) = (new GraphBuilder(), At(root));
        switch (Kind)
        {
            case BlockKind.Transformer:
                var text = g.ProjectKeysValues(w["transformer_blocks.0.attn2"], Text(g), Inputs);
                g.Output("text_keys", text.Keys);
                g.Output("text_values", text.Values);
                return g.Build();
            case BlockKind.ReferenceAttention:
                var seen = g.SkReferenceKeysValues(w, Reference(g));
                g.Output("row_keys", seen.Rows.Keys);
                g.Output("row_values", seen.Rows.Values);
                g.Output("column_keys", seen.Columns.Keys);
                g.Output("column_values", seen.Columns.Values);
                return g.Build();
            default:
                return null;
        }
    }

    /// <summary>What is computed at every step: x (and time, text, reference, padding, or what <see cref="Once"/> gives) to y.</summary>
    public OnnxModel Each(StateDict root, GraphForm form)
    {
        var (g, w, fast) = (new GraphBuilder(), At(root), form != GraphForm.Published);
        var x = g.Input("x", DType.Float, Picture);
        g.Output("y", Kind switch
        {
            BlockKind.Resnet => g.ResnetBlock(w, x, Outputs, g.Input("time", DType.Float, [1, TimeWidth]), form),
            BlockKind.Transformer => g.SpatialTransformer(w, x, fast ? TextInputs(g) : g.ProjectKeysValues(w["transformer_blocks.0.attn2"], Text(g), Inputs), Heads),
            BlockKind.ReferenceAttention => fast ? g.SkReferenceAttention(w, x, ReferenceInputs(g), Heads, form) : g.SkReferenceAttention(w, x, Reference(g), Heads),
            BlockKind.Upsample => g.Upsample(w, x, form),
            BlockKind.Downsample => g.Downsample(w, x),
            BlockKind.Motion => g.SkMotionModule(w, x, g.Input("padding", DType.Float, [1, Inputs, 2, Side, Side]), branches: 1, Heads),
            _ => g.Upsample(w["upsamplers"][0], g.VaeResnets(w, x, groups: 32, form), form),
        });
        return g.Build();
    }

    private StateDict At(StateDict root) => Path.Split('.').Aggregate(root, (w, part) => w[part]);

    private static Value Text(GraphBuilder g) => g.Input("text", DType.Float, [1, TextTokens, TextWidth]);

    private Value Reference(GraphBuilder g) => g.Input("reference", DType.Float, Picture);

    private KeysValues TextInputs(GraphBuilder g) => new(g.Input("text_keys", DType.Float, [1, TextTokens, Inputs]), g.Input("text_values", DType.Float, [1, TextTokens, Inputs]));

    private SkKeysValues ReferenceInputs(GraphBuilder g)
    {
        return new SkKeysValues(new KeysValues(Lines("row_keys"), Lines("row_values")), new KeysValues(Lines("column_keys"), Lines("column_values")));

        Value Lines(string name) => g.Input(name, DType.Float, [1, Side, Side, Inputs]);
    }
}
