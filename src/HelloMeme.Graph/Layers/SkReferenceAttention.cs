using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: HelloMeme hm_blocks.py, SKReferenceAttentionV5. Rows, then columns, then a residual. The caller repeats reference per frame.
    /// <summary>Hidden attends to a reference of the same shape [n, c, h, w] beside it, then below it.</summary>
    public static Value SkReferenceAttention(this GraphBuilder g, StateDict w, Value hidden, Value reference, int heads)
    {
        var rows = g.AttendRows(w, "attn1", g.Concat([hidden, reference], axis: 3), keep: hidden.Width, heads);       // n c h w
        var columns = g.AttendColumns(w, "attn2", g.Concat([rows, reference], axis: 2), keep: hidden.Height, heads);  // n c h w
        return hidden + g.Conv2d(w["proj"], columns);                                                                 // n c h w
    }

    // Positions come before the norm, and one norm serves rows and columns.
    private static Value AttendRows(this GraphBuilder g, StateDict w, string attention, Value x, int keep, int heads)
    {
        var tokens = g.ToRows(x);                                                                                     // (n h) w c
        var placed = g.LayerNorm(w["norm"], tokens + g.PositionTable(x.Type, 0, x.Width, x.Channels));                // (n h) w c
        return g.FromRows(g.Slice(g.Attention(w[attention], placed, heads), axis: 1, 0, keep), x.Batch);              // n c h keep
    }

    private static Value AttendColumns(this GraphBuilder g, StateDict w, string attention, Value x, int keep, int heads)
    {
        var tokens = g.ToColumns(x);                                                                                  // (n w) h c
        var placed = g.LayerNorm(w["norm"], tokens + g.PositionTable(x.Type, 0, x.Height, x.Channels));               // (n w) h c
        return g.FromColumns(g.Slice(g.Attention(w[attention], placed, heads), axis: 1, 0, keep), x.Batch);           // n c keep w
    }
}
