using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 6. The same scales and limits as the Draft engine puts on, so that analysis takes off what synthesis puts on.
/// <summary>The rig on one neutral face: its points, absolute pose and the size of each shape on it.</summary>
internal sealed class SubjectRig
{
    private const float CanonicalMouthWidth = 0.486f;   // IOD
    private const float SmileLossByJaw = 0.30f;
    private const float RaiserLossBySmile = 0.35f;

    private static readonly int JawOpen = IndexOf("jawOpen"), MouthClose = IndexOf("mouthClose");
    private static readonly (int Smile, int Raiser)[] Corners =
    [
        (IndexOf("mouthSmileLeft"), IndexOf("mouthUpperUpLeft")), (IndexOf("mouthSmileRight"), IndexOf("mouthUpperUpRight")),
    ];

    public SubjectRig(ReadOnlySpan<Vector3> neutralMesh)
    {
        Rest = HeadPose.Fit(RigTables.Canonical, neutralMesh, FaceTopology.Stable);
        var mouth = Math.Clamp(Vector3.Distance(neutralMesh[61], neutralMesh[291]) / Rest.Scale / CanonicalMouthWidth, 0.7f, 1.15f);
        Sizes = RigTables.Names.Select((name, i) => i == JawOpen ? 0.5f + 0.5f * mouth : name.StartsWith("mouth", StringComparison.Ordinal) ? mouth : 1).ToArray();
    }

    /// <summary>Canonical face to the neutral frame's picture.</summary>
    public HeadPose Rest { get; }

    /// <summary>52 factors on the displacement tables.</summary>
    public float[] Sizes { get; }

    public static int IndexOf(string blendshape) => Array.IndexOf(RigTables.Names, blendshape);

    /// <summary>Adds the displacement of the effective coefficients (limits already put on) to the 468 points, in pixels of the neutral's picture.</summary>
    public void Displace(RigShape[] shapes, ReadOnlySpan<float> effective, Span<Vector3> points)
    {
        for (var k = 0; k < effective.Length; k++)
        {
            if (effective[k] == 0) continue;
            var shape = shapes[k];
            var factor = effective[k] * Sizes[k] * Rest.Scale;
            for (var i = 0; i < shape.Indices.Length; i++) points[shape.Indices[i]] += factor * Vector3.Transform(shape.Deltas[i], Rest.Rotation);
        }
    }

    /// <summary>Turns effective coefficients, which the tables see, into channel values before the combination limits; all clamped to 0..1.</summary>
    public static void TakeOffLimits(Span<float> blendshapes)
    {
        var jaw = Math.Min(1, blendshapes[JawOpen]);
        foreach (var (smile, raiser) in Corners)
        {
            blendshapes[smile] /= 1 - SmileLossByJaw * jaw;
            blendshapes[raiser] /= 1 - RaiserLossBySmile * Math.Min(1, blendshapes[smile]);
        }

        blendshapes[MouthClose] = Math.Min(blendshapes[MouthClose], jaw);
        for (var i = 0; i < blendshapes.Length; i++) blendshapes[i] = Math.Clamp(blendshapes[i], 0, 1);
    }
}
