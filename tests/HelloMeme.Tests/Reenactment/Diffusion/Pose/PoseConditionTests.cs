using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Pose;
using HelloMeme.Tests.Golden;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Pose;

public sealed class PoseConditionTests(ITestOutputHelper output)
{
    [Fact]
    public void Corners_equal_the_original_ones()
    {
        using var json = Json();
        var worst = 0.0;
        Span<(double X, double Y)> corners = stackalloc (double, double)[4];
        foreach (var pose in json.RootElement.GetProperty("poses").EnumerateArray())
        {
            PoseCondition.Corners(Pose(pose), 512, 512, corners);
            var expected = pose.GetProperty("rect_xy");
            for (var i = 0; i < 4; i++) worst = Math.Max(worst, Math.Max(Math.Abs(expected[i][0].GetDouble() - corners[i].X), Math.Abs(expected[i][1].GetDouble() - corners[i].Y)));
        }

        output.WriteLine($"pose corners: largest error {worst:e1} px");
        Assert.InRange(worst, 0, 1e-4);
    }

    [Theory] // Computed by hand in 64 bits.
    [InlineData(0f, 0f, 0f, 0f, 0f, -5f, 207.714, 304.286, 207.714, 207.714)]
    [InlineData(0.1f, -0.2f, 0.05f, 0.02f, 0.03f, -5f, 232.7845, 276.1363, 225.3112, 182.9302)]
    public void Corners_equal_the_formula(float ax, float ay, float az, float tx, float ty, float tz, double x0, double y0, double x1, double y1)
    {
        var corners = new (double X, double Y)[4];
        PoseCondition.Corners(new CameraPose(new Vector3(ax, ay, az), new Vector3(tx, ty, tz)), 512, 512, corners);
        Assert.Equal(x0, corners[0].X, 1e-3);
        Assert.Equal(y0, corners[0].Y, 1e-3);
        Assert.Equal(x1, corners[1].X, 1e-3);
        Assert.Equal(y1, corners[1].Y, 1e-3);
    }

    [Fact]
    public void Maps_equal_the_original_ones()
    {
        using var json = Json();
        var total = 0;
        foreach (var pose in json.RootElement.GetProperty("poses").EnumerateArray())
        {
            using var expected = FrameCodec.Decode(File.ReadAllBytes(GoldenData.File(pose.GetProperty("image").GetString()!)));
            using var drawn = new Frame(512, 512);
            PoseCondition.Draw(Pose(pose), drawn);
            var differing = Pixels.CountDiffering(expected, drawn);
            output.WriteLine($"{pose.GetProperty("image")}: {differing} of {512 * 512} pixels differ");
            total += differing;
        }

        Assert.Equal(0, total);
    }

    [Fact]
    public void Maps_of_a_driven_portrait_equal_the_original_ones()
    {
        using var json = Json();
        using var golden = new GoldenTensors("pose_heatmaps");
        var poses = json.RootElement.GetProperty("poses_for_heatmaps").EnumerateArray().Select(Pose).ToArray();
        var reference = poses[int.Parse(Regex.Match(json.RootElement.GetProperty("heatmaps").GetString()!, @"that of pose (\d+)").Groups[1].Value)];
        var total = 0;
        foreach (var name in golden.Names.Order())
        {
            var expected = golden.Bytes(name);
            var shape = golden.Shape(name);   // [3, frames, side, side]
            Assert.Equal(poses.Length, shape[1]);
            var ratio = float.Parse(name["out.heatmaps_ratio_".Length..]);
            using var drawn = new Frame((int)shape[3], (int)shape[2]);
            var differing = 0;
            for (var frame = 0; frame < poses.Length; frame++)
            {
                PoseCondition.Draw(CameraPose.Drive(reference, poses[frame], poses[0], ratio), drawn);
                differing += CountDiffering(expected, frame, poses.Length, drawn);
            }

            output.WriteLine($"pose_heatmaps ratio {ratio}: {differing} of {expected.Length / 3} pixels differ");
            total += differing;
        }

        Assert.Equal(0, total);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(4)]
    public void Reduction_equals_bilinear_sampling_at_the_middle_of_each_cell(int reduction)
    {
        using var picture = Pixels.Noise(64, 48, 3);
        int width = 64 / reduction, height = 48 / reduction;
        var condition = new float[3 * width * height];
        PoseCondition.Reduce(picture, reduction, condition);
        for (var c = 0; c < 3; c++)
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                    Assert.Equal(Bilinear(picture, (x + .5) * reduction - .5, (y + .5) * reduction - .5, c) / 127.5 - 1, condition[(c * height + y) * width + x], 1e-6);
    }

    [Fact]
    public void The_condition_is_the_drawing_reduced_and_black_is_minus_one()
    {
        using var picture = new Frame(512, 512);
        var condition = new float[PoseCondition.ReducedCount];
        PoseCondition.Write(new CameraPose(default, new Vector3(0, 0, -3)), picture, PoseCondition.Reduction, condition);
        Assert.Equal(64 * 64 * 3, condition.Length);
        Assert.All(condition, v => Assert.InRange(v, -1, 1));
        Assert.Equal(-1, condition[0]);
        Assert.Contains(1f, condition[..4096]);          // red: the right side
        Assert.Contains(1f, condition[4096..8192]);      // green: the left side
        Assert.Contains(1f, condition[8192..]);          // blue: the top
    }

    [Fact]
    public void Driving_takes_the_turn_and_a_share_of_the_way()
    {
        CameraPose reference = new(new(1, 2, 3), new(0.1f, 0.2f, -3)), first = new(default, new(0, 0, -2)), now = new(new(.1f, .2f, .3f), new(0.4f, 0, -2.5f));
        Assert.Equal(new CameraPose(now.Rotation, reference.Translation), CameraPose.Drive(reference, now, first, 0));
        Assert.Equal(new CameraPose(now.Rotation, new(0.3f, 0.2f, -3.25f)), CameraPose.Drive(reference, now, first, 0.5f));
    }

    [Fact]
    public void Translation_of_a_crop_equals_the_original_one()
    {
        using var json = Json();
        var crop = json.RootElement.GetProperty("crop_transl");
        var args = crop.GetProperty("args");
        var full = args.GetProperty("full_center");
        var found = CameraPose.UncropTranslation(Vector(args.GetProperty("crop_trans")), args.GetProperty("crop_center")[0].GetDouble(), args.GetProperty("crop_center")[1].GetDouble(),
            args.GetProperty("scale").GetDouble(), (int)(2 * full[0].GetDouble()), (int)(2 * full[1].GetDouble()));
        var error = Vector3.Distance(Vector(crop.GetProperty("result")), found);
        output.WriteLine($"crop_transl: error {error:e1}");
        Assert.InRange(error, 0, 1e-6f);
    }

    private static int CountDiffering(byte[] planes, int frame, int frames, Frame drawn)
    {
        int plane = drawn.Width * drawn.Height, count = 0;
        for (var i = 0; i < plane; i++)
        {
            var differs = false;
            for (var c = 0; c < 3; c++) differs |= planes[(c * frames + frame) * plane + i] != drawn.Pixels[3 * i + c];
            if (differs) count++;
        }

        return count;
    }

    private static JsonDocument Json() => JsonDocument.Parse(File.ReadAllText(GoldenData.File("pose", "pose.json")));

    private static CameraPose Pose(JsonElement pose) => new(Vector(pose.GetProperty("rotation")), Vector(pose.GetProperty("translation")));

    private static Vector3 Vector(JsonElement v) => new(v[0].GetSingle(), v[1].GetSingle(), v[2].GetSingle());

    private static double Bilinear(Frame picture, double x, double y, int c)
    {
        int x0 = (int)x, y0 = (int)y;
        double fx = x - x0, fy = y - y0;
        double At(int px, int py) => picture.Row(py)[3 * px + c];
        return (1 - fy) * ((1 - fx) * At(x0, y0) + fx * At(x0 + 1, y0)) + fy * ((1 - fx) * At(x0, y0 + 1) + fx * At(x0 + 1, y0 + 1));
    }
}
