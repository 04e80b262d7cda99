using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>The tongue of tongueOut: it comes out under the upper lip, lies over the lower lip and hangs down. Lengths in IOD of the mouth's plane.</summary>
internal sealed class TongueOut
{
    private const float FullLength = 0.30f, HalfWidth = 0.125f, Lean = 0.25f, ShadowStrength = 0.26f, TeethEdge = 0.045f;

    private static readonly Vector3 Color = new(204, 108, 114), Light = new(255, 232, 228);

    private static readonly int Channel = FaceRig.Index("tongueOut");

    private readonly OverlayMask _box;
    private readonly MouthFrame _mouth;
    private readonly Vector3 _tint;
    private float _share, _halfWidth, _lip, _root, _tip, _middle;

    public TongueOut(MouthFrame mouth, FaceLight light, PortraitView view)
    {
        _mouth = mouth;
        _tint = MouthInterior.TintOf(light);
        _box = new OverlayMask(view.Picture.Width, view.Picture.Height);
    }

    /// <summary>True when something is drawn.</summary>
    public bool Prepare(SheetFrame frame, ReadOnlySpan<float> coefficients)
    {
        _box.Clear();
        var amount = Math.Clamp(coefficients[Channel], 0, 1);
        if (amount <= 0) return false;
        var (upper, lower) = (frame.Positions[13], frame.Positions[14]);
        Vector2 top = _mouth.ToPlane(upper), bottom = _mouth.ToPlane(lower);
        _middle = Ramp.Mix((top.X + bottom.X) / 2, (_mouth.Corners.Left + _mouth.Corners.Right) / 2, 0.4f);
        _lip = bottom.Y;
        _root = MathF.Min(top.Y, bottom.Y - 0.01f);
        _halfWidth = MathF.Min(HalfWidth, 0.62f * (_mouth.Corners.Left - _mouth.Corners.Right) / 2);
        _tip = _lip - 0.02f + (FullLength + 0.02f) * _halfWidth / HalfWidth * amount;
        _share = Ramp.Smooth(0, 0.12f, amount);
        var middle = new Vector2(upper.X + lower.X, upper.Y + lower.Y) / 2;
        Span<Vector2> ends = [middle, new Vector2(lower.X, lower.Y) + _mouth.Down * ((_tip - _lip) * _mouth.Iod)];
        _box.Begin(ends, (2 * _halfWidth + 0.06f) * _mouth.Iod);
        return true;
    }

    public void Paint(OverlayCanvas canvas, int top, int bottom)
    {
        for (var y = Math.Max(top, _box.Top); y < Math.Min(bottom, _box.Bottom); y++)
        {
            for (var x = _box.Left; x < _box.Right; x++) PaintPixel(canvas, x, y);
        }
    }

    private void PaintPixel(OverlayCanvas canvas, int x, int y)
    {
        var point = _mouth.ToPlane(new Vector2(x, y));
        var v = point.Y;
        var below = v - _root;
        var across = point.X - _middle - Lean * _mouth.Forward.X * MathF.Max(0, v - _lip);
        var edge = Inside(across, v, 0);
        var pixel = 1.2f / _mouth.Iod;
        var (upper, lower) = _mouth.LipsAt(point.X);
        var underLip = Ramp.Smooth(-pixel, 2 * pixel, v - MathF.Max(upper, MathF.Min(TeethEdge, lower - 0.03f)));   // upper lip and teeth stay in front
        var shadow = Ramp.Smooth(-0.035f, 0.03f, Inside(across, v - 0.02f, 0.01f)) * Ramp.Smooth(_lip - 0.03f, _lip + 0.02f, v) * underLip;
        if (shadow > 0) canvas.Blend(x, y, canvas.At(x, y) * (1 - ShadowStrength), shadow * _share);
        var cover = Ramp.Smooth(-pixel, pixel, edge) * underLip;
        if (cover > 0) canvas.Blend(x, y, Shade(across, v, below), cover * _share);
    }

    /// <summary>Distance to the tongue's edge, positive inside; grown by a margin.</summary>
    private float Inside(float across, float v, float margin)
    {
        var half = _halfWidth + margin;
        var centre = _tip + margin - 1.1f * half;   // of the round tip
        if (v > centre) return half * (1 - MathF.Sqrt(across * across / (half * half) + (v - centre) * (v - centre) / (1.21f * half * half)));
        return half * (1 + 0.08f * Ramp.Smooth(centre, _root, v)) - MathF.Abs(across);
    }

    private Vector3 Shade(float across, float v, float below)
    {
        var side = across / _halfWidth;
        var toTip = Math.Clamp((_tip - v) / MathF.Max(0.05f, _tip - _root), 0, 1);
        var round = 0.62f + 0.38f * MathF.Sqrt(Math.Clamp(1 - 0.95f * side * side, 0, 1));
        var groove = 1 - 0.13f * MathF.Exp(-Square(across / 0.020f)) * Ramp.Smooth(0.10f, 0.5f, toTip);
        var inMouth = 0.45f + 0.55f * Ramp.Smooth(_root - 0.02f, _lip + 0.04f, v);
        var rim = 0.80f + 0.20f * Ramp.Smooth(0, 0.30f, toTip);
        var shine = 0.30f * MathF.Exp(-Square((side + 0.36f) / 0.17f) - Square((toTip - 0.38f) / 0.15f)) * Ramp.Smooth(_lip, _lip + 0.06f, v);
        var color = Vector3.Lerp(Color * (round * groove * rim), Light, shine) * inMouth * _tint;
        return below < 0 ? color * 0.8f : color;
    }

    private static float Square(float x) => x * x;
}
