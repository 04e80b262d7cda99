namespace HelloMeme.Graph.Checkpoints;

// Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks (2015), section 4.

/// <summary>Kernels g of 3x3 taps as G g G': each becomes one number for each product of a tile, and products stand apart, so that each is a matrix.</summary>
internal static class WinogradKernels
{
    private static readonly double[][] SmallTiles = [[1, 0, 0], [.5, .5, .5], [.5, -.5, .5], [0, 0, 1]];

    // Of the points 0, 3/4, -3/4, 3/2, -3/2 and infinity. With the usual 1, -1, 2, -2 rounding was measured to be 3 to 6 times as large.
    private static readonly double[][] LargeTiles =
    [
        [64 / 81.0, 0, 0],
        [-128 / 243.0, -96 / 243.0, -72 / 243.0],
        [-128 / 243.0, 96 / 243.0, -72 / 243.0],
        [32 / 243.0, 48 / 243.0, 72 / 243.0],
        [32 / 243.0, -48 / 243.0, 72 / 243.0],
        [0, 0, 1],
    ];

    // A small tile of an enlarged picture is the pixels a b b c: its third number is 0 and left out, its second is 2 b, whose 2 is here.
    private static readonly double[][] EnlargedTiles = [[1, 0, 0], [1, 1, 1], [0, 0, 1]];

    /// <summary>[o, i, 3, 3] -> [16, o, i].</summary>
    public static float[] ForSmallTiles(ReadOnlySpan<float> kernels) => Transform(kernels, SmallTiles);

    /// <summary>[o, i, 3, 3] -> [36, o, i].</summary>
    public static float[] ForLargeTiles(ReadOnlySpan<float> kernels) => Transform(kernels, LargeTiles);

    /// <summary>[o, i, 3, 3] -> [9, o, i].</summary>
    public static float[] ForEnlargedTiles(ReadOnlySpan<float> kernels) => Transform(kernels, EnlargedTiles);

    private static float[] Transform(ReadOnlySpan<float> kernels, double[][] rows)
    {
        int side = rows.Length, count = kernels.Length / 9;
        var products = new float[side * side * count];
        Span<double> columns = stackalloc double[3];
        for (var i = 0; i < side; i++)
        {
            for (var k = 0; k < count; k++)
            {
                var kernel = kernels.Slice(9 * k, 9);
                for (var c = 0; c < 3; c++) columns[c] = rows[i][0] * kernel[c] + rows[i][1] * kernel[3 + c] + rows[i][2] * kernel[6 + c];
                for (var j = 0; j < side; j++) products[(i * side + j) * count + k] = (float)(rows[j][0] * columns[0] + rows[j][1] * columns[1] + rows[j][2] * columns[2]);
            }
        }

        return products;
    }
}
