namespace HelloMeme.Media;

/// <summary>Picture files to <see cref="Frame"/> and back. Frames come out upright, opaque and in sRGB.</summary>
public static class FrameCodec
{
    /// <summary>Reads JPEG, PNG, WebP, GIF (first frame), AVIF, TIFF and, when allowed, HEIC; transparency is laid on white.</summary>
    /// <exception cref="UserFaultException">"not-an-image", "truncated", "too-many-pixels", "heic-off".</exception>
    public static Frame Decode(ReadOnlySpan<byte> file, DecodeOptions? options = null)
    {
        var probe = ImageProbe.Read(file, options);
        var full = ImageProbe.UsesMagick(probe.Format)
            ? MagickDecoder.Decode(file, probe)
            : SkiaDecoder.Decode(file, probe, options?.MaxSide);
        return Shrink(full, options?.MaxSide);
    }

    public static byte[] EncodePng(Frame frame) => SkiaEncoder.Png(frame);

    /// <summary>Quality 0..100.</summary>
    public static byte[] EncodeJpeg(Frame frame, int quality = 90) => SkiaEncoder.Jpeg(frame, quality);

    /// <summary>Lossy; quality 0..100.</summary>
    public static byte[] EncodeWebP(Frame frame, int quality = 85) => SkiaEncoder.WebP(frame, quality);

    private static Frame Shrink(Frame full, int? maxSide)
    {
        if (maxSide is not { } side || Math.Max(full.Width, full.Height) <= side) return full;
        var (width, height) = FitInside(full.Width, full.Height, side);
        var small = new Frame(width, height);
        using (full) AffineWarp.Resize(full, small);
        return small;
    }

    /// <summary>The size with the same shape whose long side is at most <paramref name="longSide"/>, at least 1 x 1.</summary>
    public static (int Width, int Height) FitInside(int width, int height, int longSide)
    {
        var scale = Math.Min(1d, (double)longSide / Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }
}
