using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

/// <summary>What the face alignment network (FAN) inside the PD-FGC motion encoder is made of.</summary>
public static partial class Layers
{
    private static readonly Window Halving = new(2, 2) { StrideHeight = 2, StrideWidth = 2 };

    // Source: FAN's HourGlass, HelloMeme tools/pdf.
    /// <summary>[n, c, h, w] -> [n, c, h, w]: at each of depth levels one branch stays, one goes through the halved picture and comes back.</summary>
    public static Value Hourglass(this GraphBuilder g, StateDict w, Value x, int depth)
    {
        var stays = g.HourglassBlock(w[$"b1_{depth}"], x);                                              // n c h w
        var low = g.HourglassBlock(w[$"b2_{depth}"], g.MaxPool(x, Halving));                               // n c h/2 w/2
        low = depth > 1 ? g.Hourglass(w, low, depth - 1) : g.HourglassBlock(w["b2_plus_1"], low);       // n c h/2 w/2
        low = g.HourglassBlock(w[$"b3_{depth}"], low);                                                  // n c h/2 w/2
        return stays + g.ResizeLinear(low, x.Height, x.Width, halfPixel: true);                         // n c h w
    }

    // Source: FAN's ConvBlock: norm, ReLU, convolution, three times; the three results side by side, plus the input.
    /// <summary>[n, in, h, w] -> [n, channels, h, w]; the channels are those of the weights.</summary>
    public static Value HourglassBlock(this GraphBuilder g, StateDict w, Value x)
    {
        int half = w.SizeOf("conv1.weight", 0), quarter = w.SizeOf("conv2.weight", 0);
        var first = g.Activated(w, "bn1", "conv1", x, half);                // n c/2 h w
        var second = g.Activated(w, "bn2", "conv2", first, quarter);        // n c/4 h w
        var third = g.Activated(w, "bn3", "conv3", second, quarter);        // n c/4 h w
        var sum = g.Concat([first, second, third], axis: 1);                // n c h w
        if (x.Channels == sum.Channels) return sum + x;
        var shortcut = g.Relu(g.BatchNorm(w["downsample"][0], x));          // n in h w
        return sum + g.Conv2d(w["downsample"][2], shortcut, sum.Channels, kernel: 1, bias: false);
    }

    public static Value MaxPoolByTwo(this GraphBuilder g, Value x) => g.MaxPool(x, Halving);

    // Source: torch.nn.BatchNorm in evaluation mode: the stored statistics.
    /// <summary>Each channel by its stored mean and variance, then weight and bias.</summary>
    public static Value BatchNorm(this GraphBuilder g, StateDict w, Value x)
    {
        // Flat, so that no runtime merges it into a convolution before it, which would read weights that a session does not have while it opens.
        Shape channels = [x.Channels];
        var flat = g.Reshape(x, [x.Batch, x.Channels, x.Shape.ElementCount / x.Batch / x.Channels]);                // n c (h w)
        var normal = g.BatchNormalization(flat, w.Weight(g, "weight", channels), w.Weight(g, "bias", channels), w.Weight(g, "running_mean", channels), w.Weight(g, "running_var", channels), 1e-5f);
        return g.Reshape(normal, x.Shape);
    }

    private static Value Activated(this GraphBuilder g, StateDict w, string norm, string conv, Value x, int channels) =>
        g.Conv2d(w[conv], g.Relu(g.BatchNorm(w[norm], x)), channels, bias: false);
}
