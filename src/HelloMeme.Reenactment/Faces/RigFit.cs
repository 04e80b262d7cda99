using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 9.4: ridge least squares, bounded to 0..1, on the rig's own tables, x and y only.
/// <summary>Coefficients that best explain 2-D residuals of the 468 points seen under a head rotation. The normal equations of any rotation come from six
/// precomputed 3-D moment matrices, because dropping depth subtracts one projection. Holds work space; one thread at a time.</summary>
internal sealed class RigFit
{
    private const float LipWeight = 2, BrowWeight = 1.5f, RestWeight = 0.3f;
    private const double Ridge = 0.06;
    private const double Familiar = 0.05;   // coefficient at which a shape already found pays half the ridge

    private static readonly float[] SquaredWeights = BuildWeights();
    private static readonly int[] Columns = BuildColumns();
    private static readonly double[][] Moments = BuildMoments();   // xx yy zz xy xz yz of sum w^2 Dk Dl', symmetrised, n x n

    private readonly double[] _gram = new double[Columns.Length * Columns.Length];
    private readonly double[] _projection = new double[Columns.Length];
    private readonly double[] _solution = new double[Columns.Length];
    private readonly Vector3[] _lifted = new Vector3[FaceLandmarks.MeshCount];
    private readonly BoundedLeastSquares _solver = new(Columns.Length);

    /// <summary>Residuals: observed minus expected place of each point in the picture, in IOD as seen there. Rotation: canonical face to picture.
    /// Sizes: 52 factors on the tables. Effective: in, the 52 coefficients found so far (zeros at first): the ridge falls on what they do not explain,
    /// so that repeated calls neither shrink a plain expression nor spread it over its neighbours. Out, 52 better ones, 0..1.</summary>
    public void Solve(ReadOnlySpan<Vector2> residuals, Quaternion rotation, ReadOnlySpan<float> sizes, Span<float> effective)
    {
        var toFace = Quaternion.Conjugate(rotation);
        for (var i = 0; i < _lifted.Length; i++) _lifted[i] = SquaredWeights[i] * Vector3.Transform(new Vector3(residuals[i], 0), toFace);
        var view = Vector3.Transform(Vector3.UnitZ, toFace);   // depth axis in the face's frame
        var n = Columns.Length;
        for (var k = 0; k < n; k++)
        {
            _projection[k] = sizes[Columns[k]] * Project(RigTables.Shapes[Columns[k]]);
            for (var l = 0; l < n; l++) _gram[k * n + l] = sizes[Columns[k]] * sizes[Columns[l]] * Seen(k * n + l, view);
            _gram[k * n + k] += Ridge * Ridge * Familiar / (Familiar + effective[Columns[k]]);
        }

        _solver.Solve(_gram, _projection, limit: 1, _solution);
        effective.Clear();
        for (var k = 0; k < n; k++) effective[Columns[k]] = (float)_solution[k];
    }

    private double Project(RigShape shape)
    {
        double sum = 0;
        for (var i = 0; i < shape.Indices.Length; i++) sum += Vector3.Dot(shape.Deltas[i], _lifted[shape.Indices[i]]);
        return sum;
    }

    private static double Seen(int cell, Vector3 view) =>
        (1 - view.X * view.X) * Moments[0][cell] + (1 - view.Y * view.Y) * Moments[1][cell] + (1 - view.Z * view.Z) * Moments[2][cell]
        - view.X * view.Y * Moments[3][cell] - view.X * view.Z * Moments[4][cell] - view.Y * view.Z * Moments[5][cell];

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
    private static int[] BuildColumns() =>
        Enumerable.Range(0, RigTables.Shapes.Length).Where(k => RigTables.Shapes[k].Indices.Length > 0 && RigTables.Names[k] is not ("cheekPuff" or "jawForward")).ToArray();

    private static double[][] BuildMoments()
    {
        var n = Columns.Length;
        var moments = Enumerable.Range(0, 6).Select(_ => new double[n * n]).ToArray();
        var dense = Columns.Select(k => Dense(RigTables.Shapes[k])).ToArray();
        for (var k = 0; k < n; k++)
        {
            for (var l = 0; l < n; l++)
            {
                for (var i = 0; i < FaceLandmarks.MeshCount; i++)
                {
                    var (a, b, w) = (dense[k][i], dense[l][i], (double)SquaredWeights[i]);
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
