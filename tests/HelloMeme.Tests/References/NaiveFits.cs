namespace HelloMeme.Tests.References;

/// <summary>Least squares written plainly: projected coordinate descent, and polynomials by Gaussian elimination.</summary>
internal static class NaiveFits
{
    /// <summary>min x'Gx/2 - p'x with 0 &lt;= x &lt;= limit: one coordinate at a time, many times over.</summary>
    public static double[] Bounded(double[] gram, double[] projection, double limit)
    {
        var n = projection.Length;
        var x = new double[n];
        for (var sweep = 0; sweep < 50_000; sweep++)
        {
            for (var i = 0; i < n; i++)
            {
                var slope = projection[i];
                for (var j = 0; j < n; j++) slope -= gram[i * n + j] * x[j];
                x[i] = Math.Clamp(x[i] + slope / gram[i * n + i], 0, limit);
            }
        }

        return x;
    }

    /// <summary>Value at place of the polynomial of the given order that best fits values at 0, 1, 2 ...</summary>
    public static double PolynomialAt(double[] values, int order, double place)
    {
        var n = order + 1;
        var a = new double[n, n + 1];
        for (var i = 0; i < values.Length; i++)
        {
            for (var r = 0; r < n; r++)
            {
                for (var c = 0; c < n; c++) a[r, c] += Math.Pow(i, r + c);
                a[r, n] += values[i] * Math.Pow(i, r);
            }
        }

        for (var p = 0; p < n; p++)
        {
            for (var r = 0; r < n; r++)
            {
                if (r == p) continue;
                var factor = a[r, p] / a[p, p];
                for (var c = p; c <= n; c++) a[r, c] -= factor * a[p, c];
            }
        }

        double sum = 0;
        for (var p = 0; p < n; p++) sum += a[p, n] / a[p, p] * Math.Pow(place, p);
        return sum;
    }
}
