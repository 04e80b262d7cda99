namespace HelloMeme.Reenactment.Samples;

/// <summary>Three box passes each way: close to a Gaussian of sigma = radius, in place, over a square of floats.</summary>
internal static class SoftBlur
{
    public static void Run(float[] values, int size, int radius)
    {
        var line = new float[size];
        for (var pass = 0; pass < 3; pass++)
        {
            for (var k = 0; k < size; k++) Box(values, line, k * size, 1, size, radius);
            for (var k = 0; k < size; k++) Box(values, line, k, size, size, radius);
        }
    }

    private static void Box(float[] values, float[] line, int start, int step, int count, int radius)
    {
        for (var k = 0; k < count; k++) line[k] = values[start + k * step];
        double sum = 0;
        for (var k = -radius; k <= radius; k++) sum += line[Math.Clamp(k, 0, count - 1)];
        for (var k = 0; k < count; k++)
        {
            values[start + k * step] = (float)(sum / (2 * radius + 1));
            sum += line[Math.Min(k + radius + 1, count - 1)] - line[Math.Max(k - radius, 0)];
        }
    }
}
