using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-prototype raster.c and fused.c: z-test, sample, gain, blend over the plate in one pass.
/// <summary>Draws the sheet into a band of rows. Every pixel is computed from its own position only, so bands do not change it.</summary>
internal sealed class SheetRasterizer
{
    private const float Tolerance = 1e-4f;

    private readonly HeadMesh _mesh;
    private readonly SheetTexture _texture;
    private readonly SecondTexture? _second;
    private readonly byte[] _plate;
    private readonly EdgeFade _fade;
    private readonly float[] _depths;
    private readonly byte[] _canvas;
    private readonly int _width, _height;

    /// <param name="plate">RGBX background, picture size.</param>
    /// <param name="canvas">RGBX bytes to draw into, picture size.</param>
    public SheetRasterizer(HeadMesh mesh, SheetTexture texture, SecondTexture? second, byte[] plate, EdgeFade fade, byte[] canvas)
    {
        (_mesh, _texture, _second, _plate, _fade, _canvas) = (mesh, texture, second, plate, fade, canvas);
        (_width, _height) = (texture.Width, texture.Height);
        _depths = new float[_width * _height];
    }

    /// <summary>Depth of the nearest sheet at every pixel of the rows drawn last; smaller = nearer.</summary>
    public float[] Depths => _depths;

    /// <summary>Rows top up to bottom (exclusive): the photo, and the sheet over it.</summary>
    public void Draw(SheetFrame frame, int top, int bottom)
    {
        _depths.AsSpan(top * _width, (bottom - top) * _width).Fill(float.MaxValue);
        _texture.Photo.AsSpan(4 * top * _width, 4 * (bottom - top) * _width).CopyTo(_canvas.AsSpan(4 * top * _width));
        var triangles = _mesh.Triangles;
        for (var t = 0; t < triangles.Length; t += 3) DrawTriangle(frame, t, top, bottom);
    }

    private void DrawTriangle(SheetFrame frame, int t, int top, int bottom)
    {
        int ia = _mesh.Triangles[t], ib = _mesh.Triangles[t + 1], ic = _mesh.Triangles[t + 2];
        var (a, b, c) = (frame.Positions[ia], frame.Positions[ib], frame.Positions[ic]);
        var lowest = MathF.Min(a.Y, MathF.Min(b.Y, c.Y));
        var highest = MathF.Max(a.Y, MathF.Max(b.Y, c.Y));
        if (highest < top || lowest > bottom - 1) return;
        var area = (b.X - a.X) * (c.Y - a.Y) - (c.X - a.X) * (b.Y - a.Y);
        if (MathF.Abs(area) < 1e-7f) return;

        // Barycentric u (of b) and v (of c) are planes over the picture; everything else is linear in them.
        float ux = (c.Y - a.Y) / area, uy = -(c.X - a.X) / area, vx = -(b.Y - a.Y) / area, vy = (b.X - a.X) / area;
        float zx = ux * (b.Z - a.Z) + vx * (c.Z - a.Z), zy = uy * (b.Z - a.Z) + vy * (c.Z - a.Z);
        Vector128<float> own = frame.Own[ia], toB = frame.Own[ib] - own, toC = frame.Own[ic] - own;
        Vector128<float> ownX = ux * toB + vx * toC, ownY = uy * toB + vy * toC;
        var face = t < SheetTriangles.FaceCount * 3;
        var mirrored = face && frame.UsesMirror && (frame.Mirrored[ia][3] > 0 || frame.Mirrored[ib][3] > 0 || frame.Mirrored[ic][3] > 0);
        Vector128<float> mirror = default, mirrorX = default, mirrorY = default;
        if (mirrored)
        {
            mirror = frame.Mirrored[ia];
            mirrorX = ux * (frame.Mirrored[ib] - mirror) + vx * (frame.Mirrored[ic] - mirror);
            mirrorY = uy * (frame.Mirrored[ib] - mirror) + vy * (frame.Mirrored[ic] - mirror);
        }

        var first = Math.Max(top, (int)MathF.Ceiling(lowest));
        var last = Math.Min(bottom - 1, (int)MathF.Floor(highest));
        var left = MathF.Max(0, MathF.Min(a.X, MathF.Min(b.X, c.X)));
        var right = MathF.Min(_width - 1, MathF.Max(a.X, MathF.Max(b.X, c.X)));
        for (var y = first; y <= last; y++)
        {
            float dy = y - a.Y, from = left, to = right;
            Clip(ux, dy * uy - a.X * ux, ref from, ref to);
            Clip(vx, dy * vy - a.X * vx, ref from, ref to);
            Clip(-(ux + vx), 1 - (dy * uy - a.X * ux) - (dy * vy - a.X * vx), ref from, ref to);
            var rowOwn = own + dy * ownY;
            var rowMirror = mirror + dy * mirrorY;
            var rowZ = a.Z + dy * zy;
            var end = (int)MathF.Floor(to);
            for (var x = (int)MathF.Ceiling(from); x <= end; x++)
            {
                var dx = x - a.X;
                ref var depth = ref _depths[y * _width + x];
                var z = rowZ + dx * zx;
                if (z >= depth) continue;
                depth = z;
                Shade(x, y, rowOwn + dx * ownX, !face, mirrored, rowMirror + dx * mirrorX);
            }
        }
    }

    /// <summary>Keeps the part of from..to where slope * x + offset >= 0, within a tolerance that leaves no gaps between triangles.</summary>
    private static void Clip(float slope, float offset, ref float from, ref float to)
    {
        offset += Tolerance;
        if (slope > 1e-9f) from = MathF.Max(from, -offset / slope);
        else if (slope < -1e-9f) to = MathF.Min(to, -offset / slope);
        else if (offset < 0) to = -1;
    }

    private void Shade(int x, int y, Vector128<float> own, bool ring, bool mirrored, Vector128<float> mirror)
    {
        var kept = _fade.At(x, y);
        own *= kept;
        var layered = Math.Clamp(own[3], 0, 1);
        float sourceX = x + own[0], sourceY = y + own[1];
        var texel = _texture.Sample(sourceX, sourceY);
        if (ring && _second is not null && layered > 0 && _second.Covers(sourceX, sourceY))
        {
            texel += layered * (_second.Sample(sourceX, sourceY) - texel);
        }

        if (layered < 1 && texel[3] is > 0 and < 254.9f) texel += (1 - layered) * _texture.Residual(sourceX, sourceY);
        var color = texel * (1 + own[2]);
        var alpha = texel[3];
        if (mirrored)
        {
            var share = Math.Clamp(mirror[3] * kept, 0, 1);
            var other = _texture.Sample(x + mirror[0], y + mirror[1]);
            color += share * (other * (1 + mirror[2]) - color);
            alpha += share * (other[3] - alpha);
        }

        var i = 4 * (y * _width + x);
        var under = Load(_texture.Photo, i);
        under += layered * (Load(_plate, i) - under);
        Store(i, under + Math.Clamp(alpha * (1f / 255), 0, 1) * (color - under));
    }

    private static Vector128<float> Load(byte[] pixels, int i) => Vector128.Create(pixels[i], pixels[i + 1], pixels[i + 2], (float)0);

    private void Store(int i, Vector128<float> color)
    {
        for (var c = 0; c < 3; c++) _canvas[i + c] = (byte)Math.Clamp(color[c] + 0.5f, 0, 255);
    }
}
