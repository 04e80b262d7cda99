using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Continues an eyeball under its lids. Iris and white are continued apart: filled together, the iris bleeds into a coloured
/// crescent where a turned eye ought to show white.</summary>
internal static class EyeballFill
{
    private const float RimFrom = 0.96f, RimTo = 1.14f;   // iris radii over which iris gives way to white
    private const float WhiteFrom = 1.2f;                 // and from where white is pure
    private const float LeastWhite = 0.004f;              // weight of an iris pixel for the white: where an eye shows no white at all, its own colour

    private const float LashBelow = 0.45f, LashTo = 0.7f; // luminance over that of bright white under which a white pixel is a lash
    private const double BrightShare = 0.8;

    /// <param name="colors">The picture about the eye.</param>
    /// <param name="inner">1 where the eyeball itself is seen, else 0.</param>
    /// <param name="centre">Of the iris, pixels of the plane.</param>
    /// <param name="radius">Of the iris, pixels.</param>
    /// <param name="levels">Pyramid levels of the fill.</param>
    public static RgbPlanes Run(RgbPlanes colors, PixelPlane inner, Vector2 centre, float radius, int levels)
    {
        var (white, iris, irisShare) = (new PixelPlane(inner.Width, inner.Height), new PixelPlane(inner.Width, inner.Height), new PixelPlane(inner.Width, inner.Height));
        for (var y = 0; y < inner.Height; y++)
        {
            for (var x = 0; x < inner.Width; x++)
            {
                var r = Vector2.Distance(new Vector2(x, y), centre) / radius;
                white[x, y] = inner[x, y] * Ramp.Smooth(RimTo, WhiteFrom, r);
                iris[x, y] = inner[x, y] * (r < RimFrom ? 1 : 0);
                irisShare[x, y] = Ramp.Smooth(RimTo, RimFrom, r);
            }
        }

        var clean = WithoutLashes(white, colors.Luminance());
        var kept = white.Combine(clean, (w, c) => 1 - w + c);   // of the seen pixels
        var whiteSource = clean.Combine(inner, (c, i) => MathF.Max(c, LeastWhite * i));
        return colors.Map(plane =>
        {
            var (whiteFill, irisFill) = (PushPull.Fill(plane, whiteSource, levels), PushPull.Fill(plane, iris, levels));
            var whole = new PixelPlane(inner.Width, inner.Height);
            for (var i = 0; i < whole.Values.Length; i++)
                whole.Values[i] = Ramp.Mix(Ramp.Mix(whiteFill.Values[i], irisFill.Values[i], irisShare.Values[i]), plane.Values[i], inner.Values[i] * kept.Values[i]);
            return whole;
        });
    }

    private static PixelPlane WithoutLashes(PixelPlane white, PixelPlane luminance)
    {
        var seen = luminance.Values.Where((_, i) => white.Values[i] > 0.5f).Order().ToArray();
        if (seen.Length == 0) return white;
        var bright = seen[(int)(BrightShare * (seen.Length - 1))];
        return white.Combine(luminance, (w, l) => w * Ramp.Smooth(LashBelow * bright, LashTo * bright, l));
    }
}
