using System.Buffers.Binary;
using ImageMagick;

namespace HelloMeme.Media;

/// <summary>AVIF, TIFF and HEIC. The format is fixed by what the first bytes say, so no other coder of Magick can be reached.</summary>
internal static class MagickDecoder
{
    static MagickDecoder()
    {
        ResourceLimits.Width = 65_500;
        ResourceLimits.Height = 65_500;
        ResourceLimits.Area = 2 * MediaLimits.PicturePixels;
        ResourceLimits.Memory = 2UL << 30;
        ResourceLimits.Disk = 0;
        ResourceLimits.Thread = 2;
        ResourceLimits.ListLength = 16;
    }

    public static ImageProbe Probe(ReadOnlySpan<byte> file, ImageFormat format)
    {
        if (format is not ImageFormat.Tiff && EndsInsideABox(file)) throw ImageFaults.Truncated();
        try
        {
            using var image = new MagickImage();
            image.Ping(file, Settings(format));
            var orientation = ExifOrientation(image);
            var turned = orientation >= 5;
            var (width, height) = ((int)image.Width, (int)image.Height);
            return new ImageProbe(format, turned ? height : width, turned ? width : height, orientation, 1);
        }
        catch (MagickException fault)
        {
            throw Fault(fault);
        }
    }

    public static Frame Decode(ReadOnlySpan<byte> file, ImageProbe probe)
    {
        try
        {
            using var image = new MagickImage();
            MagickException? damage = null;
            image.Warning += (_, warning) => damage ??= IsDamage(warning.Exception) ? warning.Exception : null;
            image.Read(file, Settings(probe.Format));
            if (damage is not null) throw ImageFaults.Truncated(damage);
            image.TransformColorSpace(ColorProfiles.SRGB);
            if (image.ColorSpace is not (ColorSpace.sRGB or ColorSpace.Gray)) image.ColorSpace = ColorSpace.sRGB;
            using var pixels = image.GetPixelsUnsafe();
            var rgba = pixels.ToByteArray(PixelMapping.RGBA) ?? throw ImageFaults.NotAnImage();
            return UprightPixels.FromRgba(rgba, (int)image.Width, (int)image.Height, probe.Orientation);
        }
        catch (MagickException fault)
        {
            throw Fault(fault);
        }
    }

    private static MagickReadSettings Settings(ImageFormat format) => new()
    {
        Format = format switch { ImageFormat.Avif => MagickFormat.Avif, ImageFormat.Tiff => MagickFormat.Tiff, _ => MagickFormat.Heic },
        FrameIndex = 0,
        FrameCount = 1,
    };

    // Magick numbers its orientations as EXIF does, with 0 for none.
    private static int ExifOrientation(MagickImage image) => Math.Max(1, (int)image.Orientation);

    // Magick returns a picture with the missing part grey or black and only warns; harmless TIFF tags warn as well.
    private static bool IsDamage(MagickException warning) =>
        warning is MagickCorruptImageWarningException ||
        warning.Message.Contains("Read error", StringComparison.OrdinalIgnoreCase) ||
        warning.Message.Contains("Not enough data", StringComparison.OrdinalIgnoreCase) ||
        warning.Message.Contains("premature", StringComparison.OrdinalIgnoreCase);

    private static UserFaultException Fault(MagickException fault) => fault is MagickResourceLimitErrorException
        ? new UserFaultException("too-many-pixels", "This picture is larger than the 64 megapixels we read: make it smaller first.", fault)
        : ImageFaults.Truncated(fault);

    // AVIF and HEIC are chains of boxes (ISO/IEC 14496-12): a file cut short ends inside one.
    private static bool EndsInsideABox(ReadOnlySpan<byte> file)
    {
        long at = 0;
        while (at + 8 <= file.Length)
        {
            long size = BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]);
            if (size == 0) return false;
            if (size == 1 && at + 16 <= file.Length) size = (long)Math.Min(BinaryPrimitives.ReadUInt64BigEndian(file[(int)(at + 8)..]), long.MaxValue / 2);
            if (size < 8) return true;
            at += size;
        }

        return at != file.Length;
    }
}
