using System.Drawing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Colours the pixels of a span that pass the depth test. Opaque and Empty give what Mixed would, with less work.</summary>
internal sealed class SheetShader
{
    private readonly SheetTexture _texture;
    private readonly SecondTexture? _second;
    private readonly byte[] _plate;
    private readonly EdgeFade _fade;
    private readonly byte[] _canvas;

    /// <param name="plate">RGBX background, picture size.</param>
    /// <param name="canvas">RGBX bytes to draw into, picture size.</param>
    public SheetShader(SheetTexture texture, SecondTexture? second, byte[] plate, EdgeFade fade, byte[] canvas) =>
        (_texture, _second, _plate, _fade, _canvas) = (texture, second, plate, fade, canvas);

    /// <summary>Where in the photo ring triangles show the second texture.</summary>
    public RectangleF SecondArea => _second?.Area ?? RectangleF.Empty;

    /// <summary>Only person, nothing mirrored, full motion.</summary>
    public void Opaque(in SheetSpan span, int start, int y, Span<float> depths)
    {
        ref var canvas = ref MemoryMarshal.GetArrayDataReference(_canvas);
        var first = y * _texture.Width + start;
        var place = Vector128.Create(start, y, 0, (float)0);
        var gainLane = Vector128.Create(2);
        for (var k = 0; k < depths.Length; k++)
        {
            var dx = start + k - span.Origin;
            var z = span.Z + dx * span.ZX;
            if (z >= depths[k]) continue;
            depths[k] = z;
            var own = span.Own + dx * span.OwnX;
            var color = _texture.Sample(place + Vector128.CreateScalar((float)k) + own) * (Vector128<float>.One + Vector128.Shuffle(own, gainLane));
            PixelVector.Store(ref canvas, 4 * (first + k), color);
        }
    }

    /// <summary>Only background, full motion: the photo, or the plate where the person left a hole.</summary>
    public void Empty(in SheetSpan span, int start, int y, Span<float> depths)
    {
        ref byte canvas = ref MemoryMarshal.GetArrayDataReference(_canvas), photo = ref MemoryMarshal.GetArrayDataReference(_texture.Photo);
        ref var plate = ref MemoryMarshal.GetArrayDataReference(_plate);
        var first = y * _texture.Width + start;
        for (var k = 0; k < depths.Length; k++)
        {
            var dx = start + k - span.Origin;
            var z = span.Z + dx * span.ZX;
            if (z >= depths[k]) continue;
            depths[k] = z;
            var i = 4 * (first + k);
            var under = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref photo, i));
            if (under == Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref plate, i)))
            {
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref canvas, i), under);
                continue;
            }

            var layered = Math.Clamp(span.Own[3] + dx * span.OwnX[3], 0, 1);
            var color = PixelVector.Load(ref photo, i);
            PixelVector.Store(ref canvas, i, color + layered * (PixelVector.Load(ref plate, i) - color));
        }
    }

    public void Mixed(in SheetSpan span, int start, int y, Span<float> depths)
    {
        var first = y * _texture.Width + start;
        for (var k = 0; k < depths.Length; k++)
        {
            var dx = start + k - span.Origin;
            var z = span.Z + dx * span.ZX;
            if (z >= depths[k]) continue;
            depths[k] = z;
            Shade(in span, start + k, y, dx, 4 * (first + k));
        }
    }

    private void Shade(in SheetSpan span, int x, int y, float dx, int i)
    {
        var kept = _fade.At(x, y);
        var own = (span.Own + dx * span.OwnX) * kept;
        var layered = Math.Clamp(own[3], 0, 1);
        float sourceX = x + own[0], sourceY = y + own[1];
        var texel = _texture.Sample(Vector128.Create(sourceX, sourceY, 0, 0));
        if (span.IsRing && layered > 0 && _second is not null && _second.Covers(sourceX, sourceY))
        {
            texel += layered * (_second.Sample(sourceX, sourceY) - texel);
        }

        if (layered < 1 && texel[3] is > 0 and < 254.9f) texel += (1 - layered) * _texture.Residual(sourceX, sourceY);
        var color = texel * (1 + own[2]);
        var alpha = texel[3];
        if (span.IsMirrored)
        {
            var mirror = span.Mirror + dx * span.MirrorX;
            var share = Math.Clamp(mirror[3] * kept, 0, 1);
            if (share > 0)
            {
                var other = _texture.Sample(Vector128.Create(x + mirror[0], y + mirror[1], 0, 0));
                color += share * (other * (1 + mirror[2]) - color);
                alpha += share * (other[3] - alpha);
            }
        }

        var under = PixelVector.Load(ref MemoryMarshal.GetArrayDataReference(_texture.Photo), i);
        under += layered * (PixelVector.Load(ref MemoryMarshal.GetArrayDataReference(_plate), i) - under);
        PixelVector.Store(ref MemoryMarshal.GetArrayDataReference(_canvas), i, under + Math.Clamp(alpha * (1f / 255), 0, 1) * (color - under));
    }
}
