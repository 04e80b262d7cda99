using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 9.2.
/// <summary>How open or smiling a single face's mouth already is, against the canonical closed lips; place and identity are removed only roughly, hence the strong ridge.</summary>
public static class MouthAtRest
{
    /// <summary>Lip gap in IOD under which a mouth counts as closed.</summary>
    public const float ClosedGap = 0.035f;

    private const float InnerWeight = 2, OuterWeight = 0.6f;
    private const double Ridge = 0.25;
    private const float Smallest = 0.02f;

    private static readonly int[] Points = [.. FaceTopology.LipInnerUpper, .. FaceTopology.LipInnerLower, .. FaceTopology.LipOuterUpper, .. FaceTopology.LipOuterLower];
    private static readonly int[] OpenColumns = IndicesOf(
        "jawOpen", "mouthLowerDownLeft", "mouthLowerDownRight", "mouthUpperUpLeft", "mouthUpperUpRight", "mouthSmileLeft", "mouthSmileRight", "mouthFunnel", "mouthPucker");

    /// <summary>52 coefficients 0..1; all zero when the mouth is closed.</summary>
    public static float[] Estimate(FaceLandmarks face)
    {
        var pose = HeadPoseEstimator.Absolute(face);
        return Gap(face, pose) < ClosedGap ? new float[RigTables.Names.Length] : Fit(face, pose, OpenColumns);
    }

    /// <summary>Takes the mouth's expression off the 468 points of a face, so that its lips close; Rest: canonical face to the picture.</summary>
    internal static void TakeOff(ReadOnlySpan<float> coefficients, HeadPose rest, Span<Vector3> mesh)
    {
        for (var k = 0; k < coefficients.Length; k++)
        {
            var shape = RigTables.Shapes[k];
            for (var i = 0; coefficients[k] > 0 && i < shape.Indices.Length; i++)
                mesh[shape.Indices[i]] -= coefficients[k] * rest.Scale * Vector3.Transform(shape.Deltas[i], rest.Rotation);
        }

        MeetLips(mesh, Vector3.Transform(Vector3.UnitY, rest.Rotation));
    }

    /// <summary>Largest opening of the inner lips along the face's down axis, in IOD.</summary>
    public static float Gap(FaceLandmarks face, HeadPose pose)
    {
        var gap = 0f;
        for (var k = 0; k < FaceTopology.LipInnerUpper.Length; k++)
            gap = Math.Max(gap, pose.Unapply(face[FaceTopology.LipInnerLower[k]]).Y - pose.Unapply(face[FaceTopology.LipInnerUpper[k]]).Y);
        return gap;
    }

    /// <summary>52 coefficients 0..1 over the given shapes (indices into the 52), by bounded ridge least squares of mean-centred lips.</summary>
    internal static float[] Fit(FaceLandmarks face, HeadPose pose, int[] columns)
    {
        var n = columns.Length;
        var offsets = Centred(i => pose.Unapply(face[i]) - RigTables.Canonical[i]);
        var shapes = columns.Select(k => Centred(i => DeltaAt(RigTables.Shapes[k], i))).ToArray();
        var gram = new double[n * n];
        var projection = new double[n];
        for (var k = 0; k < n; k++)
        {
            projection[k] = WeightedDot(shapes[k], offsets);
            for (var l = 0; l < n; l++) gram[k * n + l] = WeightedDot(shapes[k], shapes[l]);
            gram[k * n + k] += Ridge * Ridge;
        }

        var solution = new double[n];
        new BoundedLeastSquares(n).Solve(gram, projection, limit: 1, solution);
        var coefficients = new float[RigTables.Names.Length];
        for (var k = 0; k < n; k++) coefficients[columns[k]] = solution[k] > Smallest ? (float)solution[k] : 0;
        return coefficients;
    }

    /// <summary>Where an inner lower lip point lies above its upper partner along the face's down axis, both meet in the middle.</summary>
    private static void MeetLips(Span<Vector3> mesh, Vector3 down)
    {
        for (var k = 1; k < FaceTopology.LipInnerUpper.Length - 1; k++)
        {
            var (upper, lower) = (FaceTopology.LipInnerUpper[k], FaceTopology.LipInnerLower[k]);
            var gap = Vector3.Dot(mesh[lower] - mesh[upper], down);
            if (gap >= 0) continue;
            mesh[upper] += 0.5f * gap * down;
            mesh[lower] -= 0.5f * gap * down;
        }
    }

    internal static int[] IndicesOf(params string[] names) => names.Select(SubjectRig.IndexOf).ToArray();

    private static Vector2[] Centred(Func<int, Vector3> at)
    {
        var values = Points.Select(i => new Vector2(at(i).X, at(i).Y)).ToArray();
        var mean = Vector2.Zero;
        foreach (var v in values) mean += v / values.Length;
        for (var i = 0; i < values.Length; i++) values[i] -= mean;
        return values;
    }

    private static Vector3 DeltaAt(RigShape shape, int point)
    {
        var at = Array.IndexOf(shape.Indices, point);
        return at < 0 ? Vector3.Zero : shape.Deltas[at];
    }

    private static double WeightedDot(Vector2[] a, Vector2[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var weight = i < a.Length / 2 ? InnerWeight : OuterWeight;
            sum += weight * weight * Vector2.Dot(a[i], b[i]);
        }

        return sum;
    }
}
