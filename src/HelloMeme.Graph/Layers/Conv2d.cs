using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: torch.nn.Conv2d.
    /// <summary>[n, in, h, w] -> [n, channels, h / stride, w / stride]; keys weight [channels, in, kernel, kernel] and bias.
    /// Padding keeps the size at stride 1 unless told; without channels their number stays. The form matters to 3x3 kernels of stride 1.</summary>
    public static Value Conv2d(this GraphBuilder g, StateDict w, Value x, int? channels = null, int kernel = 3, int stride = 1, int? padding = null, bool bias = true, GraphForm form = GraphForm.Published)
    {
        var outputs = channels ?? x.Channels;
        if (form == GraphForm.Winograd && (kernel, stride, padding ?? 1) == (3, 1, 1) && TilesFor(x, outputs) is { } tiles) return g.ConvByTiles(w, x, outputs, bias, tiles);
        var pad = padding ?? kernel / 2;
        var window = new Window(kernel, kernel) { StrideHeight = stride, StrideWidth = stride, Top = pad, Left = pad, Bottom = pad, Right = pad };
        return g.Conv(x, w.Weight(g, "weight", [outputs, x.Channels, kernel, kernel]), bias ? w.Weight(g, "bias", [outputs]) : null, window);
    }
}
