using System.Buffers.Binary;

namespace HelloMeme.Media;

/// <summary>The picture formats we read, named by their first bytes and never by the file name.</summary>
public enum ImageFormat
{
    Jpeg,
    Png,
    WebP,
    Gif,
    Avif,
    Tiff,
    Heic,
}

/// <summary>Names a picture format from the first bytes of a file.</summary>
public static class ImageSignature
{
    /// <summary>Null when the bytes begin like none of our formats.</summary>
    public static ImageFormat? Find(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Jpeg)) return ImageFormat.Jpeg;
        if (file.StartsWith(Png)) return ImageFormat.Png;
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8)) return ImageFormat.Gif;
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)) return ImageFormat.Tiff;
        if (file.Length < 12) return null;
        if (file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8)) return ImageFormat.WebP;
        return file[4..].StartsWith("ftyp"u8) ? FindBrand(file) : null;
    }

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // ISO/IEC 23008-12: the major brand first, then the compatible ones; "mif1" alone says only "some HEIF".
    private static ImageFormat? FindBrand(ReadOnlySpan<byte> file)
    {
        var end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(file), (uint)Math.Min(file.Length, 256));
        for (var at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        {
            var brand = file.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return ImageFormat.Avif;
            if (brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("hevc"u8) ||
                brand.SequenceEqual("heim"u8) || brand.SequenceEqual("heis"u8)) return ImageFormat.Heic;
        }

        return null;
    }
}
