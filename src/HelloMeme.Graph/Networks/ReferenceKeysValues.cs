using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>What the reference attentions see of the portrait: the same at every step and frame, so computed once per clip.</summary>
public static class ReferenceKeysValues
{
    public static readonly IgnoredKeys Ignored = new((".time_emb_proj.", "v5 stores it, its forward pass never uses it"));

    // Source: HelloMeme HM5ReferenceAdapter (v5) and HM5bReferenceAdapter (v5b, v5c), told apart by their keys.
    /// <summary>Inputs: up_i [b, c, h, w] as <see cref="ReferenceNet"/> gives them, i = 0..3.
    /// Outputs: ref_row_keys_i, ref_row_values_i [b, h, w, c], ref_column_keys_i, ref_column_values_i [b, w, h, c].</summary>
    /// <param name="layout">Of the UNet that the reference attentions are inserted into.</param>
    /// <exception cref="CheckpointException">The checkpoint does not fit; all its faults are named.</exception>
    public static OnnxModel Build(StateDict reference, UNetLayout layout, UNetOptions options) => NetworkBuild.Checked(g =>
    {
        foreach (var (i, feature) in new FeatureInputs(g, layout, options, reference.Type).Up("up").Index())
        {
            var seen = IsStk(reference) ? g.StkReferenceKeysValues(Module(reference, i), feature, options.Heads, options.Form) : g.SkReferenceKeysValues(Module(reference, i), feature);
            g.Output($"ref_row_keys_{i}", seen.Rows.Keys);
            g.Output($"ref_row_values_{i}", seen.Rows.Values);
            g.Output($"ref_column_keys_{i}", seen.Columns.Keys);
            g.Output($"ref_column_values_{i}", seen.Columns.Values);
        }
    }, reference);

    internal static bool IsStk(StateDict reference) => reference.HasPart("reference_modules_up.0.attn_ref");

    internal static StateDict Module(StateDict reference, int i) => reference[$"reference_modules_up.{i}"];

    internal static IReadOnlyList<SkKeysValues> Inputs(GraphBuilder g, UNetLayout layout, UNetOptions options, DType type)
    {
        return [.. Enumerable.Range(0, layout.Blocks).Select(One)];

        SkKeysValues One(int i)
        {
            var (c, h, w) = layout.Up(i, options.Height, options.Width);
            return new SkKeysValues(Pair("row", i, [options.Branches, h, w, c]), Pair("column", i, [options.Branches, w, h, c]));
        }

        KeysValues Pair(string line, int i, Shape shape) => new(g.Input($"ref_{line}_keys_{i}", type, shape), g.Input($"ref_{line}_values_{i}", type, shape));
    }
}
