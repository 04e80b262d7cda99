using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 6, "Lids are resolved on the photo's own geometry" (eye sizes differ by a factor of 3).
/// <summary>Lids of one eye: displacements as shares of the photo's own lid gap.</summary>
internal sealed class LidRig
{
    private readonly EyeTopology _eye;
    private readonly Vector3[] _gaps;
    private readonly int _blink, _squint, _wide, _lookUp, _lookDown;

    public LidRig(EyeTopology eye, string side, ReadOnlySpan<Vector3> positions)
    {
        _eye = eye;
        _gaps = new Vector3[eye.Upper.Length];
        for (var k = 0; k < _gaps.Length; k++) _gaps[k] = positions[eye.Lower[k]] - positions[eye.Upper[k]];
        (_blink, _squint, _wide) = (FaceRig.Index("eyeBlink" + side), FaceRig.Index("eyeSquint" + side), FaceRig.Index("eyeWide" + side));
        (_lookUp, _lookDown) = (FaceRig.Index("eyeLookUp" + side), FaceRig.Index("eyeLookDown" + side));
    }

    public void Displace(ReadOnlySpan<float> coefficients, Span<Vector3> displacement)
    {
        float blink = Get(coefficients, _blink), squint = Get(coefficients, _squint), wide = Get(coefficients, _wide);
        float up = Get(coefficients, _lookUp), down = Get(coefficients, _lookDown);
        var closed = Math.Clamp(blink + 0.28f * down * (1 - blink), 0, 1);
        var open = 1 - closed;
        var upper = 0.86f * closed - (0.16f * wide + 0.08f * up) * open + 0.10f * squint * open;
        var lower = -0.14f * closed - 0.24f * squint * open + 0.06f * wide - 0.04f * up + 0.05f * down;
        if (upper == 0 && lower == 0) return;
        for (var k = 0; k < _gaps.Length; k++)
        {
            displacement[_eye.Upper[k]] += upper * _gaps[k];
            displacement[_eye.Lower[k]] += lower * _gaps[k];
            displacement[_eye.UpperRing2[k]] += 0.60f * upper * _gaps[k];
            displacement[_eye.UpperRing3[k]] += 0.20f * upper * _gaps[k];
            displacement[_eye.LowerRing2[k]] += 0.75f * lower * _gaps[k];
            displacement[_eye.LowerRing3[k]] += 0.30f * lower * _gaps[k];
        }
    }

    private static float Get(ReadOnlySpan<float> coefficients, int index) => Math.Min(1, coefficients[index]);
}
