using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 5: mask -> guided filter on luminance -> smoothstep(.12, .88).
/// <summary>How much of a pixel is the person, 0..1: at working size, and at picture size sharpened by the picture's own luminance.</summary>
internal sealed record PortraitMatte(PixelPlane Work, PixelPlane Full)
{
    private const float Radius = 6, Epsilon = 1e-3f;

    public static PortraitMatte Make(PortraitView view, PixelPlane mask)
    {
        var own = KeepOwnPerson(view, mask);
        var luminance = view.Work.Luminance();
        var filter = GuidedFilter.Fit(luminance, own, Math.Max(1, (int)MathF.Round(Radius * view.Unit)), Epsilon);
        var work = new PixelPlane(luminance.Width, luminance.Height);
        for (var i = 0; i < work.Values.Length; i++) work.Values[i] = Alpha(filter.Slope.Values[i], luminance.Values[i], filter.Offset.Values[i]);
        return new PortraitMatte(work, view.WorkScale < 1 ? Sharpen(view, filter) : work);
    }

    private static PixelPlane Sharpen(PortraitView view, GuidedFilter filter)
    {
        var picture = view.Picture;
        var full = new PixelPlane(picture.Width, picture.Height);
        for (var y = 0; y < full.Height; y++)
        {
            var row = picture.Row(y);
            var v = (y + 0.5f) * view.WorkScale - 0.5f;
            for (var x = 0; x < full.Width; x++)
            {
                var u = (x + 0.5f) * view.WorkScale - 0.5f;
                var luminance = RgbPlanes.Luminance(row[3 * x], row[3 * x + 1], row[3 * x + 2]);
                full[x, y] = Alpha(filter.Slope.Sample(u, v), luminance, filter.Offset.Sample(u, v));
            }
        }

        return full;
    }

    private static float Alpha(float slope, float luminance, float offset) => Ramp.Smooth(0.12f, 0.88f, Math.Clamp(slope * luminance + offset, 0, 1));

    /// <summary>Other people in the picture stay in the background, where they do not nod along.</summary>
    private static PixelPlane KeepOwnPerson(PortraitView view, PixelPlane mask)
    {
        var face = new PixelPlane(mask.Width, mask.Height);
        foreach (var point in view.Landmarks.Mesh)
        {
            int x = (int)(point.X * view.WorkScale), y = (int)(point.Y * view.WorkScale);
            if (x >= 0 && y >= 0 && x < face.Width && y < face.Height) face[x, y] = 1;
        }

        var own = Morphology.Dilate(Morphology.Connected(mask.Map(m => m > 0.3f ? 1 : 0), face), Morphology.Disc(15));
        return mask.Combine(own, (m, keep) => m * keep);
    }
}
