using System.Numerics;
using System.Runtime.CompilerServices;
using HelloMeme.Reenactment.Draft.Planes;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Motion dies out towards the picture's border, whose outermost pixels stay the photo's: a body cut by the frame never shows its cut.
/// Where the border cuts the person the fade reaches inwards as far as the motion asks for; elsewhere it is a narrow rim.</summary>
internal sealed class EdgeFade
{
    private const float WidestInIod = 0.8f, NarrowestInIod = 0.06f;

    /// <summary>Fade width over motion towards the side (1.5 is where a smooth step starts to fold the picture) and along it (which only shears).</summary>
    private const float WidthPerApproach = 1.6f, WidthPerShear = 0.4f;

    private readonly HeadMesh _mesh;
    private readonly int _width, _height;
    private readonly bool[] _person = new bool[HeadMesh.VertexCount];
    private readonly EdgeSide _left, _top, _right, _bottom;
    private int _firstX, _lastX, _firstY, _lastY;

    public EdgeFade(HeadMesh mesh, PixelPlane? matte, int width, int height)
    {
        (_mesh, _width, _height) = (mesh, width, height);
        for (var i = 0; i < _person.Length; i++) _person[i] = matte is null || matte.Sample(mesh.Positions[i].X, mesh.Positions[i].Y) > 0.05f;
        var along = 0.15f * mesh.Iod;
        _top = new EdgeSide(width, height, along, (x, depth) => matte?[x, depth] ?? 1);
        _bottom = new EdgeSide(width, height, along, (x, depth) => matte?[x, height - 1 - depth] ?? 1);
        _left = new EdgeSide(height, width, along, (y, depth) => matte?[depth, y] ?? 1);
        _right = new EdgeSide(height, width, along, (y, depth) => matte?[width - 1 - depth, y] ?? 1);
    }

    /// <summary>Per sheet vertex: it shows person, whose motion the border has to hold.</summary>
    public ReadOnlySpan<bool> Person => _person;

    /// <summary>Left, top, right, bottom.</summary>
    public IReadOnlyList<EdgeSide> Sides => [_left, _top, _right, _bottom];

    /// <summary>Whether all motion is kept in the box x0..x1, y0..y1.</summary>
    public bool IsFull(int x0, int y0, int x1, int y1) => x0 >= _firstX && x1 <= _lastX && y0 >= _firstY && y1 <= _lastY;

    /// <summary>Share of the motion kept at a pixel, 0..1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float At(int x, int y)
    {
        if (x >= _firstX && x <= _lastX && y >= _firstY && y <= _lastY) return 1;
        return _left.At(y, x) * _right.At(y, _width - 1 - x) * _top.At(x, y) * _bottom.At(x, _height - 1 - y);
    }

    public void Fit(ReadOnlySpan<Vector3> displacement)
    {
        float left = 0, top = 0, right = 0, bottom = 0;
        for (var i = 0; i < displacement.Length; i++)
        {
            var p = _mesh.Positions[i];
            if (!_person[i] || p.X < 0 || p.Y < 0 || p.X > _width || p.Y > _height) continue;
            float dx = MathF.Abs(displacement[i].X), dy = MathF.Abs(displacement[i].Y);
            float sideways = Need(dx, dy), upright = Need(dy, dx);
            left = Math.Max(left, sideways * Nearness(p.X) * _left.PersonAt(p.Y));
            right = Math.Max(right, sideways * Nearness(_width - p.X) * _right.PersonAt(p.Y));
            top = Math.Max(top, upright * Nearness(p.Y) * _top.PersonAt(p.X));
            bottom = Math.Max(bottom, upright * Nearness(_height - p.Y) * _bottom.PersonAt(p.X));
        }

        var narrow = NarrowestInIod * _mesh.Iod;
        _firstX = _left.SetWidths(narrow, Width(left));
        _lastX = _width - 1 - _right.SetWidths(narrow, Width(right));
        _firstY = _top.SetWidths(narrow, Width(top));
        _lastY = _height - 1 - _bottom.SetWidths(narrow, Width(bottom));
    }

    private static float Need(float approach, float shear) => MathF.Max(WidthPerApproach * approach, WidthPerShear * shear);

    private float Nearness(float distance) => 1 - Ramp.Smooth(0.3f * _mesh.Iod, WidestInIod * _mesh.Iod, distance);

    private float Width(float need) => Math.Clamp(need, NarrowestInIod * _mesh.Iod, WidestInIod * _mesh.Iod);
}
