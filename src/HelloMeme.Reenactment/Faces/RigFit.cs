using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 9.4: ridge least squares, bounded to 0..1, on the rig's own tables, x and y only.
/// <summary>Coefficients that best explain 2-D residuals of the 468 points seen under a head rotation. The normal equations of any rotation come from six
/// precomputed 3-D moment matrices, because dropping depth subtracts one projection. Holds work space; one thread at a time.</summary>
internal sealed class RigFit(ShapeModel model)
{
    internal static double Ridge = 0.06, Lasso; internal static double[] Prior = Enumerable.Repeat(1.0, 52).ToArray();
    internal static double Power; internal static double Familiar = 0.05, HabitRidge = 9e-6;

    private readonly double[] _gram = new double[model.Tables.Length * model.Tables.Length];
    private readonly double[] _projection = new double[model.Tables.Length];
    private readonly double[] _solution = new double[model.Columns.Length];
    private readonly Vector3[] _lifted = new Vector3[FaceLandmarks.MeshCount];
    private readonly BoundedLeastSquares _solver = new(model.Columns.Length);

    /// <summary>Residuals: observed minus expected place of each point in the picture, in IOD as seen there. Rotation: canonical face to picture.
    /// Sizes: 52 factors on the tables. Effective: in, the 52 coefficients found so far (zeros at first): the ridge falls on what they do not explain,
    /// so that repeated calls neither shrink a plain expression nor spread it over its neighbours. Out, 52 better ones, 0..1.</summary>
    public void Solve(ReadOnlySpan<Vector2> residuals, Quaternion rotation, ReadOnlySpan<float> sizes, Span<float> effective)
    {
        var toFace = Quaternion.Conjugate(rotation);
        for (var i = 0; i < _lifted.Length; i++) _lifted[i] = model.SquaredWeights[i] * Vector3.Transform(new Vector3(residuals[i], 0), toFace);
        var view = Vector3.Transform(Vector3.UnitZ, toFace);   // depth axis in the face's frame
        var columns = model.Columns;
        var (n, all) = (columns.Length, model.Tables.Length);
        for (var k = 0; k < all; k++)
        {
            var size = k < n ? sizes[columns[k]] : 1;
            _projection[k] = size * Project(model.Tables[k]);
            for (var l = 0; l < all; l++) _gram[k * all + l] = size * (l < n ? sizes[columns[l]] : 1) * Seen(k * all + l, view);
        }

        for (var h = all - 1; h >= n; h--) Eliminate(h, all);
        for (var k = 0; k < n; k++)
        {
            for (var l = 0; l < n; l++) _gram[k * n + l] = _gram[k * all + l];
            _projection[k] -= Lasso * Math.Pow(_gram[k * n + k], Power) * Prior[columns[k]] * Familiar / (Familiar + effective[columns[k]]);
            _gram[k * n + k] += Prior[columns[k]] * Ridge * Ridge * Familiar / (Familiar + effective[columns[k]]);
        }

        _solver.Solve(_gram.AsSpan(0, n * n), _projection.AsSpan(0, n), limit: 1, _solution);
        effective.Clear();
        for (var k = 0; k < n; k++) effective[columns[k]] = (float)_solution[k];
    }

    /// <summary>The normal equations with unknown h set free and solved away.</summary>
    private void Eliminate(int h, int all)
    {
        var pivot = _gram[h * all + h] + HabitRidge;
        for (var k = 0; k < h; k++)
        {
            var share = _gram[k * all + h] / pivot;
            _projection[k] -= share * _projection[h];
            for (var l = 0; l < h; l++) _gram[k * all + l] -= share * _gram[h * all + l];
        }
    }

    private double Project(RigShape shape)
    {
        double sum = 0;
        for (var i = 0; i < shape.Indices.Length; i++) sum += Vector3.Dot(shape.Deltas[i], _lifted[shape.Indices[i]]);
        return sum;
    }

    private double Seen(int cell, Vector3 view)
    {
        var moments = model.Moments;
        return (1 - view.X * view.X) * moments[0][cell] + (1 - view.Y * view.Y) * moments[1][cell] + (1 - view.Z * view.Z) * moments[2][cell]
            - view.X * view.Y * moments[3][cell] - view.X * view.Z * moments[4][cell] - view.Y * view.Z * moments[5][cell];
    }
}
