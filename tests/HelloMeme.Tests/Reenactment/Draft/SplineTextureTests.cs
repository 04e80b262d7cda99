using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Tests.Reenactment.Draft.Planes;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

public sealed class SplineTextureTests
{
    [Fact]
    public void Whole_pixels_come_back_exactly_even_of_noise()
    {
        var plane = PlaneTests.Noise(37, 23, 4).Map(v => MathF.Round(255 * v));
        var texture = new SplineTexture(plane, plane, plane, plane);
        for (var y = 0; y < 23; y++)
        {
            for (var x = 0; x < 37; x++) Assert.Equal(plane[x, y], MathF.Round(texture.Sample(x, y)[2] / SplineTexture.UnitsPerLevel));
        }
    }

    [Fact]
    public void Between_pixels_a_wave_is_followed_more_closely_than_by_bilinear_sampling()
    {
        var plane = new PixelPlane(64, 64);
        for (var y = 0; y < 64; y++)
        {
            for (var x = 0; x < 64; x++) plane[x, y] = Wave(x, y);
        }

        var texture = new SplineTexture(plane, plane, plane, plane);
        double spline = 0, bilinear = 0;
        for (var y = 8.3f; y < 56; y += 0.7f)
        {
            for (var x = 8.1f; x < 56; x += 0.7f)
            {
                spline += Math.Abs(texture.Sample(x, y)[0] / SplineTexture.UnitsPerLevel - Wave(x, y));
                bilinear += Math.Abs(plane.Sample(x, y) - Wave(x, y));
            }
        }

        Assert.True(spline < bilinear / 2, $"spline {spline:0}, bilinear {bilinear:0}");
    }

    [Fact]
    public void Beyond_the_border_the_border_goes_on()
    {
        var plane = PlaneTests.Noise(8, 8, 5).Map(v => MathF.Round(255 * v));
        var texture = new SplineTexture(plane);
        Assert.Equal(texture.Sample(0, 3), texture.Sample(-50, 3));
        Assert.Equal(texture.Sample(7, 7), texture.Sample(1e6f, 1e6f));
    }

    private static float Wave(float x, float y) => 128 + 60 * MathF.Sin(1.7f * x) + 50 * MathF.Sin(1.3f * y + 0.4f * x);
}
