namespace HelloMeme.Reenactment.Draft.Planes;

// Source: Felzenszwalb & Huttenlocher, "Distance Transforms of Sampled Functions" (lower envelope of parabolas), with the winner kept.
/// <summary>For every pixel the nearest pixel of a set: its distance and position. All infinite / -1 when the set is empty.</summary>
public sealed record DistanceField(PixelPlane Distance, int[] NearestX, int[] NearestY)
{
    /// <summary>Distances to the pixels where <paramref name="set"/> is above zero.</summary>
    public static DistanceField To(PixelPlane set)
    {
        int width = set.Width, height = set.Height;
        var column = NearestInColumn(set);   // row of the nearest member in the same column, -1 none
        var distance = new PixelPlane(width, height);
        int[] nearestX = new int[width * height], nearestY = new int[width * height], hull = new int[width];
        var starts = new double[width + 1];
        for (var y = 0; y < height; y++)
        {
            var count = Envelope(column.AsSpan(y * width, width), y, hull, starts);
            var k = 0;
            for (var x = 0; x < width; x++)
            {
                var i = y * width + x;
                if (count == 0)
                {
                    (distance.Values[i], nearestX[i], nearestY[i]) = (float.PositiveInfinity, -1, -1);
                    continue;
                }

                while (k + 1 < count && starts[k + 1] < x) k++;
                int bx = hull[k], by = column[y * width + bx];
                (nearestX[i], nearestY[i]) = (bx, by);
                distance.Values[i] = MathF.Sqrt((bx - x) * (bx - x) + (by - y) * (by - y));
            }
        }

        return new DistanceField(distance, nearestX, nearestY);
    }

    private static int[] NearestInColumn(PixelPlane set)
    {
        int width = set.Width, height = set.Height;
        var nearest = new int[width * height];
        for (var x = 0; x < width; x++)
        {
            var last = -1;
            for (var y = 0; y < height; y++) nearest[y * width + x] = last = set[x, y] > 0 ? y : last;
            last = -1;
            for (var y = height - 1; y >= 0; y--)
            {
                if (set[x, y] > 0) last = y;
                ref var best = ref nearest[y * width + x];
                if (last >= 0 && (best < 0 || last - y < y - best)) best = last;
            }
        }

        return nearest;
    }

    /// <summary>Columns whose parabolas form the lower envelope of row y, and where each begins to win.</summary>
    private static int Envelope(ReadOnlySpan<int> column, int y, int[] hull, double[] starts)
    {
        var count = 0;
        for (var x = 0; x < column.Length; x++)
        {
            if (column[x] < 0) continue;
            var start = double.NegativeInfinity;
            while (count > 0)
            {
                var previous = hull[count - 1];
                start = (Height(column, x, y) - Height(column, previous, y)) / (2.0 * (x - previous));
                if (start > starts[count - 1]) break;
                count--;
                start = double.NegativeInfinity;
            }

            hull[count] = x;
            starts[count++] = start;
        }

        return count;
    }

    private static double Height(ReadOnlySpan<int> column, int x, int y) => (double)x * x + (double)(column[x] - y) * (column[x] - y);
}
