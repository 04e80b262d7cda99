using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Tests.Golden;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Warps;

public sealed class WarpTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("umeyama")]
    [InlineData("umeyama_clean")]
    public void Similarity_equals_the_original_fit(string name)
    {
        var fit = GoldenGeometry.Entry(name);
        var map = PlaneMap.Similarity(GoldenGeometry.Points(fit.GetProperty("src")), GoldenGeometry.Points(fit.GetProperty("dst")));
        AssertMap(name, fit.GetProperty("T"), map, 1e-4);
    }

    public static TheoryData<string, string> Crops =>
    [
        .. GoldenGeometry.Names.Select(name => Regex.Match(name, "^warp_bbox_angle(.+)_expand(.+)$")).Where(m => m.Success)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value)),
    ];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Crops))]
    public void Crop_around_points_equals_the_original(string angleName, string expandName)
    {
        var expected = GoldenGeometry.Entry($"warp_bbox_angle{angleName}_expand{expandName}");
        var crop = CropWarp.FromPoints(GoldenGeometry.Landmarks, double.Parse(angleName), 224, double.Parse(expandName));
        AssertMap($"warp_bbox {angleName} {expandName}", expected.GetProperty("M"), crop.Map, 1e-3);
        Assert.Equal(expected.GetProperty("center_x").GetDouble(), crop.Center.X, 1e-3);
        Assert.Equal(expected.GetProperty("center_y").GetDouble(), crop.Center.Y, 1e-3);
        Assert.Equal(expected.GetProperty("scale").GetDouble(), crop.Scale, 1e-6);

        using var source = GoldenGeometry.Picture("frame_bgr");
        using var image = GoldenGeometry.Picture($"warp_bbox_{angleName}_{expandName}");
        using var drawn = new Frame(224, 224);
        PixelWarp.Affine(source, crop.Map, Sampling.Bilinear, drawn);
        AssertPicture($"warp_bbox_{angleName}_{expandName}.png", image, drawn);
    }

    [Fact]
    public void Crop_around_a_box_equals_the_original()
    {
        var expected = GoldenGeometry.Entry("get_warp_mat_bbox");
        var box = expected.GetProperty("bbox");
        var crop = CropWarp.FromBox(new PointBounds(new Vector2(box[0].GetSingle(), box[1].GetSingle()), new Vector2(box[2].GetSingle(), box[3].GetSingle())), 128, 0.15);
        AssertMap("get_warp_mat_bbox", expected.GetProperty("M"), crop.Map, 1e-9);
    }

    [Fact]
    public void Expression_crop_equals_the_original()
    {
        using var source = GoldenGeometry.Picture("frame_bgr");
        using var image = GoldenGeometry.Picture("warp_pd_fgc");
        using var drawn = new Frame(224, 224);
        var five = OfficialPoints.Pick(GoldenGeometry.Landmarks, OfficialPoints.Expression);
        ExpressionCrop.Draw(source, five, drawn);
        AssertPicture("warp_pd_fgc.png", image, drawn);

        var planes = new float[ExpressionCrop.Count];
        ExpressionCrop.Write(source, five, planes);
        var pixel = drawn.Row(100)[(3 * 57)..];
        for (var c = 0; c < 3; c++) Assert.Equal(pixel[c] / 255f * 2 - 1, planes[(c * 224 + 100) * 224 + 57], 1e-6f);
    }

    [Fact]
    public void Preprocessing_equals_the_original()
    {
        using var golden = new GoldenTensors("geom_preprocess");
        using var source = GoldenGeometry.Picture("frame_bgr");
        using var small = NaiveLinear(source, 64, 64);
        using var corner = new Frame(256, 256);
        using var clip = new Frame(224, 224);
        for (var y = 0; y < corner.Height; y++) source.Row(y)[..(3 * corner.Width)].CopyTo(corner.Row(y));
        PixelResize.Cubic(corner, clip);
        float[] signed = new float[3 * 64 * 64], normal = new float[3 * 224 * 224];
        PixelTensor.Signed(small, signed);
        FacePartCrops.ClipPixels(clip, normal);
        Report("image_preprocess_64", golden.Floats("out.image_preprocess_64"), signed, 127.5);
        Report("clip_pixels", golden.Floats("out.clip_pixels"), normal, 255 * 0.27);
    }

    private static Frame NaiveLinear(Frame source, int width, int height)
    {
        var output = new Frame(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var c = 0; c < 3; c++)
                {
                    double sx = (x + .5) * source.Width / width - .5, sy = (y + .5) * source.Height / height - .5;
                    int left = (int)sx, top = (int)sy;
                    double At(int dx, int dy) => source.Row(top + dy)[3 * (left + dx) + c];
                    double fx = sx - left, fy = sy - top;
                    output.Row(y)[3 * x + c] = (byte)Math.Round((1 - fy) * ((1 - fx) * At(0, 0) + fx * At(1, 0)) + fy * ((1 - fx) * At(0, 1) + fx * At(1, 1)));
                }

        return output;
    }

    /// <summary>At most one level off anywhere.</summary>
    private void Report(string name, float[] expected, float[] actual, double levels)
    {
        var errors = expected.Zip(actual, (e, a) => Math.Abs(e - a) * levels).ToArray();
        output.WriteLine($"{name}: {errors.Count(e => e > 0.5)} of {errors.Length} values differ, at most {errors.Max():f2} levels");
        Assert.InRange(errors.Max(), 0, 1.1);
    }

    private void AssertPicture(string name, Frame expected, Frame actual)
    {
        output.WriteLine($"{name}: {Pixels.CountDiffering(expected, actual)} of {expected.Width * expected.Height} pixels differ, at most {Pixels.LargestDifference(expected, actual)} levels");
        Assert.InRange(Pixels.LargestDifference(expected, actual), 0, 1);
    }

    private void AssertMap(string name, JsonElement expected, PlaneMap actual, double tolerance)
    {
        double[] numbers = [actual.Xx, actual.Xy, actual.X0, actual.Yx, actual.Yy, actual.Y0];
        var worst = Enumerable.Range(0, 6).Max(i => Math.Abs(expected[i / 3][i % 3].GetDouble() - numbers[i]));
        output.WriteLine($"{name}: largest error {worst:e1}, tolerance {tolerance}");
        Assert.InRange(worst, 0, tolerance);
    }
}
