using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Tests.Golden;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.FaceTools;

public sealed class FaceToolTests(ITestOutputHelper output)
{
    [Fact]
    public void Clip_crop_equals_the_original()
    {
        var expected = GoldenGeometry.Entry("crop_and_resize");
        var side = expected.GetProperty("save_size").GetInt32();
        var second = GoldenGeometry.Landmarks.Select(p => p + new Vector2(int.Parse(expected.GetProperty("second_frame").GetString()!.Split("+ ")[1]))).ToArray();
        using var source = GoldenGeometry.Picture("frame_bgr");
        using var drawn = new Frame(side, side);
        var crop = ClipCrop.Around([PointBounds.Of(GoldenGeometry.Landmarks), PointBounds.Of(second)], source.Width, source.Height);
        AssertPoints("crop_and_resize", expected.GetProperty("new_landmarks_first3")[0], crop, side, GoldenGeometry.Landmarks);
        AssertPoints("crop_and_resize, second frame", expected.GetProperty("new_landmarks_first3")[1], crop, side, second);
        var sum = GoldenGeometry.Landmarks.Concat(second).Select(p => crop.Map(p, side)).Sum(p => (double)p.X + p.Y);
        Assert.Equal(expected.GetProperty("new_landmarks_sum").GetDouble(), sum, 0.01);
        crop.Cut(source, drawn);
        AssertPicture("crop_resize_0", drawn);
    }

    [Fact]
    public void The_whole_picture_is_stretched_as_the_original_does()
    {
        var side = GoldenGeometry.Entry("crop_and_resize").GetProperty("save_size").GetInt32();
        using var source = GoldenGeometry.Picture("frame_bgr");
        using var drawn = new Frame(side, side);
        var crop = ClipCrop.Whole(source.Width, source.Height);
        AssertPoints("no_crop", GoldenGeometry.Entry("no_crop").GetProperty("new_landmarks_first3")[0], crop, side, GoldenGeometry.Landmarks);
        crop.Cut(source, drawn);
        AssertPicture("nocrop_resize_0", drawn);
    }

    [Fact]
    public void Face_parts_equal_the_original()
    {
        using var golden = new GoldenTensors("geom_face_parts");
        using var whole = GoldenGeometry.Picture("frame_bgr");
        var recipe = Regex.Match(GoldenGeometry.Entry("face_parts").GetString()!, @"\[:(\d+),:\d+\].*landmarks \+ (\d+)");
        var side = int.Parse(recipe.Groups[1].Value);
        using var source = new Frame(side, side);
        for (var y = 0; y < side; y++) whole.Row(y)[..(3 * side)].CopyTo(source.Row(y));
        var first = FacePartPoints.FromOfficial(GoldenGeometry.Landmarks);
        var second = FacePartPoints.FromOfficial(GoldenGeometry.Landmarks.Select(p => p + new Vector2(int.Parse(recipe.Groups[2].Value))).ToArray());
        var planes = new float[FacePartCrops.PartCount * FacePartCrops.Count];
        new FacePartCrops(side, [first, second]).Write(source, first, planes);
        for (var part = 0; part < FacePartCrops.PartCount; part++)
        {
            var errors = golden.Floats($"out.face_part_{part}").Zip(planes.Skip(part * FacePartCrops.Count), (e, a) => Math.Abs(e - a) * 255 * 0.27).ToArray();
            output.WriteLine($"face_part_{part}: {errors.Count(e => e > 0.5)} of {errors.Length} values differ, at most {errors.Max():f2} levels");
            Assert.InRange(errors.Max(), 0, 1.1);
        }
    }

    [Fact]
    public void Smoothing_equals_the_original()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(GoldenData.File("geom", "smoother.json")));
        var smoother = new LandmarkSmoother();
        var worst = 0f;
        foreach (var frame in json.RootElement.GetProperty("frames").EnumerateArray())
        {
            var points = GoldenGeometry.Points(frame.GetProperty("input"));
            smoother.Apply(points, json.RootElement.GetProperty("face_dis").GetDouble());
            worst = Math.Max(worst, points.Zip(GoldenGeometry.Points(frame.GetProperty("output")), Vector2.Distance).Max());
        }

        output.WriteLine($"smoother: largest error {worst:e1} px, tolerance 1e-3");
        Assert.InRange(worst, 0, 1e-3f);
    }

    [Fact]
    public void Landmarks_that_stand_still_stay_where_they_are()
    {
        var smoother = new LandmarkSmoother();
        for (var i = 0; i < 3; i++)
        {
            var points = GoldenGeometry.Landmarks.ToArray();
            smoother.Apply(points, 100);
            Assert.Equal(GoldenGeometry.Landmarks, points);
        }
    }

    [Fact]
    public void Detector_input_equals_the_original()
    {
        using var golden = new GoldenTensors("geom_nanodet");
        using var source = GoldenGeometry.Picture("frame_bgr");
        var planes = new float[3 * BoxDecoder.InputWidth * BoxDecoder.InputHeight];
        BoxDecoder.WriteInput(source, planes);
        var errors = golden.Floats("out.input").Zip(planes, (e, a) => Math.Abs(e - a) * 57.375).ToArray();
        output.WriteLine($"nanodet input: {errors.Count(e => e > 0.5)} of {errors.Length} values differ, at most {errors.Max():f2} levels");
        Assert.InRange(errors.Max(), 0, 1.1);
    }

    [Fact]
    public void Detections_equal_the_original()
    {
        using var golden = new GoldenTensors("geom_nanodet");
        using var source = GoldenGeometry.Picture("frame_bgr");
        var found = BoxDecoder.Decode([.. Enumerable.Range(0, 3).Select(i => golden.Floats($"in.scores_{i}"))], [.. Enumerable.Range(0, 3).Select(i => golden.Floats($"in.boxes_{i}"))], source.Width, source.Height);
        var boxes = golden.Integers("out.boxes");
        Assert.Equal(golden.Floats("out.scores"), found.Select(f => f.Score));
        var ours = found.SelectMany(f => new[] { (int)f.Bounds.Min.X, (int)f.Bounds.Min.Y, (int)f.Bounds.Max.X, (int)f.Bounds.Max.Y }).ToArray();
        output.WriteLine($"nanodet: {boxes.Zip(ours).Count(p => p.First != p.Second)} of {boxes.Length} corners differ, {found.Count} faces");
        Assert.Equal(boxes, ours);
    }

    [Theory]
    [InlineData(8, 34, 20)]
    [InlineData(16, 17, 10)]
    [InlineData(32, 9, 5)]
    public void Detector_grids_are_rounded_up(int stride, int rows, int columns) => Assert.Equal((columns, rows), BoxDecoder.Grid(stride));

    private void AssertPoints(string name, JsonElement expected, ClipCrop crop, int side, Vector2[] landmarks)
    {
        var worst = GoldenGeometry.Points(expected).Select((p, i) => Vector2.Distance(p, crop.Map(landmarks[i], side))).Max();
        output.WriteLine($"{name}: landmarks differ by at most {worst:e1} px");
        Assert.InRange(worst, 0, 1e-3f);
    }

    private void AssertPicture(string name, Frame drawn)
    {
        using var expected = GoldenGeometry.Picture(name);
        output.WriteLine($"{name}: {Pixels.CountDiffering(expected, drawn)} of {expected.Width * expected.Height} pixels differ, at most {Pixels.LargestDifference(expected, drawn)} levels");
        Assert.InRange(Pixels.LargestDifference(expected, drawn), 0, 1);
    }
}
