using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Pose;

// Source: hellomeme utils, tools/hello_3dmm (hellomeme.md 3.1).
/// <summary>Where the head is and how it is turned, as the control net sees it: the four sides of a square in space, each in its colour,
/// before black. Left green, top blue, right red, bottom magenta when the head looks ahead.</summary>
public static class PoseCondition
{
    public const int Side = 512;
    public const int Reduction = 8;

    private const double HalfSquare = 0.05;
    private const double DepthScale = 0.05;
    private const double Focal = CameraPose.FocalLength * DepthScale;

    /// <summary>Numbers of the reduced condition, [3, 64, 64].</summary>
    public const int ReducedCount = 3 * (Side / Reduction) * (Side / Reduction);

    /// <summary>Draws and reduces: [3, side / reduction, side / reduction] in -1..1. Picture: scratch, its drawing remains in it.</summary>
    public static void Write(CameraPose pose, Frame picture, int reduction, Span<float> condition)
    {
        Draw(pose, picture);
        Reduce(picture, reduction, condition);
    }

    /// <summary>Clears the picture and draws the square. Its size only moves the centre: the focal length is that of 512 pixels.</summary>
    public static void Draw(CameraPose pose, Frame picture)
    {
        picture.Pixels.Clear();
        Span<(double X, double Y)> corners = stackalloc (double, double)[4];
        Corners(pose, picture.Width, picture.Height, corners);
        ReadOnlySpan<Rgb> colors = [new(0, 255, 0), new(0, 0, 255), new(255, 0, 0), new(255, 0, 255)];
        for (var i = 0; i < 4; i++)
        {
            var (from, to) = (corners[i], corners[(i + 1) % 4]);
            ThickLine.Draw(picture, ((int)from.X, (int)from.Y), ((int)to.X, (int)to.Y), colors[i]);
        }
    }

    /// <summary>The square's corners in pixels, y down, not yet cut to whole numbers: left bottom, left top, right top, right bottom of a head that looks ahead.</summary>
    public static void Corners(CameraPose pose, int width, int height, Span<(double X, double Y)> corners)
    {
        double x = pose.Rotation.X, y = pose.Rotation.Y, z = pose.Rotation.Z;
        ReadOnlySpan<(double X, double Y)> square = [(-HalfSquare, -HalfSquare), (-HalfSquare, HalfSquare), (HalfSquare, HalfSquare), (HalfSquare, -HalfSquare)];
        for (var i = 0; i < 4; i++)
        {
            // R v with R = Rz Ry Rx and v in the plane z = 0
            var (vx, vy, vz) = (square[i].X, square[i].Y * Math.Cos(x), square[i].Y * Math.Sin(x));
            (vx, vz) = (vx * Math.Cos(y) + vz * Math.Sin(y), vz * Math.Cos(y) - vx * Math.Sin(y));
            (vx, vy) = (vx * Math.Cos(z) - vy * Math.Sin(z), vx * Math.Sin(z) + vy * Math.Cos(z));
            var depth = -(vz + DepthScale * pose.Translation.Z);
            corners[i] = (Focal * (vx + pose.Translation.X) / depth + width / 2.0, height - (Focal * (vy + pose.Translation.Y) / depth + height / 2.0));
        }
    }

    /// <summary>Bilinear reduction by an even factor with half-pixel centres: exactly the mean of the middle four pixels of each cell. 0..255 to -1..1.</summary>
    public static void Reduce(Frame picture, int reduction, Span<float> condition)
    {
        int width = picture.Width / reduction, height = picture.Height / reduction, plane = width * height, before = reduction / 2 - 1;
        for (var y = 0; y < height; y++)
        {
            var above = picture.Row(reduction * y + before);
            var below = picture.Row(reduction * y + before + 1);
            for (var x = 0; x < width; x++)
            {
                var at = 3 * (reduction * x + before);
                for (var c = 0; c < 3; c++)
                    condition[c * plane + y * width + x] = (above[at + c] + above[at + c + 3] + below[at + c] + below[at + c + 3]) / 510f - 1;
            }
        }
    }
}
