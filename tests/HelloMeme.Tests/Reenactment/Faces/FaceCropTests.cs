using System.Drawing;
using System.Numerics;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Rig;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class FaceCropTests
{
    [Fact]
    public void From_a_detection_the_crop_is_half_again_as_wide_and_follows_the_eyes()
    {
        var crop = FaceCrop.FromDetection(new FaceDetection(new RectangleF(10, 20, 40, 60), [new(20, 30), new(30, 40), default, default, default, default], 1));
        Assert.Equal(new Vector2(30, 50), crop.Center);
        Assert.Equal(90, crop.Side);
        Assert.Equal(MathF.PI / 4, crop.Angle, 1e-6f);
    }

    [Fact]
    public void From_landmarks_the_crop_holds_the_mesh_and_not_the_irises()
    {
        var points = new Vector3[FaceLandmarks.Count];
        Array.Fill(points, new Vector3(50, 60, 0));
        points[0] = new Vector3(0, 40, 5);
        points[1] = new Vector3(100, 80, 5);
        points[33] = new Vector3(40, 50, 0);
        points[263] = new Vector3(40, 70, 0);
        points[470] = new Vector3(-500, -500, 0);
        var crop = FaceCrop.FromLandmarks(new FaceLandmarks(points));
        Assert.Equal(new Vector2(50, 60), crop.Center);
        Assert.Equal(150, crop.Side);
        Assert.Equal(MathF.PI / 2, crop.Angle, 1e-6f);
    }

    [Fact]
    public void A_grid_over_a_crop_goes_round_its_corners()
    {
        var grid = SampleGrid.Of(new FaceCrop(new Vector2(10, 20), 8, MathF.PI / 2), 4);
        Assert.True(Vector2.Distance(new Vector2(14, 16), grid.ToPicture(Vector2.Zero)) < 1e-5f);      // top left turns to top right
        Assert.True(Vector2.Distance(new Vector2(14, 24), grid.ToPicture(new Vector2(4, 0))) < 1e-5f);
        Assert.True(Vector2.Distance(new Vector2(10, 20), grid.ToPicture(new Vector2(2, 2))) < 1e-5f);
    }
}
