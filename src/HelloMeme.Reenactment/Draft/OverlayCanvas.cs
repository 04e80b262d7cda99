using System.Numerics;

namespace HelloMeme.Reenactment.Draft;

/// <summary>The RGBX picture being drawn, as the overlays see it.</summary>
internal sealed class OverlayCanvas(byte[] pixels, float[] depths, EdgeFade fade, int width)
{
    /// <summary>Depth of the sheet at a pixel, smaller = nearer.</summary>
    public float DepthAt(int x, int y) => depths[y * width + x];

    public Vector3 At(int x, int y)
    {
        var i = 4 * (y * width + x);
        return new Vector3(pixels[i], pixels[i + 1], pixels[i + 2]);
    }

    /// <summary>Mixes a colour (0..255) into a pixel, less towards the picture's border.</summary>
    public void Blend(int x, int y, Vector3 color, float share)
    {
        var i = 4 * (y * width + x);
        share *= fade.At(x, y);
        pixels[i] = Mix(pixels[i], color.X, share);
        pixels[i + 1] = Mix(pixels[i + 1], color.Y, share);
        pixels[i + 2] = Mix(pixels[i + 2], color.Z, share);
    }

    private static byte Mix(byte under, float over, float share) => (byte)Math.Clamp(under + (over - under) * share + 0.5f, 0, 255);
}
