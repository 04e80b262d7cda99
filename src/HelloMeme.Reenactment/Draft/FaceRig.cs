using System.Numerics;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 6.
/// <summary>ARKit coefficients to displacements of the photo's 468 face points, in picture pixels and axes.</summary>
internal sealed class FaceRig
{
    private static readonly int JawOpen = Index("jawOpen"), MouthClose = Index("mouthClose");

    private static readonly (int Smile, int UpperUp)[] Sides =
        [(Index("mouthSmileLeft"), Index("mouthUpperUpLeft")), (Index("mouthSmileRight"), Index("mouthUpperUpRight"))];

    private readonly HeadMesh _mesh;
    private readonly RotationColumns _axes;
    private readonly LidRig[] _lids;
    private readonly float[] _restGaps = new float[FaceTopology.LipInnerUpper.Length];
    private readonly float[] _shapeScale = new float[Channels.BlendshapeCount];

    public FaceRig(HeadMesh mesh)
    {
        _mesh = mesh;
        _axes = RotationColumns.From(mesh.Pose.Rotation);
        _lids = [new LidRig(FaceTopology.RightEye, "Right", mesh.Positions), new LidRig(FaceTopology.LeftEye, "Left", mesh.Positions)];
        var mouthWidth = Vector3.Distance(mesh.Positions[61], mesh.Positions[291]) / mesh.Iod;
        var mouth = Math.Clamp(mouthWidth / 0.486f, 0.7f, 1.15f);
        for (var i = 0; i < _shapeScale.Length; i++)
        {
            _shapeScale[i] = RigTables.Names[i].StartsWith("mouth", StringComparison.Ordinal) ? mouth : i == JawOpen ? 0.5f + 0.5f * mouth : 1;
        }

        for (var k = 0; k < _restGaps.Length; k++) _restGaps[k] = Math.Min(0, LipGap(k, []));
    }

    /// <summary>Per coefficient: how much of its table this mouth's width takes.</summary>
    public ReadOnlySpan<float> ShapeScale => _shapeScale;

    /// <summary>Place of an ARKit name among the 52 coefficients.</summary>
    public static int Index(string name) => Channels.IndexOf(name) - Channels.PoseCount;

    /// <summary>Displacement of every face point; coefficients above 1 count as 1.</summary>
    public void Displace(ReadOnlySpan<float> coefficients, Span<Vector3> displacement)
    {
        Span<float> limited = stackalloc float[Channels.BlendshapeCount];
        Limit(coefficients, limited);
        displacement.Clear();
        for (var i = 0; i < limited.Length; i++)
        {
            var weight = limited[i] * _shapeScale[i];
            if (weight == 0) continue;
            var shape = RigTables.Shapes[i];
            for (var k = 0; k < shape.Indices.Length; k++) displacement[shape.Indices[k]] += weight * shape.Deltas[k];
        }

        for (var i = 0; i < displacement.Length; i++) displacement[i] = _mesh.Iod * _axes.Apply(displacement[i]);
        foreach (var lid in _lids) lid.Displace(coefficients, displacement);
        KeepLipsApart(displacement);
    }

    /// <summary>A wide open jaw narrows the smile, raisers saturate, lips close no further than the jaw opened.</summary>
    private static void Limit(ReadOnlySpan<float> coefficients, Span<float> limited)
    {
        for (var i = 0; i < limited.Length; i++) limited[i] = Math.Min(1, coefficients[i]);
        var jaw = Math.Max(0, limited[JawOpen]);
        foreach (var (smile, upperUp) in Sides)
        {
            var full = limited[smile];
            if (full <= 0) continue;
            limited[smile] = full * (1 - 0.30f * jaw);
            if (limited[upperUp] > 0) limited[upperUp] *= 1 - 0.35f * full;
        }

        limited[MouthClose] = Math.Min(limited[MouthClose], limited[JawOpen]);
    }

    /// <summary>Where an inner lower lip point would pass above its upper partner, both meet in the middle.</summary>
    private void KeepLipsApart(Span<Vector3> displacement)
    {
        for (var k = 1; k < _restGaps.Length - 1; k++)
        {
            var overlap = LipGap(k, displacement) - _restGaps[k];
            if (overlap >= 0) continue;
            displacement[FaceTopology.LipInnerUpper[k]] += _mesh.Down * (overlap / 2);
            displacement[FaceTopology.LipInnerLower[k]] -= _mesh.Down * (overlap / 2);
        }
    }

    private float LipGap(int k, ReadOnlySpan<Vector3> displacement)
    {
        int upper = FaceTopology.LipInnerUpper[k], lower = FaceTopology.LipInnerLower[k];
        var gap = _mesh.Positions[lower] - _mesh.Positions[upper];
        if (!displacement.IsEmpty) gap += displacement[lower] - displacement[upper];
        return Vector3.Dot(gap, _mesh.Down);
    }
}
