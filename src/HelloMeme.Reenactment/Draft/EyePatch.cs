using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 6, "Eyeball layer".
/// <summary>One eyeball of the photo: what shows between the lids, continued outwards under them.</summary>
internal sealed class EyePatch
{
    private const float Margin = 0.35f, DarkestShare = 0.06f;

    private const int FewPixels = 20, Levels = 5;

    public EyePatch(PortraitView view, EyeTopology eye)
    {
        var points = view.Landmarks.Points;
        var polygon = Outline(points, eye);
        Width = Vector2.Distance(Flat(points[eye.Upper[0]]), Flat(points[eye.Upper[^1]]));
        Gap = eye.Upper.Zip(eye.Lower, (u, l) => Vector2.Distance(Flat(view.Landmarks[u]), Flat(view.Landmarks[l]))).Max();
        IrisCentre = Flat(points[eye.Iris[0]]);
        Vector2 low = polygon[0], high = polygon[0];
        foreach (var p in polygon) (low, high) = (Vector2.Min(low, p), Vector2.Max(high, p));
        var picture = view.Picture;
        int left = Math.Clamp((int)(low.X - Margin * Width), 0, picture.Width - 1), top = Math.Clamp((int)(low.Y - Margin * Width), 0, picture.Height - 1);
        int right = Math.Clamp((int)(high.X + Margin * Width), left + 1, picture.Width), bottom = Math.Clamp((int)(high.Y + Margin * Width), top + 1, picture.Height);
        Origin = new Vector2(left, top);
        using var part = AreaResize.Run(picture, new(left, top, right - left, bottom - top), right - left, bottom - top);
        LashColor = Darkest(part);
        var colors = RgbPlanes.FromFrame(part);
        var inner = new PixelPlane(part.Width, part.Height);
        PolygonCoverage.Fill(polygon, left, top, part.Width, part.Height, inner.Values);
        inner = Morphology.Erode(inner.Map(c => c > 0.98f ? 1 : 0), Morphology.Square(3));
        if (inner.Values.Count(c => c > 0) > FewPixels)
        {
            var levels = Levels + (int)MathF.Ceiling(MathF.Log2(MathF.Max(1, view.PictureUnit)));
            colors = EyeballFill.Run(colors, inner, IrisCentre - Origin, IrisRadius(points, eye), levels);
        }

        Texture = new SplineTexture(colors.Red, colors.Green, colors.Blue);
    }

    /// <summary>Corner to corner in the photo, pixels.</summary>
    public float Width { get; }

    /// <summary>Widest lid opening in the photo, pixels.</summary>
    public float Gap { get; }

    public Vector2 IrisCentre { get; }

    /// <summary>Picture position of the texture's first texel.</summary>
    public Vector2 Origin { get; }

    public SplineTexture Texture { get; }

    /// <summary>Mean of the darkest pixels around the eye, 0..255.</summary>
    public Vector3 LashColor { get; }

    private static Vector2[] Outline(ReadOnlySpan<Vector3> points, EyeTopology eye)
    {
        var outline = new Vector2[eye.Upper.Length + eye.Lower.Length - 2];
        for (var k = 0; k < eye.Upper.Length; k++) outline[k] = Flat(points[eye.Upper[k]]);
        for (var k = 1; k < eye.Lower.Length - 1; k++) outline[^k] = Flat(points[eye.Lower[k]]);
        return outline;
    }

    private static float IrisRadius(ReadOnlySpan<Vector3> points, EyeTopology eye)
    {
        var radius = 0f;
        foreach (var rim in eye.Iris.AsSpan(1)) radius += Vector2.Distance(Flat(points[eye.Iris[0]]), Flat(points[rim])) / (eye.Iris.Length - 1);
        return MathF.Max(1, radius);
    }

    private static Vector3 Darkest(Frame part)
    {
        var pixels = part.Pixels;
        var brightness = new float[part.Width * part.Height];
        for (var i = 0; i < brightness.Length; i++) brightness[i] = (pixels[3 * i] + pixels[3 * i + 1] + pixels[3 * i + 2]) / 3f;
        var sorted = (float[])brightness.Clone();
        Array.Sort(sorted);
        var limit = sorted[(int)(DarkestShare * (sorted.Length - 1))] + 1;
        Vector3 sum = default;
        var count = 0;
        for (var i = 0; i < brightness.Length; i++)
        {
            if (brightness[i] > limit) continue;
            sum += new Vector3(pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]);
            count++;
        }

        return sum / count;
    }

    private static Vector2 Flat(Vector3 p) => new(p.X, p.Y);
}
