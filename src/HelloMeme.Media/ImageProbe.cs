namespace HelloMeme.Media;

/// <summary>What the header of a picture says, read without decoding a pixel. Width and height are upright;
/// orientation is the EXIF number 1..8; frames counts the pictures inside (we read the first).</summary>
public sealed record ImageProbe(ImageFormat Format, int Width, int Height, int Orientation, int Frames)
{
    /// <exception cref="UserFaultException">"not-an-image", "truncated", "heic-off", "too-many-pixels".</exception>
    public static ImageProbe Read(ReadOnlySpan<byte> file, DecodeOptions? options = null)
    {
        if (file.IsEmpty) throw ImageFaults.Empty();
        var format = ImageSignature.Find(file) ?? throw ImageFaults.NotAnImage();
        if (format is ImageFormat.Heic && options?.AllowHeic is not true) throw ImageFaults.HeicOff();
        var probe = UsesMagick(format) ? MagickDecoder.Probe(file, format) : SkiaDecoder.Probe(file, format);
        if ((long)probe.Width * probe.Height > MediaLimits.PicturePixels) throw ImageFaults.TooManyPixels(probe.Width, probe.Height);
        return probe;
    }

    internal static bool UsesMagick(ImageFormat format) => format is ImageFormat.Avif or ImageFormat.Tiff or ImageFormat.Heic;
}
