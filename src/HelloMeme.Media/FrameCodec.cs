using SkiaSharp;

namespace HelloMeme.Media;

/// <summary>PNG, JPEG, WebP bytes to and from <see cref="Frame"/>.</summary>
public static class FrameCodec
{
    /// <exception cref="UserFaultException">"not-an-image".</exception>
    public static Frame Decode(ReadOnlySpan<byte> file)
    {
        using var loaded = SKBitmap.Decode(file) ?? throw new UserFaultException("not-an-image", "This file is not a picture we can read: use JPEG, PNG, WebP or GIF.");
        using var rgba = loaded.Copy(SKColorType.Rgba8888);
        var frame = new Frame(rgba.Width, rgba.Height);
        var from = rgba.GetPixelSpan();
        var to = frame.Pixels;
        for (int i = 0, j = 0; j < to.Length; i += 4, j += 3)
        {
            to[j] = from[i];
            to[j + 1] = from[i + 1];
            to[j + 2] = from[i + 2];
        }

        return frame;
    }

    public static byte[] EncodePng(Frame frame) => Encode(frame, SKEncodedImageFormat.Png, 100);

    private static byte[] Encode(Frame frame, SKEncodedImageFormat format, int quality)
    {
        var rgba = new byte[frame.Width * frame.Height * 4];
        var from = frame.Pixels;
        for (int i = 0, j = 0; j < from.Length; i += 4, j += 3)
        {
            rgba[i] = from[j];
            rgba[i + 1] = from[j + 1];
            rgba[i + 2] = from[j + 2];
            rgba[i + 3] = 255;
        }

        var info = new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(info, rgba);
        using var data = image.Encode(format, quality);
        return data.ToArray();
    }
}
