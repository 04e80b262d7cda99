namespace HelloMeme.Reenactment.Draft.Planes;

/// <summary>Growing and shrinking of binary planes (0 or 1). A shape is a half width per row offset.</summary>
public static class Morphology
{
    /// <summary>Half widths of the rows of a disc of the given odd diameter.</summary>
    public static int[] Disc(int diameter)
    {
        var radius = diameter / 2;
        return Enumerable.Range(-radius, 2 * radius + 1)
            .Select(dy => radius == 0 ? 0 : (int)MathF.Round(radius * MathF.Sqrt(1 - (float)(dy * dy) / (radius * radius)))).ToArray();
    }

    public static int[] Square(int side) => Enumerable.Repeat(side / 2, side).ToArray();

    /// <summary>1 where the shape touches any 1.</summary>
    public static PixelPlane Dilate(PixelPlane source, int[] shape)
    {
        int width = source.Width, height = source.Height;
        var result = new PixelPlane(width, height);
        var counts = new int[width + 1];
        for (var y = 0; y < height; y++)
        {
            var from = source.Row(y);
            for (var x = 0; x < width; x++) counts[x + 1] = counts[x] + (from[x] > 0 ? 1 : 0);
            if (counts[width] == 0) continue;
            for (var k = 0; k < shape.Length; k++)
            {
                var target = y + k - shape.Length / 2;
                if (target < 0 || target >= height) continue;
                var to = result.Row(target);
                for (var x = 0; x < width; x++)
                {
                    if (counts[Math.Min(x + shape[k] + 1, width)] > counts[Math.Max(x - shape[k], 0)]) to[x] = 1;
                }
            }
        }

        return result;
    }

    /// <summary>1 where the whole shape lies on 1; beyond the border counts as 1.</summary>
    public static PixelPlane Erode(PixelPlane source, int[] shape) => Dilate(source.Map(Not), shape).Map(Not);

    public static PixelPlane Open(PixelPlane source, int[] shape) => Dilate(Erode(source, shape), shape);

    /// <summary>The parts of a binary plane that touch any 1 of the seeds (4-connected).</summary>
    public static PixelPlane Connected(PixelPlane source, PixelPlane seeds)
    {
        int width = source.Width, height = source.Height;
        var result = new PixelPlane(width, height);
        var queue = new Queue<int>();
        for (var i = 0; i < source.Values.Length; i++) Visit(i, seeds.Values[i] > 0);
        while (queue.TryDequeue(out var i))
        {
            int x = i % width, y = i / width;
            Visit(i - 1, x > 0);
            Visit(i + 1, x < width - 1);
            Visit(i - width, y > 0);
            Visit(i + width, y < height - 1);
        }

        return result;

        void Visit(int i, bool allowed)
        {
            if (!allowed || source.Values[i] <= 0 || result.Values[i] > 0) return;
            result.Values[i] = 1;
            queue.Enqueue(i);
        }
    }

    private static float Not(float v) => v > 0 ? 0 : 1;
}
