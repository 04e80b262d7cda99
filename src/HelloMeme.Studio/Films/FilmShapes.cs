using System.Drawing;

namespace HelloMeme.Studio.Films;

/// <summary>Where a shape lies on a photo.</summary>
public static class FilmShapes
{
    /// <summary>The middle of the face stands this far down the film, as portraits are framed.</summary>
    private const float FaceHeight = 0.45f;

    /// <summary>The largest part of that shape inside a photo of width x height pixels, as near to the face (its box in pixels) as the edges allow; null for all of it.</summary>
    public static Rectangle? Around(this FilmShape shape, RectangleF face, int width, int height)
    {
        if (Aspect(shape) is not { } aspect) return null;
        var w = (int)Math.Min(width, Math.Round(height * aspect));
        var h = (int)Math.Min(height, Math.Round(width / aspect));
        var left = face.X + face.Width / 2 - w / 2f;
        var top = face.Y + face.Height / 2 - h * FaceHeight;
        return new Rectangle((int)Math.Clamp(left, 0, width - w), (int)Math.Clamp(top, 0, height - h), w, h);
    }

    private static double? Aspect(FilmShape shape) => shape switch
    {
        FilmShape.Square => 1,
        FilmShape.FourToFive => 4 / 5.0,
        FilmShape.NineToSixteen => 9 / 16.0,
        _ => null,
    };
}
