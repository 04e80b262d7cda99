using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

public sealed class DraftRestTests
{
    [Theory]
    [InlineData(240, 240, 58, 120, 100)]
    [InlineData(320, 220, 40, 210, 80)]
    [InlineData(460, 500, 170, 230, 200)]   // a face large enough for a smaller working copy
    public void Rest_is_the_photo_byte_for_byte(int width, int height, float iod, float x, float y)
    {
        using var photo = SyntheticFace.Picture(width, height, iod, x, y);
        using var renderer = DraftPortraits.Synthetic(photo, iod, x, y);
        using var output = renderer.NewFrame();

        renderer.Render(MotionFrame.Rest.With(("headYaw", 0.3f), ("jawOpen", 1)), output);
        Assert.False(photo.Pixels.SequenceEqual(output.Pixels));
        renderer.Render(MotionFrame.Rest, output);

        Assert.True(photo.Pixels.SequenceEqual(output.Pixels));
    }

    [Theory]
    [InlineData("cg1")]
    [InlineData("chillout")]
    [InlineData("majicmix1")]
    public void Rest_is_the_photo_when_the_photo_is_real(string name)
    {
        var (photo, landmarks, mask) = DraftPortraits.Fixture(name);
        using var _ = photo;
        using var renderer = new DraftRenderer(photo, landmarks, mask);
        using var output = renderer.NewFrame();

        renderer.Render(MotionFrame.Rest, output);

        Assert.True(photo.Pixels.SequenceEqual(output.Pixels));
    }

    [Fact]
    public void A_hair_of_motion_leaves_the_photo_almost_untouched()
    {
        using var photo = SyntheticFace.Picture(240, 240, 58, 120, 100);
        using var renderer = DraftPortraits.Synthetic(photo, 58, 120, 100);
        using var output = renderer.NewFrame();

        renderer.Render(MotionFrame.Rest.With(("headX", 1e-5f), ("eyeBlinkLeft", 1e-5f)), output);

        Assert.True(DraftPortraits.MeanDifference(photo, output) < 0.01);
    }

    [Fact]
    public void A_blink_changes_nothing_away_from_the_eyes()
    {
        using var photo = SyntheticFace.Picture(240, 240, 58, 120, 100);
        using var renderer = DraftPortraits.Synthetic(photo, 58, 120, 100);
        using var output = renderer.NewFrame();

        renderer.Render(MotionFrame.Rest.With(("eyeBlinkLeft", 1), ("eyeBlinkRight", 1)), output);

        var different = 0;
        for (var y = 0; y < 240; y++)
        {
            var eyes = y > 100 - 30 && y < 100 + 30;
            for (var i = 0; i < 240 * 3; i++) different += !eyes && Math.Abs(photo.Row(y)[i] - output.Row(y)[i]) > 1 ? 1 : 0;
        }

        Assert.Equal(0, different);
        Assert.True(DraftPortraits.MeanDifference(photo, output) > 0.05);
    }

    [Fact]
    public void Odd_and_oversized_photos_become_even_and_bounded()
    {
        using var odd = SyntheticFace.Picture(241, 201, 50, 120, 80);
        using var whole = DraftPortraits.Synthetic(odd, 50, 120, 80);
        Assert.Equal((240, 200), (whole.Width, whole.Height));
        using var small = DraftPortraits.Synthetic(odd, 50, 120, 80, new DraftOptions { LongSide = 120 });
        Assert.Equal((120, 100), (small.Width, small.Height));
        using var square = DraftPortraits.Synthetic(odd, 50, 120, 80, new DraftOptions { Square = 512 });
        Assert.Equal((512, 512), (square.Width, square.Height));
    }

    [Fact]
    public void A_frame_of_another_size_is_refused()
    {
        using var photo = SyntheticFace.Picture(120, 120, 30, 60, 50);
        using var renderer = DraftPortraits.Synthetic(photo, 30, 60, 50);
        using var output = new HelloMeme.Media.Frame(118, 120);

        Assert.Throws<ArgumentException>(() => renderer.Render(MotionFrame.Rest, output));
    }
}
