using System.Numerics;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Draft;

// Source: draft-engine.md section 8.
/// <summary>The photo's light as I = a + l.n, and what brightness every vertex gains when its normal turns.</summary>
internal sealed class FaceLight
{
    private const float Strength = 0.8f, Ambient = 0.25f;

    private readonly HeadMesh _mesh;
    private readonly float[] _restShade = new float[HeadMesh.VertexCount];
    private readonly Vector3[] _normals = new Vector3[HeadMesh.VertexCount];
    private readonly LightFit _fit;

    public FaceLight(HeadMesh mesh, PortraitView view)
    {
        _mesh = mesh;
        SheetNormals.Run(mesh, mesh.Positions, _normals);
        _fit = LightFit.Make(view, _normals);
        for (var i = 0; i < _restShade.Length; i++) _restShade[i] = Shade(_normals[i]);
    }

    public LightFit Fit => _fit;

    /// <summary>Mean luminance of the skin, 0..1.</summary>
    public float SkinLuminance => _fit.SkinLuminance;

    /// <summary>Median colour of the skin, 0..255.</summary>
    public Vector3 SkinColor => _fit.SkinColor;

    /// <summary>Gain per vertex, and for face points the gain of pixels borrowed from the mirrored side.</summary>
    public void Gains(ReadOnlySpan<Vector3> positions, ReadOnlySpan<float> coefficients, Span<float> gains, Span<float> mirrorGains)
    {
        SheetNormals.Run(_mesh, positions, _normals);
        for (var i = 0; i < gains.Length; i++)
        {
            var shade = Shade(_normals[i]);
            var gain = Math.Clamp(shade / _restShade[i], 0.72f, 1.28f);
            gains[i] = 1 + (gain - 1) * Strength * _mesh.HeadWeight[i] * (1 - 0.5f * _mesh.Hair[i]);
            if (i < mirrorGains.Length) mirrorGains[i] = Math.Clamp(shade / _restShade[RigTables.Mirror[i]], 0.6f, 1.5f);
        }

        WrinkleShading.Apply(coefficients, gains);
    }

    private float Shade(Vector3 normal) => Ambient + MathF.Max(0, _fit.Level + Vector3.Dot(_fit.Direction, normal));
}
