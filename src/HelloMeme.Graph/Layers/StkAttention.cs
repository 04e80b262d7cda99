using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: HelloMeme hm_blocks.py, STKReferenceModule (v5b, v5c).
    /// <summary>Hidden [b f, c, h, w] attends to a reference [b, c, h, w] that first attends to itself.</summary>
    public static Value StkReferenceModule(this GraphBuilder g, StateDict w, Value hidden, Value reference, int heads)
    {
        var seen = g.StkAttention(w["attn_ref"], reference, null, reference.Channels, heads);                         // b c h w
        return hidden + g.StkAttention(w["attn"], hidden, g.RepeatEach(seen, hidden.Batch / seen.Batch), hidden.Channels, heads);
    }

    // Source: HelloMeme hm_blocks.py, STKAttentionV5. The residual is the caller's.
    /// <summary>Rows, then columns, between two convolutions, in middle channels; beside and below a reference where one is given.</summary>
    public static Value StkAttention(this GraphBuilder g, StateDict w, Value hidden, Value? reference, int middle, int heads, GraphForm form = GraphForm.Published)
    {
        var x = g.Conv2d(w["conv_in"], hidden, middle, form: form);                                                   // n m h w
        var seen = reference is null ? null : g.Conv2d(w["conv_in"], reference, middle, form: form);                  // n m h w
        var rows = g.AttendRows(w, "attnx", Joined(x, axis: 3), keep: x.Width, heads);                                // n m h w
        var columns = g.AttendColumns(w, "attny", Joined(rows, axis: 2), keep: x.Height, heads);                      // n m h w
        return g.Conv2d(w["proj"], columns, hidden.Channels, form: form);                                             // n c h w

        Value Joined(Value own, int axis) => seen is null ? own : g.Concat([own, seen], axis);
    }
}
