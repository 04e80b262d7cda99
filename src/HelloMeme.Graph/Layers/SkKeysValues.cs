using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

/// <summary>The reference half of row-then-column attention, projected once per clip: rows [b, h, w, c], columns [b, w, h, c].</summary>
public sealed record SkKeysValues(KeysValues Rows, KeysValues Columns);

/// <summary>The quick form of reference attention. Only hidden asks, so the reference half needs no queries, and its keys and values change with neither step nor frame.</summary>
public static partial class Layers
{
    /// <summary>What <see cref="SkReferenceAttention(GraphBuilder, StateDict, Value, SkKeysValues, int, GraphForm)"/> sees of a reference [b, c, h, w].</summary>
    public static SkKeysValues SkReferenceKeysValues(this GraphBuilder g, StateDict w, Value reference) =>
        g.SkKeysValues(w, "attn1", "attn2", reference);

    /// <summary>The same for <see cref="StkReferenceModule(GraphBuilder, StateDict, Value, SkKeysValues, int, GraphForm)"/>.</summary>
    /// <param name="form">Of the convolution that hidden goes through too; the reference's own run once.</param>
    public static SkKeysValues StkReferenceKeysValues(this GraphBuilder g, StateDict w, Value reference, int heads, GraphForm form = GraphForm.Fast)
    {
        var seen = g.StkAttention(w["attn_ref"], reference, null, reference.Channels, heads);          // b c h w
        return g.SkKeysValues(w["attn"], "attnx", "attny", g.Conv2d(w["attn"]["conv_in"], seen, form: form));
    }

    /// <summary>Equal to the form that takes the reference itself; hidden is [b f, c, h, w].</summary>
    public static Value SkReferenceAttention(this GraphBuilder g, StateDict w, Value hidden, SkKeysValues reference, int heads, GraphForm form = GraphForm.Fast)
    {
        var rows = g.FromRows(g.AttendBeside(w, "attn1", g.ToRows(hidden), reference.Rows, heads), hidden.Batch);          // n c h w
        var columns = g.FromColumns(g.AttendBeside(w, "attn2", g.ToColumns(rows), reference.Columns, heads), hidden.Batch); // n c h w
        return hidden + g.Conv2d(w["proj"], columns, form: form);                                                           // n c h w
    }

    /// <summary>Equal to the form that takes the reference itself; hidden is [b f, c, h, w].</summary>
    public static Value StkReferenceModule(this GraphBuilder g, StateDict w, Value hidden, SkKeysValues reference, int heads, GraphForm form = GraphForm.Fast)
    {
        var x = g.Conv2d(w["attn"]["conv_in"], hidden, form: form);                                                               // n c h w
        var rows = g.FromRows(g.AttendBeside(w["attn"], "attnx", g.ToRows(x), reference.Rows, heads), x.Batch);                   // n c h w
        var columns = g.FromColumns(g.AttendBeside(w["attn"], "attny", g.ToColumns(rows), reference.Columns, heads), x.Batch);    // n c h w
        return hidden + g.Conv2d(w["attn"]["proj"], columns, form: form);                                                         // n c h w
    }

    private static SkKeysValues SkKeysValues(this GraphBuilder g, StateDict w, string rowAttention, string columnAttention, Value reference)
    {
        var (b, c, height, width) = (reference.Batch, reference.Channels, reference.Height, reference.Width);
        var rows = g.LayerNorm(w["norm"], g.ToRows(reference) + g.PositionTable(reference.Type, width, width, c));           // (b h) w c
        var columns = g.LayerNorm(w["norm"], g.ToColumns(reference) + g.PositionTable(reference.Type, height, height, c));   // (b w) h c
        return new SkKeysValues(Split(rowAttention, rows, [b, height, width, c]), Split(columnAttention, columns, [b, width, height, c]));

        KeysValues Split(string attention, Value tokens, Shape shape)
        {
            var both = g.ProjectKeysValues(w[attention], tokens, c);
            return new KeysValues(g.Reshape(both.Keys, shape), g.Reshape(both.Values, shape));
        }
    }

    /// <summary>Lines [b f l, t, c] attend to themselves and to the reference's lines [b, l, t, c] after them.</summary>
    private static Value AttendBeside(this GraphBuilder g, StateDict w, string attention, Value lines, KeysValues reference, int heads)
    {
        var placed = g.LayerNorm(w["norm"], lines + g.PositionTable(lines.Type, 0, lines.Size(1), lines.Size(2)));           // (b f l) t c
        var own = g.ProjectKeysValues(w[attention], placed, lines.Size(2));
        return g.Attend(w[attention], placed, new KeysValues(After(own.Keys, reference.Keys), After(own.Values, reference.Values)), heads);

        Value After(Value own, Value seen)
        {
            var frames = lines.Batch / (seen.Batch * seen.Size(1));
            return g.Concat([own, g.Reshape(g.RepeatEach(seen, frames), [lines.Batch, seen.Size(2), seen.Size(3)])], axis: 1); // (b f l) 2t c
        }
    }
}
