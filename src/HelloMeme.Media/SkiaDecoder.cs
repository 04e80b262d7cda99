using SkiaSharp;

namespace HelloMeme.Media;

/// <summary>JPEG, PNG, WebP and GIF. Skia reports the EXIF orientation and leaves the turning to us.</summary>
internal static class SkiaDecoder
{
    public static ImageProbe Probe(ReadOnlySpan<byte> file, ImageFormat format)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = Open(data);
        var orientation = (int)codec.EncodedOrigin;
        var turned = orientation >= 5;
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        return new ImageProbe(format, turned ? height : width, turned ? width : height, orientation, Math.Max(1, codec.FrameCount));
    }

    /// <summary>JPEG and WebP may come out smaller than they are, never under <paramref name="maxSide"/>.</summary>
    public static Frame Decode(ReadOnlySpan<byte> file, ImageProbe probe, int? maxSide)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = Open(data);
        using var srgb = SKColorSpace.CreateSrgb();
        var size = DecodeSize(codec, maxSide);
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, srgb)))
            throw ImageFaults.TooManyPixels(probe.Width, probe.Height);
        if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) is not SKCodecResult.Success) throw ImageFaults.Truncated();
        return UprightPixels.FromRgba(bitmap.GetPixelSpan(), size.Width, size.Height, probe.Orientation);
    }

    // The first bytes were those of a picture, so what does not open is damaged.
    private static SKCodec Open(SKData data)
    {
        using var stream = new SKMemoryStream(data);
        return SKCodec.Create(stream) ?? throw ImageFaults.Truncated();
    }

    private static SKSizeI DecodeSize(SKCodec codec, int? maxSide)
    {
        var full = codec.Info.Size;
        var longSide = Math.Max(full.Width, full.Height);
        if (maxSide is not { } side || longSide <= side) return full;
        var scaled = codec.GetScaledDimensions((float)side / longSide);
        return Math.Max(scaled.Width, scaled.Height) >= side ? scaled : full;
    }
}
