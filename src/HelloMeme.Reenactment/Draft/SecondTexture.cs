using System.Drawing;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 5, layer 4.
/// <summary>On a turned photo nose and far eye project outside the oval. The rings around the face sample this patch, from which those
/// pixels are removed; otherwise a second nose stays behind outside the new cheek.</summary>
internal sealed class SecondTexture
{
    private const int Growth = 13, FewPixels = 60;

    private readonly SplineTexture _patch;
    private readonly Rectangle _area;

    private SecondTexture(SplineTexture patch, Rectangle area) => (_patch, _area) = (patch, area);

    /// <summary>Null when hardly any face pixel lies outside the oval.</summary>
    public static SecondTexture? Find(PortraitView view, PortraitMatte? matte, HeadMesh mesh, SheetTexture texture)
    {
        var outside = OutsideOval(view, mesh);
        if (outside.Values.Count(v => v > 0) <= FewPixels * view.Unit * view.Unit) return null;
        var removed = Morphology.Dilate(outside, Morphology.Disc(2 * (int)(Growth * view.Unit / 2) + 1));
        var weight = GaussianBlur.Run(removed, 2 * view.Unit);
        var area = Bounds(weight, view);
        var kept = removed.Map(r => 1 - r);
        var keptPerson = matte is null ? kept : kept.Combine(matte.Work, (k, a) => a > 0.5f ? k : 0);
        var alpha = matte?.Work.Map(a => 255 * a);
        return new SecondTexture(
            new SplineTexture(
                Cut(texture.Colors.Red, PushPull.Fill(view.Work.Red, keptPerson), weight, area, view.WorkScale),
                Cut(texture.Colors.Green, PushPull.Fill(view.Work.Green, keptPerson), weight, area, view.WorkScale),
                Cut(texture.Colors.Blue, PushPull.Fill(view.Work.Blue, keptPerson), weight, area, view.WorkScale),
                alpha is null ? Cut(texture.Alpha, null, weight, area, view.WorkScale) : Cut(texture.Alpha, PushPull.Fill(alpha, kept), weight, area, view.WorkScale)),
            area);
    }

    /// <summary>The patch in picture pixels.</summary>
    public Rectangle Area => _area;

    /// <summary>Whether the patch differs from the sheet's own texture here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Covers(float x, float y) => x >= _area.Left && y >= _area.Top && x <= _area.Right - 1 && y <= _area.Bottom - 1;

    /// <summary>Red, green, blue, alpha at a covered (x, y), each about 0..255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Sample(float x, float y) => Vector128.ConvertToSingle(_patch.Sample(x - _area.Left, y - _area.Top)) * (1 / SplineTexture.UnitsPerLevel);

    private static PixelPlane OutsideOval(PortraitView view, HeadMesh mesh)
    {
        int width = view.Work.Width, height = view.Work.Height;
        var face = new PixelPlane(width, height);
        Span<Vector2> corners = stackalloc Vector2[3];
        for (var t = 0; t < RigTables.Triangles.Length; t += 3)
        {
            for (var k = 0; k < 3; k++) corners[k] = AtWork(mesh.Positions[RigTables.Triangles[t + k]], view);
            AddTriangle(face, corners);
        }

        var rim = mesh.Rim.Select(p => AtWork(p, view)).ToArray();
        var oval = new PixelPlane(width, height);
        PolygonCoverage.Fill(rim, 0, 0, width, height, oval.Values);
        return Morphology.Open(face.Combine(oval, (f, o) => f > 0.5f && o < 0.5f ? 1 : 0), Morphology.Square(3));
    }

    private static void AddTriangle(PixelPlane face, ReadOnlySpan<Vector2> corners)
    {
        var low = Vector2.Min(corners[0], Vector2.Min(corners[1], corners[2]));
        var high = Vector2.Max(corners[0], Vector2.Max(corners[1], corners[2]));
        for (var y = Math.Max(0, (int)MathF.Ceiling(low.Y)); y <= Math.Min(face.Height - 1, high.Y); y++)
        {
            for (var x = Math.Max(0, (int)MathF.Ceiling(low.X)); x <= Math.Min(face.Width - 1, high.X); x++)
            {
                var p = new Vector2(x, y);
                float a = Turn(corners[0], corners[1], p), b = Turn(corners[1], corners[2], p), c = Turn(corners[2], corners[0], p);
                if ((a >= 0 && b >= 0 && c >= 0) || (a <= 0 && b <= 0 && c <= 0)) face[x, y] = 1;
            }
        }
    }

    private static float Turn(Vector2 a, Vector2 b, Vector2 p) => (b.X - a.X) * (p.Y - a.Y) - (b.Y - a.Y) * (p.X - a.X);

    private static Vector2 AtWork(Vector3 point, PortraitView view) => new Vector2(point.X, point.Y) * view.WorkScale;

    /// <summary>Picture pixels where the weight is not 0, with a border of eight for the spline.</summary>
    private static Rectangle Bounds(PixelPlane weight, PortraitView view)
    {
        int left = weight.Width, top = weight.Height, right = 0, bottom = 0;
        for (var y = 0; y < weight.Height; y++)
        {
            for (var x = 0; x < weight.Width; x++)
            {
                if (weight[x, y] < 1e-3f) continue;
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        var scale = 1 / view.WorkScale;
        var wide = Rectangle.FromLTRB((int)(left * scale) - 8, (int)(top * scale) - 8, (int)(right * scale) + 9, (int)(bottom * scale) + 9);
        return Rectangle.Intersect(wide, new Rectangle(0, 0, view.Picture.Width, view.Picture.Height));
    }

    private static PixelPlane Cut(PixelPlane own, PixelPlane? filled, PixelPlane weight, Rectangle area, float scale)
    {
        var cut = new PixelPlane(area.Width, area.Height);
        for (var y = 0; y < cut.Height; y++)
        {
            for (var x = 0; x < cut.Width; x++)
            {
                float u = (x + area.X + 0.5f) * scale - 0.5f, v = (y + area.Y + 0.5f) * scale - 0.5f;
                var value = own[x + area.X, y + area.Y];
                cut[x, y] = filled is null ? value : Ramp.Mix(value, filled.Sample(u, v), weight.Sample(u, v));
            }
        }

        return cut;
    }
}
