using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: draft-engine.md section 9.4 (least squares, bounded to 0..1, on tables, x and y only); Candes, Wakin and Boyd 2008 for the reweighted l1 penalty:
// landmarks of a network carry correlated errors, which plain least squares explains by a handful of small false expressions.
/// <summary>The few coefficients that explain 2-D residuals of the 468 points seen under a head rotation. The normal equations of any rotation come from six
/// precomputed 3-D moment matrices, because dropping depth subtracts one projection. Holds work space; one thread at a time.</summary>
internal sealed class RigFit(ShapeModel model)
{
    private const double Ridge = 0.02;
    private const double TurnedFrom = 0.45, DoubtByTurn = 10;   // radians from the neutral, and doubt per squared radian beyond: depth is soft, what is hidden is guessed
    private const double Familiar = 0.05;                       // coefficient at which a shape already found pays half its penalty

    private readonly double[] _gram = new double[model.Columns.Length * model.Columns.Length];
    private readonly double[] _projection = new double[model.Columns.Length];
    private readonly double[] _solution = new double[model.Columns.Length];
    private readonly Vector3[] _lifted = new Vector3[FaceLandmarks.MeshCount];
    private readonly BoundedLeastSquares _solver = new(model.Columns.Length);

    /// <summary>Residuals: observed minus expected place of each point in the picture, in IOD as seen there. Rotation: canonical face to picture.
    /// Sizes: 52 factors on the tables. Turn: radians of the head from the neutral. Effective: in, the 52 coefficients found so far (zeros at first): the penalties fall on what they do not explain,
    /// so that repeated calls neither shrink a plain expression nor spread it over its neighbours. Out, 52 better ones, 0..1.</summary>
    public void Solve(ReadOnlySpan<Vector2> residuals, Quaternion rotation, ReadOnlySpan<float> sizes, float turn, Span<float> effective)
    {
        var toFace = Quaternion.Conjugate(rotation);
        for (var i = 0; i < _lifted.Length; i++) _lifted[i] = model.SquaredWeights[i] * Vector3.Transform(new Vector3(residuals[i], 0), toFace);
        var view = Vector3.Transform(Vector3.UnitZ, toFace);   // depth axis in the face's frame
        var columns = model.Columns;
        var n = columns.Length;
        var turned = Math.Max(0, turn - TurnedFrom);
        var doubt = model.Doubt * (1 + DoubtByTurn * turned * turned);
        for (var k = 0; k < n; k++)
        {
            _projection[k] = sizes[columns[k]] * Project(model.Shapes[columns[k]]);
            for (var l = 0; l < n; l++) _gram[k * n + l] = sizes[columns[k]] * sizes[columns[l]] * Seen(k * n + l, view);
            var share = model.Rarity[columns[k]] * Familiar / (Familiar + effective[columns[k]]);
            _projection[k] -= share * doubt * Math.Sqrt(_gram[k * n + k]);
            _gram[k * n + k] += share * Ridge * Ridge;
        }

        _solver.Solve(_gram, _projection, limit: 1, _solution);
        effective.Clear();
        for (var k = 0; k < n; k++) effective[columns[k]] = (float)_solution[k];
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
