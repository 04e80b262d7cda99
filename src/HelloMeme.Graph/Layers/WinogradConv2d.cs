using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

/// <summary>3x3 convolutions with fewer products. Every number of a tile is multiplied with its own matrix of kernels; sums before and after make a convolution of that.</summary>
public static partial class Layers
{
    // Measured on the CPU. With fewer channels sums before and after outweigh the products; with fewer pixels reading the kernels does.
    private const int FewestChannels = 64, FewestPixels = 8 * 8;

    // From here on a picture's kernels are small beside it, so that they may be four times their size.
    private const int LargeTilesFrom = 32 * 32;

    // Of the tiles of one picture, half a gigabyte: only the VAE's outermost layers have more.
    private const long MostNumbers = 1 << 27;

    // Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks (2015): y = A' [(G g G') * (B' d B)] A of each tile d, here F(2x2, 3x3).
    private static readonly TileForm SmallTiles = new(
        WeightForm.WinogradSmall,
        new Window(4, 4) { StrideHeight = 2, StrideWidth = 2, Top = 1, Left = 1, Bottom = 1, Right = 1 },
        [[1, 0, -1, 0], [0, 1, 1, 0], [0, -1, 1, 0], [0, 1, 0, -1]],
        [[1, 1, 1, 0], [0, 1, -1, -1]]);

    // F(4x4, 3x3) of the points 0, 3/4, -3/4, 3/2, -3/2 and infinity. All numbers are exact in 32 bits.
    private static readonly TileForm LargeTiles = new(
        WeightForm.WinogradLarge,
        new Window(6, 6) { StrideHeight = 4, StrideWidth = 4, Top = 1, Left = 1, Bottom = 1, Right = 1 },
        [
            [81 / 64f, 0, -45 / 16f, 0, 1, 0],
            [0, -27 / 16f, -9 / 4f, 3 / 4f, 1, 0], [0, 27 / 16f, -9 / 4f, -3 / 4f, 1, 0],
            [0, -27 / 32f, -9 / 16f, 3 / 2f, 1, 0], [0, 27 / 32f, -9 / 16f, -3 / 2f, 1, 0],
            [0, 81 / 64f, 0, -45 / 16f, 0, 1],
        ],
        [[1, 1, 1, 1, 1, 0], [0, 3 / 4f, -3 / 4f, 3 / 2f, -3 / 2f, 0], [0, 9 / 16f, 9 / 16f, 9 / 4f, 9 / 4f, 0], [0, 27 / 64f, -27 / 64f, 27 / 8f, -27 / 8f, 1]]);

    // F(2x2, 3x3) of a picture enlarged twice. Its tiles repeat their middle pixel (a b b c), so their third number is 0 and left out.
    private static readonly TileForm EnlargedTiles = new(
        WeightForm.WinogradEnlarged,
        new Window(3, 3) { Top = 1, Left = 1, Bottom = 1, Right = 1 },
        [[1, -1, 0], [0, 1, 0], [0, 1, -1]],
        [[1, 1, 0], [0, 1, -1]]);

    /// <summary>The quickest tiles for a convolution of [n, in, h, w] to so many channels: large ones of 36 products for 144, small ones of 16 for 36.
    /// Null where it stays as it is: odd sides, few channels, few pixels in all pictures together, too large pictures, 16-bit numbers.</summary>
    private static TileForm? TilesFor(Value x, int channels)
    {
        if (Math.Min(x.Channels, channels) < FewestChannels || x.Batch * x.Height * x.Width < FewestPixels) return null;
        var tiles = x.Height * x.Width >= LargeTilesFrom && LargeTiles.Divides(x) ? LargeTiles : SmallTiles;
        return tiles.Divides(x) && tiles.Fits(x) ? tiles : null;
    }

    /// <summary>A 3x3 convolution [n, in, h, w] -> [n, channels, h, w], with enlarged tiles [n, channels, 2 h, 2 w].</summary>
    private static Value ConvByTiles(this GraphBuilder g, StateDict w, Value x, int channels, bool bias, TileForm form)
    {
        // 1. The numbers of all tiles, of all pictures side by side, so that kernels are read once
        var planes = g.Reshape(SwapFrames(x), [1, 1, x.Channels * x.Batch, x.Height, x.Width]);                      // 1 1 (in n) h w
        var tiles = g.ConvEachPlane(planes, form.Before(g), form.Window);                                            // 1 p (in n) th tw
        int th = tiles.Size(3), tw = tiles.Size(4);

        // 2. Products over channels
        var kernels = w.Weight(g, "weight", [channels, x.Channels, 3, 3], form.Kernels);                             // p out in
        var products = g.MatMul(kernels, g.Reshape(tiles, [form.Products, x.Channels, x.Batch * th * tw]));          // p out (n th tw)

        // 3. Back to pixels
        var pixels = g.ConvTranspose(g.Reshape(products, [1, form.Products, channels * x.Batch * th, tw]), form.After(g), null, form.Pixels); // 1 1 (out n h) w
        var y = g.Reshape(pixels, [channels, x.Batch, form.Side * th, form.Side * tw]);                              // out n h w
        if (bias) y += w.Weight(g, "bias", [channels, 1, 1, 1]); // before frames are swapped: runtimes would swap the weight, which they do not have yet
        return SwapFrames(y);                                                                                        // n out h w

        // [a, b, ..] -> [b, a, ..]
        Value SwapFrames(Value each) => each.Size(0) == 1 || each.Size(1) == 1 ? g.Reshape(each, [each.Size(1), each.Size(0), each.Height, each.Width]) : g.Transpose(each, 1, 0, 2, 3);
    }

    /// <summary>Tiles of one kind. Rows of Input make the numbers that are multiplied (B'), rows of Output make pixels of the products (A').</summary>
    /// <param name="Window">What a tile sees.</param>
    private sealed record TileForm(WeightForm Kernels, Window Window, float[][] Input, float[][] Output)
    {
        /// <summary>Of one tile and one pair of channels.</summary>
        public int Products => Input.Length * Input.Length;

        /// <summary>Pixels of a tile along a side.</summary>
        public int Side => Output.Length;

        public Window Pixels => new(Side, Side) { StrideHeight = Side, StrideWidth = Side };

        public bool Divides(Value x) => x.Height % Side == 0 && x.Width % Side == 0;

        public bool Fits(Value x) => x.Type == DType.Float && (long)Products * x.Channels * (x.Height / Window.StrideHeight) * (x.Width / Window.StrideWidth) <= MostNumbers;

        /// <summary>[p, 1, 1, size, size]: what each product takes of a tile.</summary>
        public Value Before(GraphBuilder g) => g.Constant([.. Both(Input)], [Products, 1, 1, Window.KernelHeight, Window.KernelWidth]);

        /// <summary>[p, 1, side, side]: what each product gives to its tile's pixels.</summary>
        public Value After(GraphBuilder g) => g.Constant([.. Both([.. Enumerable.Range(0, Input.Length).Select(p => Output.Select(row => row[p]).ToArray())])], [Products, 1, Side, Side]);

        /// <summary>A pair of rows and what they say of a pair of columns, all of them.</summary>
        private static IEnumerable<float> Both(float[][] rows) =>
            from i in rows
            from j in rows
            from y in i
            from x in j
            select y * x;
    }
}
