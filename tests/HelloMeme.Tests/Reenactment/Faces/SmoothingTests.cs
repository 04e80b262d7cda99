using HelloMeme.Reenactment.Faces;
using HelloMeme.Tests.References;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class SmoothingTests
{
    [Theory]
    [InlineData(7, 2)]
    [InlineData(5, 2)]
    public void Savitzky_Golay_is_the_best_polynomial_of_each_window(int window, int order)
    {
        var values = Noise(40);

        var smooth = new SavitzkyGolay(window, order).Apply(values);

        for (var i = 0; i < values.Length; i++)
        {
            var start = Math.Clamp(i - window / 2, 0, values.Length - window);
            var part = values.Skip(start).Take(window).Select(v => (double)v).ToArray();
            Assert.Equal(NaiveFits.PolynomialAt(part, order, i - start), smooth[i], 1e-5);
        }
    }

    [Fact]
    public void Savitzky_Golay_leaves_clips_shorter_than_its_window_alone()
    {
        Assert.Equal([1, 5, 2], new SavitzkyGolay(5, 2).Apply([1, 5, 2]));
    }

    [Fact]
    public void One_Euro_follows_its_paper()
    {
        var values = Noise(60);
        const double Seconds = 1 / 15.0;
        var filter = new OneEuroFilter(1);
        double smooth = values[0], speed = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                var alphaSpeed = 1 / (1 + 1 / (2 * Math.PI * 1.0) / Seconds);
                speed = alphaSpeed * ((values[i] - smooth) / Seconds) + (1 - alphaSpeed) * speed;
                var alpha = 1 / (1 + 1 / (2 * Math.PI * (2.5 + 0.05 * Math.Abs(speed))) / Seconds);
                smooth = alpha * values[i] + (1 - alpha) * smooth;
            }

            float[] one = [values[i]];
            filter.Apply(one, Seconds);
            Assert.Equal(smooth, one[0], 1e-5);
        }
    }

    private static float[] Noise(int count)
    {
        var random = new Random(7);
        return Enumerable.Range(0, count).Select(i => MathF.Sin(i * 0.3f) + (float)random.NextDouble() * 0.5f).ToArray();
    }
}
