namespace HelloMeme.Reenactment.Draft;

/// <summary>Small dense linear systems.</summary>
internal static class LinearSystem
{
    /// <summary>Gauss with partial pivoting; the last column is the right-hand side. Overwrites the system.</summary>
    public static double[] Solve(double[,] system)
    {
        var n = system.GetLength(0);
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
            {
                if (Math.Abs(system[row, column]) > Math.Abs(system[pivot, column])) pivot = row;
            }

            for (var k = 0; k <= n; k++) (system[column, k], system[pivot, k]) = (system[pivot, k], system[column, k]);
            for (var row = 0; row < n; row++)
            {
                if (row == column) continue;
                var factor = system[row, column] / system[column, column];
                for (var k = column; k <= n; k++) system[row, k] -= factor * system[column, k];
            }
        }

        var solution = new double[n];
        for (var i = 0; i < n; i++) solution[i] = system[i, n] / system[i, i];
        return solution;
    }
}
