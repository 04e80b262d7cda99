using System.Numerics;
using SkiaSharp;

namespace HelloMeme.Media;

/// <summary>How a layer meets what is below it.</summary>
public enum CanvasBlend
{
    Normal,
    Multiply,
    Screen,
}

/// <summary>What a shape is filled with: one colour (converts by itself) or a gradient along a line or about a centre.</summary>
public sealed class Ink
{
    private readonly Rgba[] _colors;
    private readonly float[] _stops;
    private readonly Vector2 _from;
    private readonly Vector2 _to;
    private readonly float _radius;

    private Ink(Rgba[] colors, float[] stops, Vector2 from, Vector2 to, float radius)
    {
        if (colors.Length != stops.Length) throw new ArgumentException($"Expected {colors.Length} stops, found {stops.Length}.", nameof(stops));
        if (colors.Length != stops.Length) throw new ArgumentException($"Expected {colors.Length} stops, found {stops.Length}.", nameof(stops));
        (_colors, _stops, _from, _to, _radius) = (colors, stops, from, to, radius);
    }

    public static implicit operator Ink(Rgba color) => new([color], [0], default, default, 0);

    /// <summary>Colours from one point to another; stops 0..1 rise, one a colour.</summary>
    /// <exception cref="ArgumentException">Colours and stops differ in number.</exception>
    public static Ink Linear(Vector2 from, Vector2 to, Rgba[] colors, float[]? stops = null) =>
        new(colors, stops ?? EvenStops(colors.Length), from, Distinct(from, to), 0);

    /// <summary>Colours from a centre outwards to the radius (over 0).</summary>
    /// <exception cref="ArgumentException">Colours and stops differ in number.</exception>
    public static Ink Radial(Vector2 center, float radius, Rgba[] colors, float[]? stops = null) =>
        new(colors, stops ?? EvenStops(colors.Length), center, center, radius);

    internal SKPaint ToPaint()
    {
        var paint = new SKPaint { IsAntialias = true, IsDither = true, ColorF = ToSkia(_colors[0]) };
        if (_colors.Length == 1) return paint;
        var colors = Array.ConvertAll(_colors, ToSkia);
        paint.ColorF = new SKColorF(1, 1, 1, 1);
        using var shader = _radius > 0
            ? SKShader.CreateRadialGradient(new SKPoint(_from.X, _from.Y), _radius, colors, null, _stops, SKShaderTileMode.Clamp)
            : SKShader.CreateLinearGradient(new SKPoint(_from.X, _from.Y), new SKPoint(_to.X, _to.Y), colors, null, _stops, SKShaderTileMode.Clamp);
        paint.Shader = shader;
        return paint;
    }

    internal static SKBlendMode ToSkia(CanvasBlend blend) => blend switch
    {
        CanvasBlend.Normal => SKBlendMode.SrcOver,
        CanvasBlend.Multiply => SKBlendMode.Multiply,
        CanvasBlend.Screen => SKBlendMode.Screen,
        _ => throw new ArgumentOutOfRangeException(nameof(blend), blend, null),
    };

    private static SKColorF ToSkia(Rgba c) =>
        new(Math.Clamp(c.R, 0, 1), Math.Clamp(c.G, 0, 1), Math.Clamp(c.B, 0, 1), Math.Clamp(c.A, 0, 1));

    private static float[] EvenStops(int count)
    {
        var stops = new float[count];
        for (var i = 1; i < count; i++) stops[i] = (float)i / (count - 1);
        return stops;
    }

    /// <summary>A gradient of no length would paint nothing.</summary>
    private static Vector2 Distinct(Vector2 from, Vector2 to) => Vector2.DistanceSquared(from, to) < 1e-6f ? to + new Vector2(1e-2f, 0) : to;
}
