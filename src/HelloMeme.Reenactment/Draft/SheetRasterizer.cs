using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-prototype raster.c and fused.c: z-test, sample, gain, blend over the plate in one pass.
/// <summary>Draws the sheet into a band of rows. Every pixel is computed from its own position only, so bands do not change it.</summary>
internal sealed class SheetRasterizer
{
    private const float Tolerance = 1e-4f;

    private readonly HeadMesh _mesh;
    private readonly SheetShader _shader;
    private readonly EdgeFade _fade;
    private readonly TriangleKind[] _kinds;
    private readonly byte[] _photo;
    private readonly byte[] _canvas;
    private readonly int _width;

    /// <param name="canvas">RGBX bytes to draw into, picture size.</param>
    public SheetRasterizer(HeadMesh mesh, SheetTexture texture, SheetShader shader, EdgeFade fade, byte[] canvas)
    {
        (_mesh, _shader, _fade, _canvas) = (mesh, shader, fade, canvas);
        (_photo, _width) = (texture.Photo, texture.Width);
        _kinds = TriangleKinds.Sort(mesh, texture.Alpha, shader.SecondArea);
        Depths = new float[_photo.Length / 4];
    }

    /// <summary>Depth of the nearest sheet at every pixel of the rows drawn last; smaller = nearer.</summary>
    public float[] Depths { get; }

    /// <summary>Rows top up to bottom (exclusive): the photo, and the sheet over it.</summary>
    public void Draw(SheetFrame frame, int top, int bottom)
    {
        Depths.AsSpan(top * _width, (bottom - top) * _width).Fill(float.MaxValue);
        _photo.AsSpan(4 * top * _width, 4 * (bottom - top) * _width).CopyTo(_canvas.AsSpan(4 * top * _width));
        for (var t = 0; t < _kinds.Length; t++) DrawTriangle(frame, t, top, bottom);
    }

    private void DrawTriangle(SheetFrame frame, int t, int top, int bottom)
    {
        int ia = _mesh.Triangles[3 * t], ib = _mesh.Triangles[3 * t + 1], ic = _mesh.Triangles[3 * t + 2];
        var (a, b, c) = (frame.Positions[ia], frame.Positions[ib], frame.Positions[ic]);
        Vector3 low = Vector3.Min(a, Vector3.Min(b, c)), high = Vector3.Max(a, Vector3.Max(b, c));
        if (high.Y < top || low.Y > bottom - 1 || high.X < 0 || low.X > _width - 1) return;
        var area = (b.X - a.X) * (c.Y - a.Y) - (c.X - a.X) * (b.Y - a.Y);
        if (MathF.Abs(area) < 1e-7f) return;

        // Barycentric u (of b) and v (of c) are planes over the picture; everything else is linear in them.
        float ux = (c.Y - a.Y) / area, uy = -(c.X - a.X) / area, vx = -(b.Y - a.Y) / area, vy = (b.X - a.X) / area;
        var span = new SheetSpan { IsRing = t >= SheetTriangles.FaceCount, ZX = ux * (b.Z - a.Z) + vx * (c.Z - a.Z) };
        var zy = uy * (b.Z - a.Z) + vy * (c.Z - a.Z);
        Vector128<float> own = frame.Own[ia], toB = frame.Own[ib] - own, toC = frame.Own[ic] - own;
        span.OwnX = ux * toB + vx * toC;
        var ownY = uy * toB + vy * toC;
        span.IsMirrored = !span.IsRing && frame.UsesMirror && (frame.Mirrored[ia][3] > 0 || frame.Mirrored[ib][3] > 0 || frame.Mirrored[ic][3] > 0);
        Vector128<float> mirror = default, mirrorY = default;
        if (span.IsMirrored)
        {
            mirror = frame.Mirrored[ia];
            span.MirrorX = ux * (frame.Mirrored[ib] - mirror) + vx * (frame.Mirrored[ic] - mirror);
            mirrorY = uy * (frame.Mirrored[ib] - mirror) + vy * (frame.Mirrored[ic] - mirror);
        }

        int first = Math.Max(top, (int)MathF.Ceiling(low.Y)), last = Math.Min(bottom - 1, (int)MathF.Floor(high.Y));
        float left = MathF.Max(0, low.X), right = MathF.Min(_width - 1, high.X);
        var kind = span.IsMirrored || !IsFull(low, high) ? TriangleKind.Mixed : _kinds[t];
        for (var y = first; y <= last; y++)
        {
            float dy = y - a.Y, from = left, to = right;
            Clip(ux, dy * uy - a.X * ux, ref from, ref to);
            Clip(vx, dy * vy - a.X * vx, ref from, ref to);
            Clip(-(ux + vx), 1 - (dy * uy - a.X * ux) - (dy * vy - a.X * vx), ref from, ref to);
            int start = (int)MathF.Ceiling(from), end = (int)MathF.Floor(to);
            if (start > end) continue;
            span.Origin = a.X;
            span.Z = a.Z + dy * zy;
            span.Own = own + dy * ownY;
            span.Mirror = mirror + dy * mirrorY;
            var depths = Depths.AsSpan(y * _width + start, end - start + 1);
            if (kind == TriangleKind.Opaque) _shader.Opaque(in span, start, y, depths);
            else if (kind == TriangleKind.Empty) _shader.Empty(in span, start, y, depths);
            else _shader.Mixed(in span, start, y, depths);
        }
    }

    /// <summary>Whether the edge fade leaves the whole triangle alone, whichever part of it the picture shows.</summary>
    private bool IsFull(Vector3 low, Vector3 high) => _fade.IsFull((int)low.X, (int)low.Y, (int)high.X + 1, (int)high.Y + 1);

    /// <summary>Keeps the part of from..to where slope * x + offset >= 0, within a tolerance that leaves no gaps between triangles.</summary>
    private static void Clip(float slope, float offset, ref float from, ref float to)
    {
        offset += Tolerance;
        if (slope > 1e-9f) from = MathF.Max(from, -offset / slope);
        else if (slope < -1e-9f) to = MathF.Min(to, -offset / slope);
        else if (offset < 0) to = -1;
    }
}
