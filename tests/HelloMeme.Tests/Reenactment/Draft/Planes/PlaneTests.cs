using System.Drawing;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft.Planes;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft.Planes;

public sealed class PlaneTests
{
    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 7, 5 }, { 33, 20 }, { 64, 48 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Nearest_pixels_match_a_search(int width, int height)
    {
        var set = Noise(width, height, 1).Map(v => v > 0.93f ? 1 : 0);
        set[width / 2, height / 2] = 1;
        var field = DistanceField.To(set);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var best = float.MaxValue;
                for (var v = 0; v < height; v++)
                {
                    for (var u = 0; u < width; u++) best = set[u, v] > 0 ? Math.Min(best, MathF.Sqrt((u - x) * (u - x) + (v - y) * (v - y))) : best;
                }

                int i = y * width + x, bx = field.NearestX[i], by = field.NearestY[i];
                Assert.Equal(best, field.Distance[x, y], 1e-4f);
                Assert.Equal(best, MathF.Sqrt((bx - x) * (bx - x) + (by - y) * (by - y)), 1e-4f);
                Assert.True(set[bx, by] > 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Blurs_match_sums_over_reflected_neighbours(int width, int height)
    {
        var source = Noise(width, height, 2);
        var blurred = GaussianBlur.Run(source, 1.5f);
        var mean = GuidedFilter.BoxMean(source, 3);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                double gauss = 0, weights = 0, box = 0;
                for (var v = -6; v <= 6; v++)
                {
                    for (var u = -6; u <= 6; u++)
                    {
                        double value = source[PixelPlane.Reflect(x + u, width), PixelPlane.Reflect(y + v, height)], w = Math.Exp(-(u * u + v * v) / 4.5);
                        gauss += w * value;
                        weights += w;
                        if (Math.Abs(u) <= 3 && Math.Abs(v) <= 3) box += value / 49;
                    }
                }

                Assert.Equal(gauss / weights, blurred[x, y], 1e-4);
                Assert.Equal(box, mean[x, y], 1e-4);
            }
        }
    }

    [Fact]
    public void Growing_and_shrinking_match_the_shape()
    {
        var source = new PixelPlane(21, 17);
        source[10, 8] = 1;
        var disc = Morphology.Disc(7);
        var grown = Morphology.Dilate(source, disc);
        for (var y = 0; y < 17; y++)
        {
            for (var x = 0; x < 21; x++)
            {
                var inside = Math.Abs(y - 8) <= 3 && Math.Abs(x - 10) <= disc[y - 8 + 3];
                Assert.Equal(inside ? 1 : 0, grown[x, y]);
            }
        }

        Assert.Equal(source.Values, Morphology.Erode(grown, disc).Values);
        Assert.Equal(new float[21 * 17], Morphology.Open(source, Morphology.Square(3)).Values);
    }

    [Fact]
    public void Only_parts_that_touch_a_seed_are_kept()
    {
        var source = new PixelPlane(9, 3);
        foreach (var x in new[] { 0, 1, 2, 6, 7 }) source[x, 1] = 1;
        var seeds = new PixelPlane(9, 3);
        seeds[1, 1] = 1;
        var kept = Morphology.Connected(source, seeds);
        Assert.Equal(3, kept.Values.Sum());
        Assert.Equal(0, kept[6, 1]);
    }

    [Fact]
    public void Holes_are_filled_from_around_and_the_known_is_kept()
    {
        var source = new PixelPlane(40, 30).Map(_ => 5);
        var weight = source.Map(_ => 1);
        for (var y = 8; y < 22; y++)
        {
            for (var x = 10; x < 30; x++) (source[x, y], weight[x, y]) = (900, 0);
        }

        Assert.All(PushPull.Fill(source, weight).Values, v => Assert.Equal(5, v, 1e-3f));
    }

    [Theory]
    [InlineData(10, 8, 10, 8)]
    [InlineData(10, 8, 5, 4)]
    [InlineData(13, 11, 5, 3)]
    public void Shrinking_keeps_the_mean_of_every_area(int width, int height, int toWidth, int toHeight)
    {
        using var frame = new Frame(width, height);
        new Random(3).NextBytes(frame.Pixels);
        using var small = AreaResize.Run(frame, new Rectangle(0, 0, width, height), toWidth, toHeight);
        double before = 0, after = 0;
        foreach (var v in frame.Pixels) before += v;
        foreach (var v in small.Pixels) after += v;
        Assert.Equal(before / frame.ByteCount, after / small.ByteCount, 0.5);
        if (width == toWidth) Assert.True(frame.Pixels.SequenceEqual(small.Pixels));
    }

    internal static PixelPlane Noise(int width, int height, int seed)
    {
        var random = new Random(seed);
        return new PixelPlane(width, height).Map(_ => (float)random.NextDouble());
    }
}
