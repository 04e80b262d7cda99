using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: HelloMeme hm_blocks.py, STKCrossAttentionV5. One norm serves rows, columns and the end; there are no residuals.
    /// <summary>Rows, then columns of [n, c, h, w] attend to expression tokens [n, t, x].</summary>
    public static Value StkCrossAttention(this GraphBuilder g, StateDict w, Value x, Value expression, int heads, GraphForm form)
    {
        var context = expression + g.PositionTable(x.Type, 0, expression.Size(1), expression.Size(2));           // n t x
        var hidden = g.Conv2d(w["conv_in"], x, form: form);                                                      // n c h w
        var attended = form == GraphForm.Published ? g.RowsThenColumns(w, hidden, context, heads) : g.AllPixels(w, hidden, context, heads);
        return g.Conv2d(w["proj"], g.ToPicture(attended, x.Height, x.Width), form: form);                        // n c h w
    }

    private static Value RowsThenColumns(this GraphBuilder g, StateDict w, Value x, Value context, int heads)
    {
        var rows = g.ToRows(x) + g.PositionTable(x.Type, 0, x.Width, x.Channels);                                // (n h) w c
        rows = g.Attention(w["attn1"], g.LayerNorm(w["norm"], rows), heads, g.RepeatEach(context, x.Height));    // (n h) w c
        var columns = g.ToColumns(g.FromRows(rows, x.Batch)) + g.PositionTable(x.Type, 0, x.Height, x.Channels); // (n w) h c
        columns = g.Attention(w["attn2"], g.LayerNorm(w["norm"], columns), heads, g.RepeatEach(context, x.Width)); // (n w) h c
        columns = g.LayerNorm(w["norm"], g.FeedForward(w["ff"], columns, 16 * x.Channels));                      // (n w) h c
        return g.ToTokens(g.FromColumns(columns, x.Batch));                                                      // n (h w) c
    }

    // A line matters to its pixels only by their positions in it, so all pixels can ask at once: nothing is reordered, nothing repeated.
    private static Value AllPixels(this GraphBuilder g, StateDict w, Value x, Value context, int heads)
    {
        var pixels = g.Transpose(x, 0, 2, 3, 1);                                                                 // n h w c
        pixels = g.Reshape(AttendAll("attn1", pixels + AlongRows()), pixels.Shape);                              // n h w c
        var tokens = AttendAll("attn2", pixels + AlongColumns());                                                // n (h w) c
        return g.LayerNorm(w["norm"], g.FeedForward(w["ff"], tokens, 16 * x.Channels));                          // n (h w) c

        Value AlongRows() => g.Reshape(g.PositionTable(x.Type, 0, x.Width, x.Channels), [1, 1, x.Width, x.Channels]);

        Value AlongColumns() => g.Reshape(g.PositionTable(x.Type, 0, x.Height, x.Channels), [1, x.Height, 1, x.Channels]);

        Value AttendAll(string attention, Value placed) =>
            g.Attention(w[attention], g.Reshape(g.LayerNorm(w["norm"], placed), [x.Batch, x.Height * x.Width, x.Channels]), heads, context);
    }
}
