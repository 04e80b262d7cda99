namespace HelloMeme.Media;

/// <summary>Decoder output to a <see cref="Frame"/>: turned upright by the EXIF orientation, transparency laid on white.</summary>
internal static class UprightPixels
{
    /// <summary>rgba: width * height * 4 bytes as stored, alpha not multiplied in. Orientation 1..8 as in EXIF tag 0x0112.</summary>
    public static Frame FromRgba(ReadOnlySpan<byte> rgba, int width, int height, int orientation)
    {
        var (origin, stepX, stepY) = Walk(width, height, orientation);
        var turned = orientation >= 5;
        var frame = new Frame(turned ? height : width, turned ? width : height);
        for (var y = 0; y < frame.Height; y++)
        {
            var row = frame.Row(y);
            var at = origin + y * stepY;
            for (var x = 0; x < row.Length; x += 3, at += stepX)
            {
                var pixel = rgba.Slice(at * 4, 4);
                row[x] = OnWhite(pixel[0], pixel[3]);
                row[x + 1] = OnWhite(pixel[1], pixel[3]);
                row[x + 2] = OnWhite(pixel[2], pixel[3]);
            }
        }

        return frame;
    }

    // Stored pixel index = origin + x * stepX + y * stepY for the upright pixel (x, y).
    private static (int Origin, int StepX, int StepY) Walk(int width, int height, int orientation) => orientation switch
    {
        2 => (width - 1, -1, width),
        3 => (width * height - 1, -1, -width),
        4 => (width * (height - 1), 1, -width),
        5 => (0, width, 1),
        6 => (width * (height - 1), -width, 1),
        7 => (width * height - 1, -width, -1),
        8 => (width - 1, width, -1),
        _ => (0, 1, width),
    };

    private static byte OnWhite(byte value, byte alpha) =>
        alpha == 255 ? value : (byte)((value * alpha + 255 * (255 - alpha) + 127) / 255);
}
