using System.Drawing;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>The photo as the film shows it: cut and shrunk to the output size, landmarks and mask carried along.
/// A smaller working copy serves the masks and fills.</summary>
internal sealed class PortraitView : IDisposable
{
    /// <summary>Above this IOD in pixels the working copy is smaller than the picture.</summary>
    private const float WorkIod = 140;

    /// <summary>Under this IOD in working pixels the constants "at 512" shrink with the face.</summary>
    private const float SmallIod = 80;

    private PortraitView(Frame picture, FaceLandmarks landmarks, PixelPlane? mask, float workScale, RgbPlanes work, float unit)
    {
        (Picture, Landmarks, Mask, WorkScale, Work, Unit) = (picture, landmarks, mask, workScale, work, unit);
    }

    /// <summary>The film at rest: even sides.</summary>
    public Frame Picture { get; }

    /// <summary>In pixels of <see cref="Picture"/>.</summary>
    public FaceLandmarks Landmarks { get; }

    /// <summary>Person coverage 0..1 at working size; null when unknown.</summary>
    public PixelPlane? Mask { get; }

    /// <summary>Working pixels per picture pixel, at most 1.</summary>
    public float WorkScale { get; }

    public RgbPlanes Work { get; }

    /// <summary>Working pixels per "pixel at 512" of draft-engine.md, at most 1.</summary>
    public float Unit { get; }

    /// <summary>Picture pixels per "pixel at 512".</summary>
    public float PictureUnit => Unit / WorkScale;

    public static PortraitView Make(Frame portrait, FaceLandmarks landmarks, PersonMask? mask, DraftOptions options)
    {
        var (area, width, height) = Framing(portrait, landmarks, options);
        var scale = (float)width / area.Width;
        var picture = scale > 1 ? Enlarge(portrait, area, width, height) : AreaResize.Run(portrait, area, width, height);
        var mapped = landmarks.Map(scale, new Vector2(-area.X, -area.Y) * scale);
        var iod = HeadPose.Fit(RigTables.Canonical, mapped.Mesh, FaceTopology.Stable).Scale;
        var workScale = Math.Min(1, WorkIod / iod);
        var work = RgbPlanes.FromFrame(picture);
        if (workScale < 1)
        {
            using var small = AreaResize.Run(picture, new Rectangle(0, 0, width, height), (int)MathF.Round(width * workScale), (int)MathF.Round(height * workScale));
            work = RgbPlanes.FromFrame(small);
        }

        var unit = Math.Min(1, iod * workScale / SmallIod);
        var maskPlane = mask is null ? null : ViewMask(mask, portrait, area, work.Width, work.Height);
        return new PortraitView(picture, mapped, maskPlane, workScale, work, unit);
    }

    public void Dispose() => Picture.Dispose();

    private static (Rectangle Area, int Width, int Height) Framing(Frame portrait, FaceLandmarks landmarks, DraftOptions options)
    {
        if (options.Square is { } side) return (FaceCropSquare.Find(landmarks, portrait.Width, portrait.Height), side, side);
        var shown = options.Area ?? new Rectangle(0, 0, portrait.Width, portrait.Height);
        int width = shown.Width & ~1, height = shown.Height & ~1;
        var shrink = Math.Min(1, (float)options.LongSide / Math.Max(width, height));
        var area = new Rectangle(shown.X, shown.Y, Math.Max(width, 1), Math.Max(height, 1));
        return shrink < 1 ? (area, Even(width * shrink), Even(height * shrink)) : (area, area.Width, area.Height);
    }

    private static int Even(float length) => Math.Max(2, 2 * (int)MathF.Round(length / 2));

    private static Frame Enlarge(Frame portrait, Rectangle area, int width, int height)
    {
        using var part = AreaResize.Run(portrait, area, area.Width, area.Height);
        var planes = RgbPlanes.FromFrame(part);
        var texture = new SplineTexture(planes.Red, planes.Green, planes.Blue);
        var result = new Frame(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = result.Row(y);
            for (var x = 0; x < width; x++)
            {
                var texel = texture.Sample((x + 0.5f) * area.Width / width - 0.5f, (y + 0.5f) * area.Height / height - 0.5f);
                for (var c = 0; c < 3; c++) row[3 * x + c] = (byte)Math.Clamp(texel[c] / SplineTexture.UnitsPerLevel + 0.5f, 0, 255);
            }
        }

        return result;
    }

    /// <summary>The mask lies over the whole portrait; the view may show a part of it.</summary>
    private static PixelPlane ViewMask(PersonMask mask, Frame portrait, Rectangle area, int width, int height)
    {
        var source = new PixelPlane(mask.Width, mask.Height);
        for (var i = 0; i < source.Values.Length; i++) source.Values[i] = mask.Coverage[i] * (1f / 255);
        var view = new PixelPlane(width, height);
        for (var y = 0; y < height; y++)
        {
            var v = (area.Y + (y + 0.5f) * area.Height / height) * mask.Height / portrait.Height - 0.5f;
            for (var x = 0; x < width; x++)
            {
                view[x, y] = source.Sample((area.X + (x + 0.5f) * area.Width / width) * mask.Width / portrait.Width - 0.5f, v);
            }
        }

        return view;
    }
}
