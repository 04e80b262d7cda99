using SkiaSharp;

namespace HelloMeme.Media;

/// <summary>Frames to PNG, JPEG and WebP bytes.</summary>
internal static class SkiaEncoder
{
    // Level 4 with all filters off but Sub and Up: a third of the default's time for a few per cent more bytes.
    private static readonly SKPngEncoderOptions PngOptions = new(SKPngEncoderFilterFlags.Sub | SKPngEncoderFilterFlags.Up, 4);

    public static byte[] Png(Frame frame) => Encode(frame, pixels => pixels.Encode(PngOptions));

    public static byte[] Jpeg(Frame frame, int quality) =>
        Encode(frame, pixels => pixels.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore)));

    public static byte[] WebP(Frame frame, int quality) =>
        Encode(frame, pixels => pixels.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality)));

    /// <summary>The same pixels, opaque; the caller disposes it.</summary>
    public static SKBitmap Bitmap(Frame frame)
    {
        using var srgb = SKColorSpace.CreateSrgb();
        var bitmap = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, srgb));
        var rgba = bitmap.GetPixelSpan();
        var rgb = frame.Pixels;
        for (int to = 0, from = 0; from < rgb.Length; to += 4, from += 3)
        {
            rgba[to] = rgb[from];
            rgba[to + 1] = rgb[from + 1];
            rgba[to + 2] = rgb[from + 2];
            rgba[to + 3] = 255;
        }

        return bitmap;
    }

    private static byte[] Encode(Frame frame, Func<SKPixmap, SKData?> encode)
    {
        using var bitmap = Bitmap(frame);
        using var pixels = bitmap.PeekPixels();
        using var data = encode(pixels) ?? throw new InvalidOperationException($"A frame of {frame.Width} x {frame.Height} did not encode.");
        return data.ToArray();
    }
}
