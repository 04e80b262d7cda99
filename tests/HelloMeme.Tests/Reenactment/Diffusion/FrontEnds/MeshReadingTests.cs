using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Diffusion.Pose;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.FrontEnds;

/// <summary>The built-in front end on drawn portraits, whose landmarks and turns are known.</summary>
public sealed class MeshReadingTests(ITestOutputHelper output)
{
    public static TheoryData<string> Portraits => [.. SamplePortraits.All.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Portraits))]
    public void The_square_lies_on_the_face_of_a_drawn_portrait(string name)
    {
        var face = new HeadModel(Cast.All.First(c => c.Name == name)).Landmarks;
        var (crop, corners) = Square(face);
        Assert.Equal(crop.Right - crop.Left, crop.Bottom - crop.Top);
        var middle = corners.Aggregate((a, b) => a + b) / 4;
        var mean = crop.Map(new Vector2(face.Mesh.ToArray().Average(p => p.X), face.Mesh.ToArray().Average(p => p.Y)));
        output.WriteLine($"{name}: square {corners[0]} {corners[1]} {corners[2]} {corners[3]}, middle {Vector2.Distance(middle, mean):f1} px from the middle of the mesh");
        Assert.InRange(Vector2.Distance(middle, mean), 0, 6);

        // It holds eyes and mouth, and the head holds it.
        foreach (var index in (int[])[133, 362, 61, 291, 4, 6]) Assert.True(Inside(crop.Map(new Vector2(face[index].X, face[index].Y)), corners), $"landmark {index} lies outside");
        var bounds = MeshReading.Bounds(face);
        Vector2 low = crop.Map(bounds.Min), high = crop.Map(bounds.Max);
        Assert.All(corners, c => Assert.True(c.X > low.X - 4 && c.X < high.X + 4 && c.Y > low.Y - 4 && c.Y < high.Y + 4));
    }

    [Theory]
    [InlineData(0.3f)]
    [InlineData(-0.2f)]
    public void The_square_rolls_with_the_eyes(float roll)
    {
        var face = Turned(new HeadAngles(0, 0, roll));
        var (_, corners) = Square(face);
        double top = Angle(corners[2] - corners[1]), eyes = Angle(new Vector2(face[263].X - face[33].X, face[263].Y - face[33].Y));
        output.WriteLine($"roll {roll}: top edge {top:f3}, eye line {eyes:f3}");
        Assert.Equal(eyes, top, 0.02);
        Assert.Equal(roll, top, 0.03);
    }

    [Fact]
    public void The_near_side_of_a_turned_face_is_the_long_side_of_the_square()
    {
        // Turned to image right the image-left cheek comes near; with the chin up the lower edge does.
        var (_, right) = Square(Turned(new HeadAngles(Yaw: 0.4f, 0, 0)));
        Assert.True(Vector2.Distance(right[0], right[1]) > 1.1 * Vector2.Distance(right[2], right[3]));
        var (_, left) = Square(Turned(new HeadAngles(Yaw: -0.4f, 0, 0)));
        Assert.True(Vector2.Distance(left[2], left[3]) > 1.1 * Vector2.Distance(left[0], left[1]));
        var (_, up) = Square(Turned(new HeadAngles(0, Pitch: 0.3f, 0)));
        Assert.True(Vector2.Distance(up[3], up[0]) > 1.05 * Vector2.Distance(up[1], up[2]));
    }

    [Theory]
    [InlineData(0.3f, -0.2f, 0.15f)]
    [InlineData(-0.5f, 0.25f, -0.4f)]
    public void Angles_of_the_camera_turn_the_face_as_the_head_pose_does(float yaw, float pitch, float roll)
    {
        var pose = new HeadPose(100, new HeadAngles(yaw, pitch, roll).ToRotation(), new Vector3(256, 256, 0));
        var official = MeshReading.Pose(pose, ClipCrop.Whole(512, 512)).Rotation;
        var camera = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, official.Z) * Quaternion.CreateFromAxisAngle(Vector3.UnitY, official.Y) * Quaternion.CreateFromAxisAngle(Vector3.UnitX, official.X);
        foreach (var v in (Vector3[])[Vector3.UnitX, Vector3.UnitY, Vector3.UnitZ])
        {
            var ours = Vector3.Transform(v, pose.Rotation);
            var theirs = Vector3.Transform(v * new Vector3(1, -1, -1), camera) * new Vector3(1, -1, -1);
            Assert.InRange(Vector3.Distance(ours, theirs), 0, 1e-5f);
        }
    }

    [Fact]
    public void A_face_twice_as_large_stands_half_as_far_and_its_place_is_kept()
    {
        var crop = ClipCrop.Whole(512, 512);
        var near = MeshReading.Pose(new HeadPose(200, Quaternion.Identity, new Vector3(300, 200, 0)), crop).Translation;
        var far = MeshReading.Pose(new HeadPose(100, Quaternion.Identity, new Vector3(300, 200, 0)), crop).Translation;
        Assert.Equal(2 * near.Z, far.Z, 1e-4f);
        Assert.InRange(far.Z, -5f, -4f);   // an outer eye distance of 100 px, as crops have it
        Assert.True(near.X > 0 && near.Y < 0);
    }

    [Theory]
    [MemberData(nameof(Portraits))]
    public void Points_for_the_encoder_lie_where_the_official_ones_would(string name)
    {
        var observed = Observe(new HeadModel(Cast.All.First(c => c.Name == name)).Landmarks);
        var (crop, _) = Square(observed.Landmarks);
        var reading = MeshReading.Read(crop, observed);
        Assert.Equal(ArkitOrder.Count, reading.Blendshapes!.Length);
        AssertFit(name + " expression", reading.Expression, OfficialPoints.ExpressionPlaces, 224, 9);
        AssertFit(name + " parts", reading.Parts.Five, OfficialPoints.PartPlaces, 512, 26);
        Assert.Equal(FacePartCrops.PartCount, reading.Parts.Regions.Length);
        Assert.True(PointBounds.Of(reading.Parts.Regions[0]).Center.X < PointBounds.Of(reading.Parts.Regions[1]).Center.X);
        Assert.True(PointBounds.Of(reading.Parts.Regions[2]).Center.Y > PointBounds.Of(reading.Parts.Regions[1]).Max.Y);
    }

    [Fact]
    public void Every_blendshape_but_the_tongue_has_its_place()
    {
        Assert.Equal(Channels.BlendshapeNames.Where(n => n != "tongueOut").Order(), ArkitOrder.Names.Order());
        var channels = Enumerable.Range(0, Channels.BlendshapeCount).Select(i => (float)i).ToArray();
        var ordered = ArkitOrder.FromChannels(channels);
        Assert.Equal("jawOpen", Channels.BlendshapeNames[(int)ordered[ArkitOrder.Names.ToList().IndexOf("jawOpen")]]);
    }

    private void AssertFit(string name, Vector2[] points, Vector2[] places, int side, float tolerance)
    {
        var map = PlaneMap.Similarity(points, [.. places.Select(p => p * side)]);
        var worst = points.Select((p, i) => Vector2.Distance(map.Apply(p), places[i] * side)).Max();
        output.WriteLine($"{name}: farthest point {worst:f1} px of {side} from its place");
        Assert.InRange(worst, 0, tolerance);
    }

    private static (ClipCrop Crop, Vector2[] Corners) Square(FaceLandmarks face)
    {
        var crop = ClipCrop.Around([MeshReading.Bounds(face)], 1024, 1024);
        var corners = new (double X, double Y)[4];
        PoseCondition.Corners(MeshReading.Pose(HeadPoseEstimator.Absolute(face), crop), 512, 512, corners);
        return (crop, [.. corners.Select(c => new Vector2((float)c.X, (float)c.Y))]);
    }

    private static FaceObservation Observe(FaceLandmarks face) =>
        new(default, face, 1, Held: false, HeadPoseEstimator.Absolute(face), HeadPose.Identity, new float[Channels.BlendshapeCount], default);

    private static FaceLandmarks Turned(HeadAngles angles) => new HeadModel(Cast.All[0] with { Angles = angles }).Landmarks;

    private static double Angle(Vector2 v) => Math.Atan2(v.Y, v.X);

    private static bool Inside(Vector2 p, Vector2[] corners)
    {
        var sides = Enumerable.Range(0, 4).Select(i => (corners[(i + 1) % 4] - corners[i], p - corners[i])).Select(e => e.Item1.X * e.Item2.Y - e.Item1.Y * e.Item2.X).ToArray();
        return sides.All(s => s > 0) || sides.All(s => s < 0);
    }
}
