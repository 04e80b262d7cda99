using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class PlaneSamplerTests
{
    [Theory]
    [InlineData(20, 10, 12, 0.4f, 7)]      // magnified, turned
    [InlineData(5, 5, 40, -1.2f, 9)]       // shrunk over two pixels a step, much of it outside
    [InlineData(0, 0, 3, 0, 16)]           // a corner
    [InlineData(-30, 40, 6, 0.1f, 4)]      // wholly outside
    public void Sample_matches_reading_pixel_by_pixel(float x, float y, float side, float angle, int size)
    {
        using var frame = Noise(23, 17);
        var grid = SampleGrid.Of(new FaceCrop(new Vector2(x, y), side, angle), size);
        foreach (var clamp in new[] { true, false })
        {
            var planes = new float[3 * size * size];
            PlaneSampler.Sample(frame, grid, 1 / 127.5f, -1, clamp, planes);
            GraphRun.AssertClose(Reference(frame, grid, clamp), planes, 2e-4f);
        }
    }

    [Fact]
    public void A_pixel_wide_grid_gives_the_picture_itself()
    {
        using var frame = Noise(6, 6);
        var planes = new float[3 * 36];
        PlaneSampler.Sample(frame, SampleGrid.Stretch(frame, 6), 1, 0, clamp: true, planes);
        for (var i = 0; i < 36; i++)
            for (var c = 0; c < 3; c++) Assert.Equal(frame.Pixels[3 * i + c], planes[36 * c + i]);
    }

    private static float[] Reference(Frame frame, SampleGrid grid, bool clamp)
    {
        var reads = Math.Max(1, (int)MathF.Ceiling(grid.StepX.Length() / 2));
        var planes = new float[3 * grid.Width * grid.Height];
        for (var i = 0; i < planes.Length; i++)
        {
            int plane = i / (grid.Width * grid.Height), row = i / grid.Width % grid.Height, column = i % grid.Width;
            double sum = 0;
            for (var n = 0; n < reads * reads; n++)
            {
                var place = grid.ToPicture(new Vector2(column + (n % reads + 0.5f) / reads, row + (n / reads + 0.5f) / reads)) - new Vector2(0.5f);
                var (left, top) = ((int)MathF.Floor(place.X), (int)MathF.Floor(place.Y));
                double u = place.X - left, v = place.Y - top;
                sum += (1 - v) * ((1 - u) * Pixel(left, top) + u * Pixel(left + 1, top)) + v * ((1 - u) * Pixel(left, top + 1) + u * Pixel(left + 1, top + 1));

                double Pixel(int px, int py)
                {
                    var inside = px >= 0 && py >= 0 && px < frame.Width && py < frame.Height;
                    if (!inside && !clamp) return 0;
                    return frame.Row(Math.Clamp(py, 0, frame.Height - 1))[3 * Math.Clamp(px, 0, frame.Width - 1) + plane];
                }
            }

            planes[i] = (float)(sum / (reads * reads) / 127.5 - 1);
        }

        return planes;
    }

    private static Frame Noise(int width, int height)
    {
        var frame = new Frame(width, height);
        new Random(3).NextBytes(frame.Pixels);
        return frame;
    }
}
