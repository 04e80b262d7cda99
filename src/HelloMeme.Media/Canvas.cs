using System.Numerics;
using SkiaSharp;

namespace HelloMeme.Media;

/// <summary>Anti-aliased drawing over a frame: shapes, lines, gradients, soft layers, clips.
/// The frame's pixels are copied in; <see cref="CopyTo"/> copies the drawing out. Pixel centres lie at .5.</summary>
public sealed class Canvas : IDisposable
{
    private readonly SKBitmap _bitmap;
    private readonly SKCanvas _canvas;

    public Canvas(Frame frame)
    {
        _bitmap = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        _canvas = new SKCanvas(_bitmap);
        using var image = ToImage(frame);
        _canvas.DrawImage(image, 0, 0, SKSamplingOptions.Default);
    }

    public void Fill(CanvasPath path, Ink ink)
    {
        using var paint = ink.ToPaint();
        _canvas.DrawPath(path.Skia, paint);
    }

    /// <summary>Round ends and joints; width in canvas units.</summary>
    public void Stroke(CanvasPath path, float width, Ink ink)
    {
        using var paint = ink.ToPaint();
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = width;
        paint.StrokeCap = SKStrokeCap.Round;
        paint.StrokeJoin = SKStrokeJoin.Round;
        _canvas.DrawPath(path.Skia, paint);
    }

    public void Line(Vector2 from, Vector2 to, float width, Ink ink) => Polyline([from, to], width, ink);

    public void Polyline(ReadOnlySpan<Vector2> points, float width, Ink ink)
    {
        using var path = CanvasPath.Lines(points, closed: false);
        Stroke(path, width, ink);
    }

    public void Polygon(ReadOnlySpan<Vector2> points, Ink ink)
    {
        using var path = CanvasPath.Lines(points, closed: true);
        Fill(path, ink);
    }

    /// <summary>A closed smooth curve through the points, filled.</summary>
    public void Blob(ReadOnlySpan<Vector2> points, Ink ink)
    {
        using var path = CanvasPath.Smooth(points, closed: true);
        Fill(path, ink);
    }

    public void Ellipse(Vector2 center, Vector2 radii, Ink ink)
    {
        using var path = CanvasPath.Ellipse(center, radii);
        Fill(path, ink);
    }

    /// <summary>A line through the points with one full width a point.</summary>
    public void Ribbon(ReadOnlySpan<Vector2> points, ReadOnlySpan<float> widths, Ink ink)
    {
        using var path = CanvasPath.Ribbon(points, widths);
        Fill(path, ink);
    }

    /// <summary>A whole frame with its top left corner at the place given.</summary>
    public void Picture(Frame frame, Vector2 at)
    {
        using var image = ToImage(frame);
        _canvas.DrawImage(image, at.X, at.Y, SKSamplingOptions.Default);
    }

    /// <summary>Until disposed, shapes go to a layer of their own; then it is blurred (sigma in canvas units), faded and blended down.</summary>
    public CanvasScope Layer(CanvasBlend blend = CanvasBlend.Normal, float blur = 0, float opacity = 1)
    {
        using var paint = new SKPaint { BlendMode = Ink.ToSkia(blend), ColorF = new SKColorF(1, 1, 1, opacity) };
        using var filter = blur > 0 ? SKImageFilter.CreateBlur(blur, blur, SKShaderTileMode.Decal) : null;
        paint.ImageFilter = filter;
        return new CanvasScope(_canvas, _canvas.SaveLayer(paint));
    }

    /// <summary>Until disposed, nothing is drawn outside the path.</summary>
    public CanvasScope Clip(CanvasPath path)
    {
        var scope = new CanvasScope(_canvas, _canvas.Save());
        _canvas.ClipPath(path.Skia, SKClipOperation.Intersect, antialias: true);
        return scope;
    }

    /// <summary>Until disposed, coordinates, widths and blurs are mapped by the matrix first.</summary>
    public CanvasScope Transform(Matrix3x2 m)
    {
        var scope = new CanvasScope(_canvas, _canvas.Save());
        _canvas.Concat(new SKMatrix(m.M11, m.M21, m.M31, m.M12, m.M22, m.M32, 0, 0, 1));
        return scope;
    }

    /// <exception cref="ArgumentException">The frame has another size.</exception>
    public void CopyTo(Frame frame)
    {
        if (frame.Width != _bitmap.Width || frame.Height != _bitmap.Height) throw new ArgumentException($"Expected {_bitmap.Width}x{_bitmap.Height}, found {frame.Width}x{frame.Height}.", nameof(frame));
        var from = _bitmap.GetPixelSpan();
        var to = frame.Pixels;
        for (int i = 0, j = 0; j < to.Length; i += 4, j += 3)
        {
            to[j] = from[i];
            to[j + 1] = from[i + 1];
            to[j + 2] = from[i + 2];
        }
    }

    public void Dispose()
    {
        _canvas.Dispose();
        _bitmap.Dispose();
    }

    private static SKImage ToImage(Frame frame)
    {
        var rgba = new byte[frame.Width * frame.Height * 4];
        var from = frame.Pixels;
        for (int i = 0, j = 0; j < from.Length; i += 4, j += 3)
        {
            rgba[i] = from[j];
            rgba[i + 1] = from[j + 1];
            rgba[i + 2] = from[j + 2];
            rgba[i + 3] = 255;
        }

        return SKImage.FromPixelCopy(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), rgba);
    }
}

/// <summary>A layer, clip or transform of a <see cref="Canvas"/>; ends when disposed, innermost first.</summary>
public readonly struct CanvasScope : IDisposable
{
    private readonly SKCanvas _canvas;
    private readonly int _depth;

    internal CanvasScope(SKCanvas canvas, int depth) => (_canvas, _depth) = (canvas, depth);

    public void Dispose() => _canvas.RestoreToCount(_depth);
}
