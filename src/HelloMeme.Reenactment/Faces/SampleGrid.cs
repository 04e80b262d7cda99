using System.Numerics;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Width x Height places in a picture: place (x, y) is at Origin + x * StepX + y * StepY, in pixels with (0, 0) at the picture's corner,
/// so that the first pixel's centre is (.5, .5) and the centre of place i is i + .5.</summary>
internal readonly record struct SampleGrid(Vector2 Origin, Vector2 StepX, Vector2 StepY, int Width, int Height)
{
    /// <summary>An upright square of the picture.</summary>
    public static SampleGrid Square(Vector2 corner, float side, int size) =>
        new(corner, new Vector2(side / size, 0), new Vector2(0, side / size), size, size);

    /// <summary>The whole picture, stretched.</summary>
    public static SampleGrid Stretch(Frame frame, int size) =>
        new(Vector2.Zero, new Vector2((float)frame.Width / size, 0), new Vector2(0, (float)frame.Height / size), size, size);

    public static SampleGrid Of(FaceCrop crop, int size)
    {
        var (sin, cos) = MathF.SinCos(crop.Angle);
        var stepX = new Vector2(cos, sin) * (crop.Side / size);
        var stepY = new Vector2(-sin, cos) * (crop.Side / size);
        return new SampleGrid(crop.Center - (stepX + stepY) * (size / 2f), stepX, stepY, size, size);
    }

    /// <summary>Where a grid place lies in the picture.</summary>
    public Vector2 ToPicture(Vector2 place) => Origin + place.X * StepX + place.Y * StepY;
}
