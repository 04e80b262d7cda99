using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 6, "Eyeball layer": the lids slide over a still eyeball; squashing its pixels looks wrong at half blink.
/// <summary>One eye of a frame: the photo's eyeball inside the moved lids, turned by the gaze, and a lash line when the lid has fallen.
/// It takes over from the sheet as lids or gaze begin to move.</summary>
internal sealed class EyeLayer
{
    private const float GazeAcross = 0.20f, GazeDown = 0.13f, GazeReach = 0.62f, LidShadow = 0.22f;

    /// <summary>Motion of the lids and of the gaze in pixels at 512 from which the eyeball layer shows alone.</summary>
    private const float AloneFromLids = 1.5f, AloneFromGaze = 3;

    /// <summary>Depth difference to what covers the eye (the nose of a turned head), in IOD.</summary>
    private const float CoveredFrom = 0.16f, CoveredTo = 0.26f;

    private readonly HeadMesh _mesh;
    private readonly EyeTopology _eye;
    private readonly EyePatch _patch;
    private readonly OverlayMask _ball, _lash;
    private readonly float _unit, _outward;
    private readonly int _lookIn, _lookOut, _lookUp, _lookDown;
    private readonly Vector2[] _outline, _lashLine;

    private Matrix3x2 _toPhoto;
    private Vector2 _gaze, _depthSlope;
    private float _gain, _depth;

    public EyeLayer(HeadMesh mesh, PortraitView view, EyeTopology eye, string side)
    {
        (_mesh, _eye, _unit) = (mesh, eye, view.PictureUnit);
        _patch = new EyePatch(view, eye);
        _ball = new OverlayMask(view.Picture.Width, view.Picture.Height);
        _lash = new OverlayMask(view.Picture.Width, view.Picture.Height);
        _outward = side == "Left" ? 1 : -1;
        (_lookIn, _lookOut) = (FaceRig.Index("eyeLookIn" + side), FaceRig.Index("eyeLookOut" + side));
        (_lookUp, _lookDown) = (FaceRig.Index("eyeLookUp" + side), FaceRig.Index("eyeLookDown" + side));
        _outline = new Vector2[eye.Upper.Length + eye.Lower.Length - 2];
        _lashLine = new Vector2[eye.Upper.Length];
    }

    /// <summary>Shift of the eyeball's picture in photo pixels.</summary>
    public static Vector2 Gaze(float lookIn, float lookOut, float lookUp, float lookDown, float outward, float eyeWidth) =>
        new((lookOut - lookIn) * outward * GazeAcross * eyeWidth, (lookDown - lookUp) * GazeDown * eyeWidth);

    /// <summary>True when the eye differs from what the sheet alone shows.</summary>
    public bool Prepare(SheetFrame frame, HeadMotion head, ReadOnlySpan<float> coefficients)
    {
        _ball.Clear();
        _lash.Clear();
        _gaze = Gaze(coefficients[_lookIn], coefficients[_lookOut], coefficients[_lookUp], coefficients[_lookDown], _outward, _patch.Width);
        float motion = 0;
        foreach (var i in _eye.Upper) motion = Math.Max(motion, frame.Expression[i].Length());
        foreach (var i in _eye.Lower) motion = Math.Max(motion, frame.Expression[i].Length());
        var share = 1 - (1 - Ramp.Smooth(0, AloneFromLids * _unit, motion)) * (1 - Ramp.Smooth(0, AloneFromGaze * _unit, _gaze.Length()));
        if (share <= 0) return false;

        float gap = 0, gain = 0;
        for (var k = 0; k < _eye.Upper.Length; k++)
        {
            Vector2 upper = At(frame, _eye.Upper[k]), lower = At(frame, _eye.Lower[k]);
            gap = Math.Max(gap, Vector2.Distance(upper, lower));
            gain += (frame.Gains[_eye.Upper[k]] + frame.Gains[_eye.Lower[k]]) / (2 * _eye.Upper.Length);
            _lashLine[k] = 0.35f * upper + 0.65f * lower;
        }

        var open = gap / MathF.Max(_unit, _patch.Gap * head.Scale);
        _gain = gain * (1 - LidShadow * Math.Clamp(1 - open, 0, 1));
        PrepareBall(frame, head, share * Ramp.Smooth(0.4f, 2, gap / _unit));
        PrepareLash(head, share * Math.Clamp(1 - gap / MathF.Max(_unit, 0.45f * _patch.Gap * head.Scale), 0, 1));
        return true;
    }

    public void Paint(OverlayCanvas canvas, int top, int bottom)
    {
        for (var y = Math.Max(top, _ball.Top); y < Math.Min(bottom, _ball.Bottom); y++)
        {
            var row = _ball.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] > 0) PaintBall(canvas, x + _ball.Left, y, row[x]);
            }
        }

        for (var y = Math.Max(top, _lash.Top); y < Math.Min(bottom, _lash.Bottom); y++)
        {
            var row = _lash.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] > 0) canvas.Blend(x + _lash.Left, y, _patch.LashColor, row[x] * Uncovered(canvas, x + _lash.Left, y));
            }
        }
    }

    private void PrepareBall(SheetFrame frame, HeadMotion head, float opacity)
    {
        if (opacity <= 0) return;
        var down = RotationColumns.From(head.Rotation).Apply(_mesh.Down);
        var growth = Vector2.Normalize(new Vector2(down.X, down.Y)) * 0.5f;   // half a pixel of soft edge on each lid
        for (var k = 0; k < _eye.Upper.Length; k++) _outline[k] = At(frame, _eye.Upper[k]) - growth;
        for (var k = 1; k < _eye.Lower.Length - 1; k++) _outline[^k] = At(frame, _eye.Lower[k]) + growth;
        var blur = MathF.Max(0.8f, 0.8f * _unit);
        _ball.Begin(_outline, 4 * blur);
        _ball.FillPolygon(_outline, opacity);
        _ball.Blur(blur);

        // The eyeball rides on the skull: its two corners and a point below them, carried rigidly, then moved onto the outer corner.
        int outer = _eye.Upper[0], inner = _eye.Upper[^1];
        Vector3 a = _mesh.Positions[outer], b = _mesh.Positions[inner];
        var c = (a + b) / 2 + _mesh.Down * (0.2f * _mesh.Iod);
        var shift = At(frame, outer) - Carry(head, a);
        var (ca, cb, cc) = (Carry(head, a) + shift, Carry(head, b) + shift, Carry(head, c) + shift);
        _toPhoto = AffineMap.FromTriangles(ca, cb, cc, new(a.X, a.Y), new(b.X, b.Y), new(c.X, c.Y));
        var across = At(frame, inner) - At(frame, outer);
        _depthSlope = across * ((frame.Positions[inner].Z - frame.Positions[outer].Z) / MathF.Max(1, across.LengthSquared()));
        _depth = frame.Positions[outer].Z - Vector2.Dot(_depthSlope, At(frame, outer));
    }

    private void PrepareLash(HeadMotion head, float opacity)
    {
        if (opacity <= 0 || _patch.Gap <= 0.06f * _mesh.Iod) return;
        var thickness = MathF.Max(1, 0.016f * _mesh.Iod * head.Scale);
        var blur = MathF.Max(0.7f, 0.7f * _unit);
        _lash.Begin(_lashLine, thickness + 4 * blur);
        _lash.FillLine(_lashLine, thickness, opacity * 0.5f);
        _lash.Blur(blur);
    }

    private void PaintBall(OverlayCanvas canvas, int x, int y, float share)
    {
        var source = Vector2.Transform(new Vector2(x, y), _toPhoto);
        if (_gaze != Vector2.Zero)
        {
            var fromIris = (source - _patch.IrisCentre - _gaze) / (_patch.Width * GazeReach);
            source -= _gaze * (1 - Ramp.Smooth(0.45f, 1, fromIris.Length()));
        }

        var texel = _patch.Texture.Sample(source.X - _patch.Origin.X, source.Y - _patch.Origin.Y);
        var color = new Vector3(texel[0], texel[1], texel[2]) * (_gain / SplineTexture.UnitsPerLevel);
        canvas.Blend(x, y, color, share * Uncovered(canvas, x, y));
    }

    private float Uncovered(OverlayCanvas canvas, int x, int y)
    {
        var inFront = _depth + Vector2.Dot(_depthSlope, new Vector2(x, y)) - canvas.DepthAt(x, y);
        return 1 - Ramp.Smooth(CoveredFrom * _mesh.Iod, CoveredTo * _mesh.Iod, inFront);
    }

    private Vector2 Carry(HeadMotion head, Vector3 point)
    {
        var carried = SheetDeformer.CarryRigid(_mesh, head, point);
        return new Vector2(carried.X, carried.Y);
    }

    private static Vector2 At(SheetFrame frame, int index) => new(frame.Positions[index].X, frame.Positions[index].Y);
}
