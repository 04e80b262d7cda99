using System.Numerics;
using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests.Media;

public sealed class CanvasTests
{
    [Fact]
    public void Polygon_fills_its_inside_and_nothing_else()
    {
        using var frame = Draw(canvas => canvas.Polygon([new(4, 4), new(12, 4), new(12, 12), new(4, 12)], Rgba.White));
        Assert.Equal(255, At(frame, 8, 8));
        Assert.Equal(0, At(frame, 3, 8));
        Assert.Equal(0, At(frame, 12, 8));
    }

    [Fact]
    public void Edges_between_pixels_are_softened()
    {
        using var frame = Draw(canvas => canvas.Polygon([new(4, 4), new(12.5f, 4), new(12.5f, 12), new(4, 12)], Rgba.White));
        Assert.InRange(At(frame, 12, 8), 110, 145);
    }

    [Fact]
    public void Line_is_as_wide_as_asked()
    {
        using var frame = Draw(canvas => canvas.Line(new(2, 8), new(14, 8), 4, Rgba.White));
        Assert.Equal([0, 255, 255, 255, 255, 0], Enumerable.Range(5, 6).Select(y => At(frame, 8, y)));
    }

    [Fact]
    public void Ribbon_thins_from_the_first_width_to_the_last()
    {
        using var frame = Draw(canvas => canvas.Ribbon([new(0, 8), new(8, 8), new(16, 8)], [10, 5, 0], Rgba.White));
        var sums = new[] { 1, 8, 14 }.Select(x => Enumerable.Range(0, 16).Sum(y => At(frame, x, y)) / 255f).ToArray();
        Assert.InRange(sums[0], 8.2, 10);
        Assert.InRange(sums[1], 4, 6);
        Assert.InRange(sums[2], 0.2, 2);
    }

    [Fact]
    public void Ellipse_covers_the_area_of_an_ellipse_turned_or_not()
    {
        using var level = Draw(canvas => canvas.Ellipse(new(8, 8), new(6, 3), Rgba.White));
        using var turned = Draw(canvas =>
        {
            using var path = CanvasPath.Ellipse(new(8, 8), new(6, 3), MathF.PI / 2);
            canvas.Fill(path, Rgba.White);
        });
        Assert.InRange(Area(level), 53.5, 58); // pi * 6 * 3 = 56.5
        Assert.InRange(Area(turned), 53.5, 58);
        Assert.Equal((0, 255), (At(level, 8, 12), At(level, 12, 8)));
        Assert.Equal((255, 0), (At(turned, 8, 12), At(turned, 12, 8)));
    }

    [Fact]
    public void Smooth_curve_passes_through_its_points_and_rounds_between_them()
    {
        using var frame = Draw(canvas => canvas.Blob([new(8, 2), new(14, 8), new(8, 14), new(2, 8)], Rgba.White));
        Assert.True(Area(frame) > 85, "A square of these corners would cover 72 pixels.");
        Assert.Equal(0, At(frame, 1, 1));
        Assert.True(At(frame, 8, 2) > 100);
    }

    [Fact]
    public void Linear_gradient_runs_from_the_first_colour_to_the_last()
    {
        using var frame = Draw(canvas => canvas.Polygon(Everything, Ink.Linear(new(0, 0), new(16, 0), [Rgba.Black, Rgba.White])));
        Assert.InRange(At(frame, 0, 8), 0, 16);
        Assert.InRange(At(frame, 7, 8), 112, 128);
        Assert.InRange(At(frame, 15, 8), 239, 255);
    }

    [Fact]
    public void Radial_gradient_runs_outwards_and_keeps_its_last_colour()
    {
        using var frame = Draw(canvas => canvas.Polygon(Everything, Ink.Radial(new(8, 8), 4, [Rgba.White, Rgba.Black])));
        Assert.True(At(frame, 8, 8) > 200);
        Assert.Equal(0, At(frame, 1, 8));
    }

    [Fact]
    public void Gradient_needs_one_stop_a_colour()
    {
        Assert.Throws<ArgumentException>(() => Ink.Linear(default, Vector2.One, [Rgba.Black, Rgba.White], [0]));
    }

    [Theory]
    [InlineData(CanvasBlend.Normal, 128)]
    [InlineData(CanvasBlend.Multiply, 50)]
    [InlineData(CanvasBlend.Screen, 178)]
    public void Layer_blends_as_named(CanvasBlend blend, int expected)
    {
        using var frame = Draw(canvas =>
        {
            canvas.Polygon(Everything, new Rgba(100 / 255f, 100 / 255f, 100 / 255f));
            using (canvas.Layer(blend)) canvas.Polygon(Everything, new Rgba(128 / 255f, 128 / 255f, 128 / 255f));
        });
        Assert.InRange(At(frame, 8, 8), expected - 1, expected + 1);
    }

    [Fact]
    public void Blurred_layer_spreads_and_keeps_its_sum()
    {
        using var frame = Draw(canvas =>
        {
            using (canvas.Layer(blur: 1)) canvas.Polygon([new(7, 7), new(9, 7), new(9, 9), new(7, 9)], Rgba.White);
        });
        Assert.InRange(At(frame, 8, 8), 60, 160);
        Assert.InRange(At(frame, 6, 8), 20, 120);
        Assert.InRange(Area(frame), 3.6, 4.4);
    }

    [Fact]
    public void Faded_layer_lets_the_ground_through()
    {
        using var frame = Draw(canvas =>
        {
            using (canvas.Layer(opacity: 0.25f)) canvas.Polygon(Everything, Rgba.White);
        });
        Assert.InRange(At(frame, 8, 8), 63, 65);
    }

    [Fact]
    public void Clip_ends_with_its_scope()
    {
        using var frame = Draw(canvas =>
        {
            using var left = CanvasPath.Lines([new(0, 0), new(8, 0), new(8, 8), new(0, 8)], closed: true);
            using (canvas.Clip(left)) canvas.Polygon(Everything, Rgba.White);
            canvas.Ellipse(new(12, 12), new(2), Rgba.White);
        });
        Assert.Equal((255, 0, 255), (At(frame, 4, 4), At(frame, 12, 4), At(frame, 12, 12)));
    }

    [Fact]
    public void Transform_maps_places_and_widths()
    {
        using var frame = Draw(canvas =>
        {
            using (canvas.Transform(Matrix3x2.CreateScale(2) * Matrix3x2.CreateTranslation(2, 0))) canvas.Polygon([new(1, 1), new(3, 1), new(3, 3), new(1, 3)], Rgba.White);
        });
        Assert.Equal((0, 255, 255, 0), (At(frame, 3, 3), At(frame, 4, 3), At(frame, 7, 5), At(frame, 8, 3)));
    }

    [Fact]
    public void Picture_and_ground_keep_their_bytes()
    {
        using var ground = Noise(16);
        using var stamp = Noise(4);
        using var canvas = new Canvas(ground);
        canvas.Picture(stamp, new(5, 6));
        using var result = new Frame(16, 16);
        canvas.CopyTo(result);
        Assert.Equal(ground.Row(0), result.Row(0));
        Assert.Equal(stamp.Row(2), result.Row(8)[15..27]);
    }

    [Fact]
    public void Copying_to_another_size_is_an_error()
    {
        using var ground = Noise(16);
        using var canvas = new Canvas(ground);
        using var other = new Frame(8, 16);
        Assert.Throws<ArgumentException>(() => canvas.CopyTo(other));
    }

    private static Vector2[] Everything => [new(0, 0), new(16, 0), new(16, 16), new(0, 16)];

    private static Frame Draw(Action<Canvas> draw)
    {
        var frame = new Frame(16, 16);
        frame.Pixels.Clear();
        using var canvas = new Canvas(frame);
        draw(canvas);
        canvas.CopyTo(frame);
        return frame;
    }

    private static Frame Noise(int size)
    {
        var frame = new Frame(size, size);
        new Random(5).NextBytes(frame.Pixels);
        return frame;
    }

    private static int At(Frame frame, int x, int y) => frame.Row(y)[3 * x];

    private static float Area(Frame frame)
    {
        float sum = 0;
        for (var i = 0; i < frame.ByteCount; i += 3) sum += frame.Pixels[i] / 255f;
        return sum;
    }
}
