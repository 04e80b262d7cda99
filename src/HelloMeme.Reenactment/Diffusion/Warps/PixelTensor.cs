using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Warps;

/// <summary>Pictures as the networks read them: [3, h, w], red first unless told, value * scale + offset by channel.</summary>
public static class PixelTensor
{
    /// <summary>-1..1, for the VAE and the expression encoder.</summary>
    public static void Signed(Frame picture, Span<float> planes) => Write(picture, [1 / 127.5f, 1 / 127.5f, 1 / 127.5f], [-1, -1, -1], blueFirst: false, planes);

    /// <summary>0..1.</summary>
    public static void Unit(Frame picture, bool blueFirst, Span<float> planes) => Write(picture, [1 / 255f, 1 / 255f, 1 / 255f], [0, 0, 0], blueFirst, planes);

    /// <summary>(value - mean) / deviation, in the order the planes come in; values of the picture are 0..range.</summary>
    public static void Normalized(Frame picture, float range, ReadOnlySpan<float> mean, ReadOnlySpan<float> deviation, bool blueFirst, Span<float> planes)
    {
        Span<float> scales = stackalloc float[3], offsets = stackalloc float[3];
        for (var c = 0; c < 3; c++) (scales[c], offsets[c]) = (range / (255 * deviation[c]), -mean[c] / deviation[c]);
        Write(picture, scales, offsets, blueFirst, planes);
    }

    private static void Write(Frame picture, ReadOnlySpan<float> scales, ReadOnlySpan<float> offsets, bool blueFirst, Span<float> planes)
    {
        var pixels = picture.Pixels;
        var plane = picture.Width * picture.Height;
        for (var c = 0; c < 3; c++)
        {
            var (scale, offset, from) = (scales[c], offsets[c], blueFirst ? 2 - c : c);
            for (var i = 0; i < plane; i++) planes[c * plane + i] = pixels[3 * i + from] * scale + offset;
        }
    }
}
