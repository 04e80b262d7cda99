namespace HelloMeme.Reenactment.Faces;

// Source: Stark and Parker 1995 (BVLS), the two-sided form of Lawson and Hanson's NNLS, on precomputed normal equations.
/// <summary>min |A x - b| with 0 &lt;= x &lt;= limit, from gram = A'A (n x n, row-major, positive definite) and projection = A'b.
/// A limit inside the solution matters: cut off afterwards, the other unknowns would still balance what was cut. Owns its work space; one thread at a time.</summary>
public sealed class BoundedLeastSquares(int size)
{
    private const double Tolerance = 1e-10;

    private readonly Place[] _place = new Place[size];
    private readonly int[] _index = new int[size];
    private readonly double[] _factor = new double[size * size];
    private readonly double[] _solved = new double[size];
    private readonly double[] _trial = new double[size];

    private enum Place { AtZero, Free, AtLimit }

    /// <summary>Writes the n unknowns to x.</summary>
    public void Solve(ReadOnlySpan<double> gram, ReadOnlySpan<double> projection, double limit, Span<double> x)
    {
        x.Clear();
        Array.Clear(_place);
        for (var round = 0; round < 6 * size; round++)
        {
            var enter = SteepestBound(gram, projection, x);
            if (enter < 0) return;
            _place[enter] = Place.Free;
            while (!TrySolveFree(gram, projection, limit)) StepToBound(x, limit);
            for (var i = 0; i < size; i++)
            {
                if (_place[i] == Place.Free) x[i] = _trial[i];
            }
        }
    }

    /// <summary>The bound unknown whose release lowers the error most; -1 when none does.</summary>
    private int SteepestBound(ReadOnlySpan<double> gram, ReadOnlySpan<double> projection, ReadOnlySpan<double> x)
    {
        var best = -1;
        var steepest = Tolerance;
        for (var i = 0; i < size; i++)
        {
            if (_place[i] == Place.Free) continue;
            var slope = projection[i];
            var row = gram.Slice(i * size, size);
            for (var j = 0; j < size; j++) slope -= row[j] * x[j];
            if (_place[i] == Place.AtLimit) slope = -slope;
            if (slope <= steepest) continue;
            steepest = slope;
            best = i;
        }

        return best;
    }

    /// <summary>Least squares over the free unknowns by Cholesky; false when one of them leaves its bounds.</summary>
    private bool TrySolveFree(ReadOnlySpan<double> gram, ReadOnlySpan<double> projection, double limit)
    {
        var n = 0;
        for (var i = 0; i < size; i++)
        {
            if (_place[i] == Place.Free) _index[n++] = i;
        }

        for (var i = 0; i < n; i++)
        {
            var row = gram.Slice(_index[i] * size, size);
            for (var j = 0; j <= i; j++)
            {
                var sum = row[_index[j]];
                for (var k = 0; k < j; k++) sum -= _factor[i * size + k] * _factor[j * size + k];
                _factor[i * size + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-18)) : sum / _factor[j * size + j];
            }

            var side = projection[_index[i]];
            for (var j = 0; j < size; j++)
            {
                if (_place[j] == Place.AtLimit) side -= row[j] * limit;
            }

            for (var k = 0; k < i; k++) side -= _factor[i * size + k] * _solved[k];
            _solved[i] = side / _factor[i * size + i];
        }

        var inside = true;
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) _solved[i] -= _factor[k * size + i] * _solved[k];
            _solved[i] /= _factor[i * size + i];
            _trial[_index[i]] = _solved[i];
            inside &= _solved[i] > 0 && _solved[i] < limit;
        }

        return inside;
    }

    /// <summary>Moves x towards the trial until the first unknown reaches a bound, and leaves it there.</summary>
    private void StepToBound(Span<double> x, double limit)
    {
        var first = -1;
        var step = double.MaxValue;
        for (var i = 0; i < size; i++)
        {
            if (_place[i] != Place.Free || (_trial[i] > 0 && _trial[i] < limit)) continue;
            var distance = (_trial[i] <= 0 ? x[i] : limit - x[i]) / Math.Max(Math.Abs(_trial[i] - x[i]), 1e-300);
            if (distance >= step) continue;
            step = distance;
            first = i;
        }

        for (var i = 0; i < size; i++)
        {
            if (_place[i] == Place.Free) x[i] += Math.Clamp(step, 0, 1) * (_trial[i] - x[i]);
        }

        _place[first] = _trial[first] <= 0 ? Place.AtZero : Place.AtLimit;
        x[first] = _trial[first] <= 0 ? 0 : limit;
    }
}
