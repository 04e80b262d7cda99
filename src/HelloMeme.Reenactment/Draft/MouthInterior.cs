using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 7. Colours are RGB 0..255, lengths in IOD.
/// <summary>Cavity, teeth and tongue between the moved inner lips, drawn by formula. A mouth already open in the photo keeps its own
/// pixels until it opens far beyond them.</summary>
internal sealed class MouthInterior
{
    private static readonly Vector3 Deep = new(36, 14, 20), Cavity = new(84, 34, 44), LowerTooth = new(176, 160, 150);
    private static readonly Vector3 Tongue = new(190, 92, 104), UpperTooth = new(232, 224, 212), Gum = new(185, 105, 110);

    private static readonly float[] ToothBounds = [0, 0.30f, 0.55f, 0.76f, 0.98f];

    private static readonly int Funnel = FaceRig.Index("mouthFunnel"), Pucker = FaceRig.Index("mouthPucker");

    private readonly OverlayMask _mask;
    private readonly MouthFrame _mouth;
    private readonly Vector3 _tint;
    private readonly float _unit;
    private readonly Vector2[] _outline = new Vector2[20];
    private float _upperEdge;

    public MouthInterior(MouthFrame mouth, FaceLight light, PortraitView view)
    {
        (_mouth, _unit) = (mouth, view.PictureUnit);
        _mask = new OverlayMask(view.Picture.Width, view.Picture.Height);
        _tint = TintOf(light);
    }

    /// <summary>What the photo's light makes of a colour: brightness of the skin and a third of its tint.</summary>
    public static Vector3 TintOf(FaceLight light)
    {
        var mean = MathF.Max(1, (light.SkinColor.X + light.SkinColor.Y + light.SkinColor.Z) / 3);
        return Math.Clamp(light.SkinLuminance / 0.55f, 0.32f, 1.08f) * (Vector3.One + 0.3f * (light.SkinColor / mean - Vector3.One));
    }

    /// <summary>True when something is drawn.</summary>
    public bool Prepare(SheetFrame frame, ReadOnlySpan<float> coefficients)
    {
        _mask.Clear();
        var opacity = Opacity();
        if (opacity <= 0) return false;
        _upperEdge = 0.052f - 0.035f * coefficients[Funnel] - 0.02f * coefficients[Pucker];
        var growth = _mouth.Down * 0.5f;
        for (var k = 0; k < 11; k++) _outline[k] = At(frame, FaceTopology.LipInnerUpper[k]) - growth;
        for (var k = 1; k < 10; k++) _outline[^k] = At(frame, FaceTopology.LipInnerLower[k]) + growth;
        var blur = MathF.Max(0.7f, 0.008f * _mouth.Iod);
        _mask.Begin(_outline, 4 * blur);
        _mask.FillPolygon(_outline, opacity);
        _mask.Blur(blur);
        return true;
    }

    public void Paint(OverlayCanvas canvas, int top, int bottom)
    {
        for (var y = Math.Max(top, _mask.Top); y < Math.Min(bottom, _mask.Bottom); y++)
        {
            var row = _mask.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] > 0) canvas.Blend(x + _mask.Left, y, ColorAt(_mouth.ToPlane(new Vector2(x + _mask.Left, y))), row[x]);
            }
        }
    }

    private float Opacity()
    {
        var own = Ramp.Smooth(0.05f, 0.09f, _mouth.RestGap);   // both ramps below begin above rest: a still mouth is never touched
        var opened = (1 - own) * Ramp.Smooth(0.003f, 0.028f, _mouth.WidestGap - _mouth.RestWidest);
        var beyond = own > 0 && _mouth.RestWidest > 0 ? 0.9f * Ramp.Smooth(1.6f, 2.6f, _mouth.WidestGap / _mouth.RestWidest) : 0;
        return MathF.Max(opened, beyond) * Ramp.Smooth(0.5f, 1.5f, _mouth.WidestGap * _mouth.Iod / _unit);
    }

    private Vector3 ColorAt(Vector2 point)
    {
        var (upper, lower) = _mouth.LipsAt(point.X);
        float v = point.Y, fromUpper = v - upper, fromLower = lower - v;
        var half = 0.97f * (point.X < 0 ? -_mouth.Corners.Right : _mouth.Corners.Left);
        var u = point.X / Math.Clamp(half, 0.16f, 0.40f);
        var side = MathF.Abs(u);
        var shade = 1 - 0.55f * Square(Math.Clamp(side * 1.1f, 0, 1));
        var color = Deep + (Cavity - Deep) * (Math.Clamp(1 - u * u, 0, 1) * Math.Clamp(0.4f + 2.2f * fromUpper, 0, 1));
        color = OverLowerTeeth(color, u, v, shade);
        color = OverTongue(color, u, fromLower);
        color = OverUpperTeeth(color, u, v, shade);
        var gap = _mouth.WidestGap;
        var occlusion = (0.58f + 0.42f * Ramp.Smooth(0, MathF.Min(0.055f, 0.45f * gap), fromUpper))
            * (0.72f + 0.28f * Ramp.Smooth(-0.005f, MathF.Min(0.04f, 0.3f * gap), fromLower))
            * (0.45f + 0.55f * Ramp.Smooth(1.12f, 0.75f, side));
        return color * occlusion * _tint;
    }

    private Vector3 OverLowerTeeth(Vector3 under, float u, float v, float shade)
    {
        var pixel = 1.2f / _mouth.Iod;
        var edge = _mouth.JawDrop - 0.035f + 0.02f * u * u;
        var cover = Ramp.Smooth(-pixel, pixel, v - edge) * Ramp.Smooth(0.93f, 0.80f, MathF.Abs(u) * 1.25f) * Ramp.Smooth(0.07f, 0.12f, _mouth.WidestGap);
        return Vector3.Lerp(under, LowerTooth * shade, cover);
    }

    private Vector3 OverTongue(Vector3 under, float u, float fromLower)
    {
        var gap = _mouth.WidestGap;
        var height = 0.015f + 0.40f * gap * MathF.Sqrt(Math.Clamp(1 - Square(u / 0.80f), 0, 1));
        var cover = Ramp.Smooth(-0.02f, 0.035f, height - fromLower) * Ramp.Smooth(0.10f, 0.2f, gap);
        var groove = 1 - 0.18f * MathF.Exp(-Square(u / 0.07f));
        return Vector3.Lerp(under, Tongue * (groove * (0.50f + 0.42f * Math.Clamp(fromLower / height, 0, 1))), cover);
    }

    private Vector3 OverUpperTeeth(Vector3 under, float u, float v, float shade)
    {
        float pixel = 1.2f / _mouth.Iod, side = MathF.Abs(u), bound = 2;
        foreach (var b in ToothBounds) bound = MathF.Min(bound, MathF.Abs(side - b));
        var edge = _upperEdge - 0.022f * u * u - 0.010f * MathF.Exp(-Square(bound / 0.03f));
        var cover = Ramp.Smooth(pixel, -pixel, v - edge) * Ramp.Smooth(1.02f, 0.90f, side);
        var seam = 1 - 0.20f * MathF.Exp(-Square(bound / 0.018f)) * Ramp.Smooth(-0.06f, 0, v);
        var tooth = UpperTooth * (shade * seam * (0.86f + 0.14f * Ramp.Smooth(-0.09f, 0.03f, v)));
        var gum = Ramp.Smooth(-0.085f, -0.10f, v - 0.012f * MathF.Cos(u * 14));
        return Vector3.Lerp(under, Vector3.Lerp(tooth, Gum * shade, gum), cover);
    }

    private static float Square(float x) => x * x;

    private static Vector2 At(SheetFrame frame, int index) => new(frame.Positions[index].X, frame.Positions[index].Y);
}
