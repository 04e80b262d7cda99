namespace HelloMeme.Reenactment.Motion;

// Source: Golub and Van Loan, Matrix Computations, banded Cholesky.
/// <summary>Least squares whose normal matrix is a band: equations are added, then solved once.</summary>
internal sealed class BandedSystem(int size, int halfWidth)
{
    private readonly double[] _band = new double[size * (halfWidth + 1)];   // row i: columns i - halfWidth .. i
    private readonly double[] _right = new double[size];

    /// <summary>weight * (sum of coefficients[k] * x[first + k] - target)^2.</summary>
    public void AddEquation(int first, ReadOnlySpan<double> coefficients, double target, double weight)
    {
        for (var i = 0; i < coefficients.Length; i++)
        {
            _right[first + i] += weight * coefficients[i] * target;
            for (var j = 0; j <= i; j++) At(first + i, first + j) += weight * coefficients[i] * coefficients[j];
        }
    }

    public double[] Solve()
    {
        for (var i = 0; i < size; i++)
            for (var j = Math.Max(0, i - halfWidth); j <= i; j++)
            {
                var sum = At(i, j);
                for (var k = Math.Max(0, i - halfWidth); k < j; k++) sum -= At(i, k) * At(j, k);
                At(i, j) = i == j ? Math.Sqrt(sum) : sum / At(j, j);
            }
        for (var i = 0; i < size; i++)
        {
            for (var k = Math.Max(0, i - halfWidth); k < i; k++) _right[i] -= At(i, k) * _right[k];
            _right[i] /= At(i, i);
        }
        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k <= Math.Min(size - 1, i + halfWidth); k++) _right[i] -= At(k, i) * _right[k];
            _right[i] /= At(i, i);
        }
        return _right;
    }

    private ref double At(int row, int column) => ref _band[row * (halfWidth + 1) + column - row + halfWidth];
}
