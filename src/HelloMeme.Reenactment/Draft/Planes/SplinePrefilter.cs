namespace HelloMeme.Reenactment.Draft.Planes;

// Source: Unser, Aldroubi, Eden, "B-Spline Signal Processing" part II: one pole at sqrt(3) - 2, mirrored borders.
/// <summary>Cubic B-spline coefficients whose spline passes through every pixel.</summary>
public static class SplinePrefilter
{
    private const float Pole = -0.26794919f;

    private const int Horizon = 16;   // Pole^16 is under 1e-9

    public static PixelPlane Run(PixelPlane source)
    {
        var result = new PixelPlane(source.Width, source.Height);
        source.Values.CopyTo(result.Values, 0);
        for (var y = 0; y < result.Height; y++) FilterRow(result.Row(y));
        FilterColumns(result);
        return result;
    }

    private static void FilterRow(Span<float> row)
    {
        if (row.Length == 1) return;
        float first = 0, power = 1;
        for (var k = 0; k < Horizon; k++, power *= Pole) first += power * row[PixelPlane.Reflect(k, row.Length)];
        row[0] = 6 * first;
        for (var x = 1; x < row.Length; x++) row[x] = 6 * row[x] + Pole * row[x - 1];
        row[^1] = Pole / (Pole * Pole - 1) * (row[^1] + Pole * row[^2]);
        for (var x = row.Length - 2; x >= 0; x--) row[x] = Pole * (row[x + 1] - row[x]);
    }

    /// <summary>The same down the columns, all columns of a row at once.</summary>
    private static void FilterColumns(PixelPlane plane)
    {
        if (plane.Height == 1) return;
        var first = new float[plane.Width];
        float power = 1;
        for (var k = 0; k < Horizon; k++, power *= Pole) Accumulate(first, plane.Row(PixelPlane.Reflect(k, plane.Height)), power);
        for (var x = 0; x < first.Length; x++) plane[x, 0] = 6 * first[x];
        for (var y = 1; y < plane.Height; y++)
        {
            Span<float> row = plane.Row(y), above = plane.Row(y - 1);
            for (var x = 0; x < row.Length; x++) row[x] = 6 * row[x] + Pole * above[x];
        }

        Span<float> last = plane.Row(plane.Height - 1), beforeLast = plane.Row(plane.Height - 2);
        for (var x = 0; x < last.Length; x++) last[x] = Pole / (Pole * Pole - 1) * (last[x] + Pole * beforeLast[x]);
        for (var y = plane.Height - 2; y >= 0; y--)
        {
            Span<float> row = plane.Row(y), below = plane.Row(y + 1);
            for (var x = 0; x < row.Length; x++) row[x] = Pole * (below[x] - row[x]);
        }
    }

    private static void Accumulate(float[] sum, ReadOnlySpan<float> row, float weight)
    {
        for (var x = 0; x < sum.Length; x++) sum[x] += weight * row[x];
    }
}
