using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>The body of the control net.</summary>
internal static class SmallUNet
{
    // Source: HelloMeme hm_control.py, SmallUnetV5.
    /// <summary>[n, 3, h, w] and expression tokens [n, t, x] -> features from the deepest (h / 8) to the outermost (h).</summary>
    public static IReadOnlyList<Value> Run(GraphBuilder g, StateDict w, Value x, Value expression, ControlOptions options)
    {
        var levels = w.Count("down_blocks");
        var skips = new Stack<Value>();
        for (var k = 0; k < levels; k++)
        {
            x = g.BasicBlock(w[$"down_blocks.{k}"], x, w.SizeOf($"down_blocks.{k}.conv1.weight", 0), options.Form);     // n c h/2 w/2
            x = g.StkCrossAttention(w[$"attn_blocks.{k}"], x, expression, options.Heads, options.Form);                 // n c h/2 w/2
            skips.Push(x);
        }

        List<Value> features = [skips.Pop()];
        for (var k = 0; k < levels; k++)
        {
            x = Enlarge(g, w[$"up_blocks.{k}"], x, w.SizeOf($"up_blocks.{k}.0.weight", 0), options.Form);               // n c 2h 2w
            if (skips.TryPop(out var skip)) x += skip;
            features.Add(x);
        }

        return features;
    }

    private static Value Enlarge(GraphBuilder g, StateDict w, Value x, int channels, GraphForm form)
    {
        var h = g.Silu(g.InstanceNorm(g.Conv2d(w["0"], x, channels, form: form)));                                      // n c h w
        return g.ResizeLinear(h, 2 * h.Height, 2 * h.Width, halfPixel: true);                                           // n c 2h 2w
    }
}
