using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Warps;

// Source: OpenCV GaussianBlur of 5 x 5 with sigma 0: the fixed kernel 1 4 6 4 1 / 16, borders mirrored without the edge pixel.
/// <summary>A slight blur of 8-bit pictures.</summary>
internal static class BinomialBlur
{
    private static readonly int[] Kernel = [1, 4, 6, 4, 1];

    public static void Apply(Frame picture)
    {
        int width = picture.Width, height = picture.Height;
        var across = new int[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < width; x++)
                for (var tap = 0; tap < 5; tap++)
                {
                    var from = 3 * Mirror(x + tap - 2, width);
                    for (var c = 0; c < 3; c++) across[3 * (y * width + x) + c] += Kernel[tap] * row[from + c];
                }
        }

        for (var y = 0; y < height; y++)
        {
            var row = picture.Row(y);
            for (var i = 0; i < row.Length; i++)
            {
                var sum = 128;
                for (var tap = 0; tap < 5; tap++) sum += Kernel[tap] * across[3 * width * Mirror(y + tap - 2, height) + i];
                row[i] = (byte)(sum >> 8);
            }
        }
    }

    private static int Mirror(int i, int count) => i < 0 ? -i : i >= count ? 2 * (count - 1) - i : i;
}
