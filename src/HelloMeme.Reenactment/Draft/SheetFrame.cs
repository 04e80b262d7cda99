using System.Numerics;
using System.Runtime.Intrinsics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

/// <summary>The sheet of one film frame, ready to draw: where its vertices are and what is interpolated between them.</summary>
internal sealed class SheetFrame
{
    /// <summary>Local motion in pixels at 512 from which on the layers replace the warped photo entirely.</summary>
    private const float LayeredFrom = 2.5f;

    private readonly HeadMesh _mesh;
    private readonly FaceRig _rig;
    private readonly FaceLight _light;
    private readonly MirrorFill _mirror;
    private readonly float _unit;
    private readonly Vector3[] _expression = new Vector3[FaceLandmarks.MeshCount];
    private readonly float[] _mirrorGains = new float[FaceLandmarks.MeshCount];

    public SheetFrame(HeadMesh mesh, FaceRig rig, FaceLight light, MirrorFill mirror, float unit) =>
        (_mesh, _rig, _light, _mirror, _unit) = (mesh, rig, light, mirror, unit);

    /// <summary>Moved vertices in picture pixels.</summary>
    public Vector3[] Positions { get; } = new Vector3[HeadMesh.VertexCount];

    public Vector3[] Displacement { get; } = new Vector3[HeadMesh.VertexCount];

    public float[] Gains { get; } = new float[HeadMesh.VertexCount];

    /// <summary>Per vertex: from its place to its source in the photo (x, y), gain - 1, share of the layers against the warped photo.</summary>
    public Vector128<float>[] Own { get; } = new Vector128<float>[HeadMesh.VertexCount];

    /// <summary>Per face point: from its place to the mirrored landmark (x, y), gain - 1 there, share of the mirrored pixels.</summary>
    public Vector128<float>[] Mirrored { get; } = new Vector128<float>[FaceLandmarks.MeshCount];

    /// <summary>Some pixels come from the mirrored half.</summary>
    public bool UsesMirror { get; private set; }

    /// <summary>Nothing moved.</summary>
    public bool IsRest { get; private set; }

    /// <summary>Displacement of the face points by expression alone, before the head moves.</summary>
    public ReadOnlySpan<Vector3> Expression => _expression;

    public void Pose(HeadMotion head, ReadOnlySpan<float> coefficients)
    {
        _rig.Displace(coefficients, _expression);
        SheetDeformer.Run(_mesh, head, _expression, Displacement);
        IsRest = true;
        for (var i = 0; i < Positions.Length; i++)
        {
            Positions[i] = _mesh.Positions[i] + Displacement[i];
            IsRest &= Displacement[i] == Vector3.Zero;
        }

        _light.Gains(Positions, coefficients, Gains, _mirrorGains);
        for (var i = 0; i < Own.Length; i++)
        {
            var d = Displacement[i];
            var layered = Ramp.Smooth(0, LayeredFrom * _unit, new Vector2(d.X, d.Y).Length());
            Own[i] = Vector128.Create(-d.X, -d.Y, Gains[i] - 1, layered);
        }

        var strength = MirrorFill.Strength(head.Angle);
        UsesMirror = _mirror.Needed && strength > 0;
        if (UsesMirror) SetMirrored(strength);
    }

    private void SetMirrored(float strength)
    {
        for (var i = 0; i < Mirrored.Length; i++)
        {
            var way = _mesh.Positions[RigTables.Mirror[i]] - Positions[i];
            Mirrored[i] = Vector128.Create(way.X, way.Y, _mirrorGains[i] - 1, (1 - _mirror.Own[i]) * strength);
        }
    }
}
