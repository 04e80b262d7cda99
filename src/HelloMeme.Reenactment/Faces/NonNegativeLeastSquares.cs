namespace HelloMeme.Reenactment.Faces;

// Source: Lawson and Hanson 1974, chapter 23, on precomputed normal equations (Bro and de Jong 1997).
/// <summary>min |A x - b|, x >= 0, from gram = A'A (n x n, row-major, positive definite) and projection = A'b. Owns its work space; one thread at a time.</summary>
public sealed class NonNegativeLeastSquares(int size)
{
    private const double Tolerance = 1e-10;

    private readonly bool[] _free = new bool[size];
    private readonly int[] _index = new int[size];
    private readonly double[] _factor = new double[size * size];
    private readonly double[] _trial = new double[size];

    /// <summary>Writes the n unknowns to x, all >= 0.</summary>
    public void Solve(ReadOnlySpan<double> gram, ReadOnlySpan<double> projection, Span<double> x)
    {
        x.Clear();
        Array.Clear(_free);
        for (var round = 0; round < 3 * size; round++)
        {
            var enter = SteepestBound(gram, projection, x);
            if (enter < 0) return;
            _free[enter] = true;
            while (!TrySolveFree(gram, projection)) StepToBound(x);
            for (var i = 0; i < size; i++) x[i] = _free[i] ? _trial[i] : 0;
        }
    }

    /// <summary>The bound unknown whose growth lowers the error most; -1 when none does.</summary>
    private int SteepestBound(ReadOnlySpan<double> gram, ReadOnlySpan<double> projection, ReadOnlySpan<double> x)
    {
        var best = -1;
        var steepest = Tolerance;
        for (var i = 0; i < size; i++)
        {
            if (_free[i]) continue;
            var slope = projection[i];
            var row = gram.Slice(i * size, size);
            for (var j = 0; j < size; j++) slope -= row[j] * x[j];
            if (slope <= steepest) continue;
            steepest = slope;
            best = i;
        }

        return best;
    }

    /// <summary>Least squares over the free unknowns by Cholesky; false when one of them leaves the positive side.</summary>
    private bool TrySolveFree(ReadOnlySpan<double> gram, ReadOnlySpan<double> projection)
    {
        var n = 0;
        for (var i = 0; i < size; i++)
        {
            if (_free[i]) _index[n++] = i;
        }

        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = gram[_index[i] * size + _index[j]];
                for (var k = 0; k < j; k++) sum -= _factor[i * size + k] * _factor[j * size + k];
                _factor[i * size + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-18)) : sum / _factor[j * size + j];
            }
        }

        Span<double> y = stackalloc double[n];
        for (var i = 0; i < n; i++)
        {
            y[i] = projection[_index[i]];
            for (var k = 0; k < i; k++) y[i] -= _factor[i * size + k] * y[k];
            y[i] /= _factor[i * size + i];
        }

        var positive = true;
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) y[i] -= _factor[k * size + i] * y[k];
            y[i] /= _factor[i * size + i];
            _trial[_index[i]] = y[i];
            positive &= y[i] > 0;
        }

        return positive;
    }

    /// <summary>Moves x towards the trial until the first unknown reaches zero, and binds it there.</summary>
    private void StepToBound(Span<double> x)
    {
        var step = 1.0;
        for (var i = 0; i < size; i++)
        {
            if (_free[i] && _trial[i] <= 0) step = Math.Min(step, x[i] <= 0 ? 0 : x[i] / (x[i] - _trial[i]));
        }

        for (var i = 0; i < size; i++)
        {
            if (!_free[i]) continue;
            x[i] += step * (_trial[i] - x[i]);
            if (x[i] > 1e-12 || _trial[i] > 0) continue;
            x[i] = 0;
            _free[i] = false;
        }
    }
}
