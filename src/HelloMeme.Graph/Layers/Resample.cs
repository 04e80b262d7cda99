using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: diffusers Downsample2D.
    /// <summary>[n, c, h, w] -> [n, c, h / 2, w / 2]; key conv.</summary>
    public static Value Downsample(this GraphBuilder g, StateDict w, Value x) => g.Conv2d(w["conv"], x, stride: 2);

    // Source: diffusers Upsample2D: nearest, then a 3x3 convolution.
    /// <summary>[n, c, h, w] -> [n, c, 2 h, 2 w]; key conv.</summary>
    public static Value Upsample(this GraphBuilder g, StateDict w, Value x, GraphForm form) =>
        form switch
        {
            GraphForm.Published => g.Conv2d(w["conv"], g.ResizeNearest2x(x)),
            GraphForm.Winograd when EnlargedTiles.Fits(x) => g.ConvByTiles(w["conv"], x, x.Channels, bias: true, EnlargedTiles),
            _ => g.UpsampleByPhases(w["conv"], x),
        };

    /// <summary>The same by four 2x2 convolutions of the small picture, one for each of even and odd rows and columns: 16 taps a pixel of it instead of 36.</summary>
    private static Value UpsampleByPhases(this GraphBuilder g, StateDict w, Value x)
    {
        var phases = g.Concat(
        [
            Phase(WeightForm.UpsampleEvenEven, 0, 0), Phase(WeightForm.UpsampleEvenOdd, 0, 1),
            Phase(WeightForm.UpsampleOddEven, 1, 0), Phase(WeightForm.UpsampleOddOdd, 1, 1),
        ], axis: 1);                    // n (4 c) h w
        return g.DepthToSpace(phases);  // n c 2h 2w

        Value Phase(WeightForm form, int oddRow, int oddColumn)
        {
            var window = new Window(2, 2) { Top = 1 - oddRow, Bottom = oddRow, Left = 1 - oddColumn, Right = oddColumn };
            return g.Conv(x, w.Weight(g, "weight", [x.Channels, x.Channels, 3, 3], form), w.Weight(g, "bias", [x.Channels]), window); // n c h w
        }
    }
}
