namespace HelloMeme.Reenactment.Faces;

// Source: Savitzky and Golay 1964. Inside, the fitted polynomial's centre; at both ends, the end window's polynomial at each place.
/// <summary>Offline smoothing of one channel: each value becomes that of the least-squares polynomial through its window. No delay.</summary>
public sealed class SavitzkyGolay
{
    private readonly int _window;
    private readonly double[] _projection;   // window x window: row r = weights giving the fitted value at place r

    /// <param name="window">Odd number of frames, above order.</param>
    /// <param name="order">Degree of the polynomial.</param>
    public SavitzkyGolay(int window, int order)
    {
        if (window % 2 == 0 || window <= order) throw new ArgumentException($"A window of {window} frames cannot carry a polynomial of order {order}.", nameof(window));
        _window = window;
        _projection = Projection(window, order);
    }

    /// <summary>Smoothed copy of the values; shorter than the window, they come back as they are.</summary>
    public float[] Apply(ReadOnlySpan<float> values)
    {
        var smooth = values.ToArray();
        if (values.Length < _window) return smooth;
        for (var i = 0; i < smooth.Length; i++)
        {
            var start = Math.Clamp(i - _window / 2, 0, values.Length - _window);
            var weights = _projection.AsSpan((i - start) * _window, _window);
            double sum = 0;
            for (var k = 0; k < _window; k++) sum += weights[k] * values[start + k];
            smooth[i] = (float)sum;
        }

        return smooth;
    }

    /// <summary>Q Q' with Q the orthonormal polynomials on the window (Gram-Schmidt).</summary>
    private static double[] Projection(int window, int order)
    {
        var basis = new double[order + 1][];
        var projection = new double[window * window];
        for (var degree = 0; degree <= order; degree++)
        {
            var column = new double[window];
            for (var i = 0; i < window; i++) column[i] = Math.Pow(i - window / 2, degree);
            for (var lower = 0; lower < degree; lower++)
            {
                double dot = 0;
                for (var i = 0; i < window; i++) dot += column[i] * basis[lower][i];
                for (var i = 0; i < window; i++) column[i] -= dot * basis[lower][i];
            }

            double norm = 0;
            foreach (var c in column) norm += c * c;
            norm = Math.Sqrt(norm);
            for (var i = 0; i < window; i++) column[i] /= norm;
            basis[degree] = column;
            for (var r = 0; r < window; r++)
            {
                for (var c = 0; c < window; c++) projection[r * window + c] += column[r] * column[c];
            }
        }

        return projection;
    }
}
