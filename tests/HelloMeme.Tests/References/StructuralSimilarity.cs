using HelloMeme.Media;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Tests.References;

/// <summary>SSIM of luminance (Wang et al. 2004), Gaussian window of sigma 1.5.</summary>
internal static class StructuralSimilarity
{
    /// <summary>Mean over the pixels a filter keeps.</summary>
    public static double Mean(Frame a, Frame b, Func<int, int, bool> keep)
    {
        PixelPlane x = Luminance(a), y = Luminance(b);
        PixelPlane mx = Blur(x), my = Blur(y), xx = Blur(x.Combine(x, Product)), yy = Blur(y.Combine(y, Product)), xy = Blur(x.Combine(y, Product));
        double sum = 0, count = 0;
        for (var j = 0; j < a.Height; j++)
        {
            for (var i = 0; i < a.Width; i++)
            {
                if (!keep(i, j)) continue;
                double p = mx[i, j], q = my[i, j];
                sum += (2 * p * q + 6.5025) * (2 * (xy[i, j] - p * q) + 58.5225) / ((p * p + q * q + 6.5025) * (xx[i, j] - p * p + yy[i, j] - q * q + 58.5225));
                count++;
            }
        }

        return sum / count;
    }

    private static PixelPlane Luminance(Frame frame) => RgbPlanes.FromFrame(frame).Luminance().Map(v => 255 * v);

    private static PixelPlane Blur(PixelPlane plane) => GaussianBlur.Run(plane, 1.5f);

    private static float Product(float a, float b) => a * b;
}
