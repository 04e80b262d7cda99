using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Warps;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme utils, crop_and_resize (hellomeme.md 4.2).
/// <summary>One crop for a whole clip, in whole pixels: the networks work on it at 512 x 512. Right and bottom are not included.</summary>
public readonly record struct ClipCrop(int Left, int Top, int Right, int Bottom)
{
    public const int Side = 512;

    private const double Room = 3.0;
    private const double Rise = 0.115;

    /// <summary>A square around the faces of all frames, three times their mean size as far as the picture has it.</summary>
    public static ClipCrop Around(IReadOnlyList<PointBounds> faces, int width, int height)
    {
        // 1. As large as faces are on average, around where they go
        double meanWidth = faces.Average(f => (double)f.Size.X), meanHeight = faces.Average(f => (double)f.Size.Y);
        var union = faces.Aggregate((a, b) => a.Union(b));
        var size = Math.Min(Room * Math.Max(meanWidth, meanHeight), Math.Min(width, height) - 1);
        double x = (union.Min.X + (double)union.Max.X) / 2, y = (union.Min.Y + (double)union.Max.Y) / 2 - Rise * size;

        // 2. Moved into the picture
        var (left, right) = MoveInside(x - size / 2, x + size / 2, width);
        var (top, bottom) = MoveInside(y - size / 2, y + size / 2, height);

        // 3. To whole pixels
        var side = Math.Floor(Math.Min(right - left, bottom - top));
        (x, y) = ((left + right) / 2, (top + bottom) / 2);
        return new ClipCrop((int)(x - side / 2), (int)(y - side / 2), (int)(x + side / 2), (int)(y + side / 2));
    }

    /// <summary>The whole picture, which 512 x 512 then stretches.</summary>
    public static ClipCrop Whole(int width, int height) => new(0, 0, width, height);

    /// <summary>A place in the picture, in the crop scaled to side x side.</summary>
    public Vector2 Map(Vector2 p, int side = Side) => new((float)((p.X - Left) * side / (double)(Right - Left)), (float)((p.Y - Top) * side / (double)(Bottom - Top)));

    /// <summary>Cuts and scales (bicubic) to the size of output.</summary>
    public void Cut(Frame picture, Frame output)
    {
        using var cut = new Frame(Right - Left, Bottom - Top);
        for (var y = 0; y < cut.Height; y++) picture.Row(Top + y).Slice(3 * Left, 3 * cut.Width).CopyTo(cut.Row(y));
        PixelResize.Cubic(cut, output);
    }

    private static (double Low, double High) MoveInside(double low, double high, int size)
    {
        if (low < 0) (low, high) = (0, high - low);
        return high >= size ? (low - (high - size + 1), size - 1) : (low, high);
    }
}
