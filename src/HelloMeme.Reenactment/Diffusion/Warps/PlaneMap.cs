using System.Numerics;

namespace HelloMeme.Reenactment.Diffusion.Warps;

/// <summary>An affine map of the plane in 64 bits, x' = Xx x + Xy y + X0, y' = Yx x + Yy y + Y0. Whole numbers are pixel centres, as in OpenCV.</summary>
public readonly record struct PlaneMap(double Xx, double Xy, double X0, double Yx, double Yy, double Y0)
{
    /// <summary>Turn by an angle in degrees (counterclockwise on the screen) and scale about a centre: OpenCV's getRotationMatrix2D.</summary>
    public static PlaneMap Rotation(double centerX, double centerY, double degrees, double scale)
    {
        double alpha = scale * Math.Cos(degrees * Math.PI / 180), beta = scale * Math.Sin(degrees * Math.PI / 180);
        return new PlaneMap(alpha, beta, (1 - alpha) * centerX - beta * centerY, -beta, alpha, beta * centerX + (1 - alpha) * centerY);
    }

    // Source: Umeyama 1991 in the plane, where it has a closed form; equal to the original code's for sets that are not mirrored.
    /// <summary>Least-squares turn, scale and shift that takes one set of points to another.</summary>
    public static PlaneMap Similarity(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to)
    {
        if (from.Length != to.Length || from.Length < 2) throw new ArgumentException($"Expected two sets of at least two points, found {from.Length} and {to.Length}.", nameof(to));
        var (mx, my) = Mean(from);
        var (nx, ny) = Mean(to);
        double a = 0, b = 0, spread = 0;
        for (var i = 0; i < from.Length; i++)
        {
            double sx = from[i].X - mx, sy = from[i].Y - my, dx = to[i].X - nx, dy = to[i].Y - ny;
            a += sx * dx + sy * dy;
            b += sx * dy - sy * dx;
            spread += sx * sx + sy * sy;
        }

        (a, b) = (a / spread, b / spread);
        return new PlaneMap(a, -b, nx - (a * mx - b * my), b, a, ny - (b * mx + a * my));
    }

    public Vector2 Apply(Vector2 p) => new((float)(Xx * p.X + Xy * p.Y + X0), (float)(Yx * p.X + Yy * p.Y + Y0));

    public void Apply(ReadOnlySpan<Vector2> points, Span<Vector2> mapped)
    {
        for (var i = 0; i < points.Length; i++) mapped[i] = Apply(points[i]);
    }

    public PlaneMap Shifted(double x, double y) => this with { X0 = X0 + x, Y0 = Y0 + y };

    public PlaneMap Inverse()
    {
        var d = 1 / (Xx * Yy - Xy * Yx);
        double xx = Yy * d, xy = -Xy * d, yx = -Yx * d, yy = Xx * d;
        return new PlaneMap(xx, xy, -xx * X0 - xy * Y0, yx, yy, -yx * X0 - yy * Y0);
    }

    private static (double X, double Y) Mean(ReadOnlySpan<Vector2> points)
    {
        double x = 0, y = 0;
        foreach (var p in points) (x, y) = (x + p.X, y + p.Y);
        return (x / points.Length, y / points.Length);
    }
}
