using System.Numerics;
using SkiaSharp;

namespace HelloMeme.Media;

/// <summary>A shape or line to fill, stroke or clip to, in canvas units. Owns native memory; whoever made it disposes it.</summary>
public sealed class CanvasPath : IDisposable
{
    private CanvasPath(SKPathBuilder builder)
    {
        using (builder) Skia = builder.Detach();
    }

    internal SKPath Skia { get; }

    /// <summary>Straight edges through the points.</summary>
    public static CanvasPath Lines(ReadOnlySpan<Vector2> points, bool closed)
    {
        var builder = new SKPathBuilder();
        for (var i = 0; i < points.Length; i++)
        {
            if (i == 0) builder.MoveTo(points[i].X, points[i].Y);
            else builder.LineTo(points[i].X, points[i].Y);
        }

        if (closed) builder.Close();
        return new CanvasPath(builder);
    }

    /// <summary>A smooth curve through every point (uniform Catmull-Rom).</summary>
    public static CanvasPath Smooth(ReadOnlySpan<Vector2> points, bool closed)
    {
        var builder = new SKPathBuilder();
        var n = points.Length;
        if (n > 0) builder.MoveTo(points[0].X, points[0].Y);
        for (var i = 0; i < (closed ? n : n - 1); i++)
        {
            var before = points[closed ? (i + n - 1) % n : Math.Max(i - 1, 0)];
            var from = points[i];
            var to = points[(i + 1) % n];
            var after = points[closed ? (i + 2) % n : Math.Min(i + 2, n - 1)];
            var leave = from + (to - before) / 6;
            var arrive = to - (after - from) / 6;
            builder.CubicTo(leave.X, leave.Y, arrive.X, arrive.Y, to.X, to.Y);
        }

        if (closed) builder.Close();
        return new CanvasPath(builder);
    }

    /// <summary>A line through the points whose full width changes from point to point.</summary>
    /// <exception cref="ArgumentException">Not one width a point.</exception>
    public static CanvasPath Ribbon(ReadOnlySpan<Vector2> points, ReadOnlySpan<float> widths)
    {
        if (points.Length != widths.Length) throw new ArgumentException($"Expected {points.Length} widths, found {widths.Length}.", nameof(widths));
        var n = points.Length;
        Span<Vector2> outline = n <= 128 ? stackalloc Vector2[2 * n] : new Vector2[2 * n];
        for (var i = 0; i < n; i++)
        {
            var along = points[Math.Min(i + 1, n - 1)] - points[Math.Max(i - 1, 0)];
            var length = along.Length();
            var across = length < 1e-6f ? Vector2.Zero : new Vector2(-along.Y, along.X) * (widths[i] / 2 / length);
            outline[i] = points[i] + across;
            outline[2 * n - 1 - i] = points[i] - across;
        }

        return Lines(outline, closed: true);
    }

    public static CanvasPath Ellipse(Vector2 center, Vector2 radii)
    {
        var builder = new SKPathBuilder();
        builder.AddOval(new SKRect(center.X - radii.X, center.Y - radii.Y, center.X + radii.X, center.Y + radii.Y), SKPathDirection.Clockwise);
        return new CanvasPath(builder);
    }

    /// <summary>An ellipse turned clockwise by the angle in radians.</summary>
    public static CanvasPath Ellipse(Vector2 center, Vector2 radii, float angle)
    {
        Span<Vector2> points = stackalloc Vector2[24];
        var turn = Matrix3x2.CreateRotation(angle);
        for (var i = 0; i < points.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * i / points.Length);
            points[i] = center + Vector2.Transform(new Vector2(radii.X * cos, radii.Y * sin), turn);
        }

        return Smooth(points, closed: true);
    }

    public void Dispose() => Skia.Dispose();
}
