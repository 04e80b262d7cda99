using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>What each expression does to the 468 points and to the eyes, and the sums a fit on it needs. There are two: what the rig does, and what the
/// landmark network shows of it.</summary>
internal sealed class ShapeModel
{
    private const float LipWeight = 2, BrowWeight = 2, RestWeight = 0.3f;
    private const double RarelyAlone = 3;

    /// <summary>Expressions people make by themselves; all others mostly colour these, and are believed only on three times the evidence.</summary>
    private static readonly HashSet<string> Plain =
    [
        "jawOpen", "jawLeft", "jawRight", "mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft", "mouthFrownRight", "mouthPucker", "mouthFunnel", "mouthLeft", "mouthRight",
        "browInnerUp", "browDownLeft", "browDownRight", "browOuterUpLeft", "browOuterUpRight",
    ];

    private ShapeModel(RigShape[] shapes, EyeResponse eyes, double doubt)
    {
        (Shapes, Eyes, Doubt) = (shapes, eyes, doubt);
        Columns = BuildColumns(shapes);
        Rarity = RigTables.Names.Select(name => Plain.Contains(name) ? 1 : RarelyAlone).ToArray();
        SquaredWeights = BuildWeights();
        Moments = BuildMoments(shapes, Columns, SquaredWeights);
    }

    /// <summary>The rig itself: for landmarks that were computed, not looked for.</summary>
    public static ShapeModel Rig { get; } = new(RigTables.Shapes, EyeResponse.Exact, doubt: 0.001);

    /// <summary>The rig as the landmark network sees it: for all landmarks that come from pictures.</summary>
    public static ShapeModel Seen { get; } = new(SeenShapes.Read(), EyeResponse.Seen, doubt: 0.05);

    /// <summary>52 tables in channel order.</summary>
    public RigShape[] Shapes { get; }

    public EyeResponse Eyes { get; }

    /// <summary>Penalty of a coefficient not yet found, in lengths of its column: what noise alone would make of it.</summary>
    public double Doubt { get; }

    /// <summary>Indices of the shapes that are fitted.</summary>
    public int[] Columns { get; }

    /// <summary>52 factors on the evidence a shape needs.</summary>
    public double[] Rarity { get; }

    /// <summary>Of the 468 points.</summary>
    public float[] SquaredWeights { get; }

    /// <summary>xx yy zz xy xz yz of the sum of w^2 Dk Dl', symmetrised, n x n over <see cref="Columns"/>.</summary>
    public double[][] Moments { get; }

    /// <summary>Lid rows weigh nothing: lids move by the photo's own geometry, not by tables.</summary>
    private static float[] BuildWeights()
    {
        var weights = new float[FaceLandmarks.MeshCount];
        Array.Fill(weights, RestWeight);
        foreach (var row in (int[][])[FaceTopology.LipInnerUpper, FaceTopology.LipInnerLower, FaceTopology.LipOuterUpper, FaceTopology.LipOuterLower]) Set(row, LipWeight);
        foreach (var eye in (EyeTopology[])[FaceTopology.RightEye, FaceTopology.LeftEye])
        {
            Set(eye.BrowLower, BrowWeight);
            Set(eye.BrowUpper, BrowWeight);
            foreach (var row in (int[][])[eye.Upper, eye.Lower, eye.UpperRing2, eye.LowerRing2, eye.UpperRing3, eye.LowerRing3]) Set(row[1..^1], 0);
        }

        for (var i = 0; i < weights.Length; i++) weights[i] *= weights[i];
        return weights;

        void Set(int[] points, float weight)
        {
            foreach (var p in points) weights[p] = weight;
        }
    }

    /// <summary>Shapes a camera can tell: those with a table, without the two that move along the line of sight.</summary>
    private static int[] BuildColumns(RigShape[] shapes) =>
        Enumerable.Range(0, shapes.Length).Where(k => shapes[k].Indices.Length > 0 && RigTables.Names[k] is not ("cheekPuff" or "jawForward")).ToArray();

    private static double[][] BuildMoments(RigShape[] shapes, int[] columns, float[] squaredWeights)
    {
        var n = columns.Length;
        var moments = Enumerable.Range(0, 6).Select(_ => new double[n * n]).ToArray();
        var dense = columns.Select(k => Dense(shapes[k])).ToArray();
        for (var k = 0; k < n; k++)
        {
            for (var l = 0; l < n; l++)
            {
                for (var i = 0; i < FaceLandmarks.MeshCount; i++)
                {
                    var (a, b, w) = (dense[k][i], dense[l][i], (double)squaredWeights[i]);
                    moments[0][k * n + l] += w * a.X * b.X;
                    moments[1][k * n + l] += w * a.Y * b.Y;
                    moments[2][k * n + l] += w * a.Z * b.Z;
                    moments[3][k * n + l] += w * (a.X * b.Y + a.Y * b.X);
                    moments[4][k * n + l] += w * (a.X * b.Z + a.Z * b.X);
                    moments[5][k * n + l] += w * (a.Y * b.Z + a.Z * b.Y);
                }
            }
        }

        return moments;
    }

    private static Vector3[] Dense(RigShape shape)
    {
        var dense = new Vector3[FaceLandmarks.MeshCount];
        for (var i = 0; i < shape.Indices.Length; i++) dense[shape.Indices[i]] = shape.Deltas[i];
        return dense;
    }
}
