using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Motion dies out towards the picture's border, whose outermost pixels stay the photo's: a body cut by the frame never shows its cut.
/// The fade reaches inwards as far as the motion near that side asks for.</summary>
internal sealed class EdgeFade
{
    /// <summary>Outermost pixels without any motion.</summary>
    public const int StillPixels = 5;

    private const float WidestInIod = 0.8f, NarrowestInIod = 0.06f;

    /// <summary>Fade width over motion towards the side (1.5 is where a smooth step starts to fold the picture) and along it (which only shears).</summary>
    private const float WidthPerApproach = 1.7f, WidthPerShear = 0.6f;

    /// <summary>Background beside the person needs no fade; this far from them it counts as background, in IOD.</summary>
    private const float PersonReach = 0.12f;

    private readonly HeadMesh _mesh;
    private readonly int _width, _height;
    private readonly bool[] _person = new bool[HeadMesh.VertexCount];

    public EdgeFade(HeadMesh mesh, PixelPlane? matte, float matteScale, int width, int height)
    {
        (_mesh, _width, _height) = (mesh, width, height);
        Columns = new float[width];
        Rows = new float[height];
        var reach = 2 * (int)(PersonReach * mesh.Iod * matteScale) + 1;
        var person = matte is null ? null : Morphology.Dilate(matte.Map(a => a > 0.05f ? 1 : 0), Morphology.Disc(reach));
        for (var i = 0; i < _person.Length; i++)
        {
            var p = mesh.Positions[i] * matteScale;
            _person[i] = person is null || person.Sample(p.X, p.Y) > 0;
        }
    }

    /// <summary>Share of the motion kept in each column; the share of a pixel is the product of its column's and its row's.</summary>
    public float[] Columns { get; }

    public float[] Rows { get; }

    /// <summary>First and last column where all motion is kept.</summary>
    public (int First, int Last) FullColumns { get; private set; }

    public (int First, int Last) FullRows { get; private set; }

    public void Fit(ReadOnlySpan<Vector3> displacement)
    {
        float near = WidestInIod * _mesh.Iod, left = 0, top = 0, right = 0, bottom = 0;
        for (var i = 0; i < displacement.Length; i++)
        {
            var p = _mesh.Positions[i];
            if (!_person[i] || p.X < 0 || p.Y < 0 || p.X > _width || p.Y > _height) continue;
            float dx = MathF.Abs(displacement[i].X), dy = MathF.Abs(displacement[i].Y);
            float sideways = Need(dx, dy), upright = Need(dy, dx);
            left = Math.Max(left, sideways * Nearness(p.X, near));
            right = Math.Max(right, sideways * Nearness(_width - p.X, near));
            top = Math.Max(top, upright * Nearness(p.Y, near));
            bottom = Math.Max(bottom, upright * Nearness(_height - p.Y, near));
        }

        FullColumns = Fill(Columns, Width(left), Width(right));
        FullRows = Fill(Rows, Width(top), Width(bottom));
    }

    private static float Need(float approach, float shear) => MathF.Max(WidthPerApproach * approach, WidthPerShear * shear);

    private static float Nearness(float distance, float near) => 1 - Ramp.Smooth(near, 1.5f * near, distance);

    private float Width(float need) => Math.Clamp(need, NarrowestInIod * _mesh.Iod, WidestInIod * _mesh.Iod);

    private static (int First, int Last) Fill(float[] shares, float before, float after)
    {
        for (var i = 0; i < shares.Length; i++)
        {
            var start = Ramp.Smooth(0, before, i - (StillPixels - 1));
            shares[i] = start * Ramp.Smooth(0, after, shares.Length - i - StillPixels);
        }

        int first = Array.IndexOf(shares, 1f), last = Array.LastIndexOf(shares, 1f);
        return first < 0 ? (shares.Length, -1) : (first, last);
    }
}
