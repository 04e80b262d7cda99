using HelloMeme.Media;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Pictures as RGBX bytes, four a pixel: one load reads a pixel.</summary>
internal static class PixelBytes
{
    public static byte[] FromFrame(Frame frame)
    {
        var bytes = new byte[frame.Width * frame.Height * 4];
        var pixels = frame.Pixels;
        for (int i = 0, j = 0; j < pixels.Length; i += 4, j += 3)
        {
            (bytes[i], bytes[i + 1], bytes[i + 2]) = (pixels[j], pixels[j + 1], pixels[j + 2]);
        }

        return bytes;
    }

    /// <summary>Bilinear value of channel c, 0..255; beyond the border the border's own.</summary>
    public static float Sample(byte[] pixels, int width, int height, float x, float y, int c)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        int x0 = (int)x, y0 = (int)y;
        int x1 = Math.Min(x0 + 1, width - 1), y1 = Math.Min(y0 + 1, height - 1);
        float fx = x - x0, fy = y - y0;
        float a = pixels[4 * (y0 * width + x0) + c], b = pixels[4 * (y0 * width + x1) + c];
        float d = pixels[4 * (y1 * width + x0) + c], e = pixels[4 * (y1 * width + x1) + c];
        return (a + (b - a) * fx) * (1 - fy) + (d + (e - d) * fx) * fy;
    }
}
