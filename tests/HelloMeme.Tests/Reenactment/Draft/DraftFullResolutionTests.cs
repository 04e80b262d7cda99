using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Draft.Planes;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

public sealed class DraftFullResolutionTests
{
    [Theory]
    [InlineData(640, 700, 200, 320, 280)]
    [InlineData(2000, 2000, 560, 1000, 800)]
    public void A_slightly_turned_face_stays_as_sharp_as_the_photo(int width, int height, float iod, float x, float y)
    {
        using var photo = SyntheticFace.Picture(width, height, iod, x, y);
        AddNoise(photo);
        using var renderer = DraftPortraits.Synthetic(photo, iod, x, y);
        AssertSharp(renderer, photo, SyntheticFace.Landmarks(iod, x, y));
    }

    [Theory]
    [InlineData("cg1")]
    [InlineData("chillout")]
    [InlineData("majicmix1")]
    public void A_slightly_turned_real_face_stays_as_sharp_as_the_photo(string name)
    {
        var (photo, landmarks, mask) = DraftPortraits.Fixture(name);
        using var _ = photo;
        using var renderer = new DraftRenderer(photo, landmarks, mask);
        AssertSharp(renderer, photo, landmarks);
    }

    public static TheoryData<float, float, float, float, float, float> StrongMotions => new()
    {
        { 0.5f, 0, 0, 0, 0, 1 }, { 0, 0.4f, 0.4f, 0, 0, 1 }, { 0, -0.4f, -0.5f, 0, 0, 1 }, { 0, 0, 0, 0.7f, 0.7f, 1 }, { 0, 0, 0, -0.7f, -0.7f, 1.4f }, { 0.2f, 0, 0, 0, 0, 0.6f },
    };

    [Theory]
    [MemberData(nameof(StrongMotions))]
    public void The_outermost_pixels_stay_the_photos(float yaw, float pitch, float roll, float x, float y, float scale)
    {
        using var photo = SyntheticFace.Picture(240, 220, 70, 110, 90);   // shoulders cut below, hair close to the top
        using var renderer = DraftPortraits.Synthetic(photo, 70, 110, 90);
        using var output = renderer.NewFrame();
        renderer.Render(MotionFrame.Rest.With(("headYaw", yaw), ("headPitch", pitch), ("headRoll", roll), ("headX", x), ("headY", y), ("headScale", scale), ("jawOpen", 1)), output);
        Assert.True(BorderDifference(photo, output, 4) <= 2);
        Assert.True(DraftPortraits.MeanDifference(photo, output) > 1);
    }

    [Fact]
    public void A_small_face_in_a_large_picture_moves_alone()
    {
        using var photo = SyntheticFace.Picture(600, 300, 30, 90, 90);
        using var renderer = DraftPortraits.Synthetic(photo, 30, 90, 90);
        using var output = renderer.NewFrame();
        renderer.Render(MotionFrame.Rest.With(("headYaw", 0.4f), ("headX", 0.5f), ("headRoll", 0.3f)), output);
        for (var y = 0; y < 300; y++) Assert.True(photo.Row(y)[(350 * 3)..].SequenceEqual(output.Row(y)[(350 * 3)..]));
    }

    private static void AssertSharp(DraftRenderer renderer, Frame photo, FaceLandmarks landmarks)
    {
        using var output = renderer.NewFrame();
        renderer.Render(MotionFrame.Rest.With(("headYaw", MathF.PI / 180)), output);
        var ratio = LaplacianVariance(output, landmarks) / LaplacianVariance(photo, landmarks);
        Assert.True(ratio >= 0.9, $"Laplacian variance is {ratio:0.000} of the photo's");
    }

    private static double LaplacianVariance(Frame frame, FaceLandmarks landmarks)
    {
        var luminance = RgbPlanes.FromFrame(frame).Luminance();
        double sum = 0, squares = 0, count = 0;
        for (var y = (int)landmarks[10].Y; y < landmarks[152].Y; y++)
        {
            for (var x = (int)landmarks[234].X; x < landmarks[454].X; x++)
            {
                double l = 4 * luminance[x, y] - luminance[x - 1, y] - luminance[x + 1, y] - luminance[x, y - 1] - luminance[x, y + 1];
                (sum, squares, count) = (sum + l, squares + l * l, count + 1);
            }
        }

        return squares / count - sum / count * (sum / count);
    }

    /// <summary>Skin grain: noise of a few levels, a pixel and a half wide, as cameras and painters leave it.</summary>
    private static void AddNoise(Frame frame)
    {
        var random = new Random(5);
        var noise = new PixelPlane(frame.Width, frame.Height);
        for (var i = 0; i < noise.Values.Length; i++) noise.Values[i] = (float)random.NextDouble() - 0.5f;
        noise = GaussianBlur.Run(noise, 0.7f);
        for (var i = 0; i < frame.ByteCount; i++) frame.Pixels[i] = (byte)Math.Clamp(frame.Pixels[i] + 60 * noise.Values[i / 3], 0, 255);
    }

    private static int BorderDifference(Frame a, Frame b, int band)
    {
        var worst = 0;
        for (var y = 0; y < a.Height; y++)
        {
            for (var i = 0; i < a.Width * 3; i++)
            {
                var x = i / 3;
                if (x >= band && y >= band && x < a.Width - band && y < a.Height - band) continue;
                worst = Math.Max(worst, Math.Abs(a.Row(y)[i] - b.Row(y)[i]));
            }
        }

        return worst;
    }
}
