using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

public sealed class LatentPreviewTests
{
    [Fact]
    public void Draws_the_linear_map_of_each_latent()
    {
        float[] clean = [0, 1, 0, 0, 0, -1, 0, 0, 0, 0.5f, 0, 0, 0, 0.25f, 0, 0];   // [4, 2, 2]; only the latent at x 1, y 0 is not zero
        using var picture = new Frame(2, 2);
        LatentPreview.Draw(clean, 2, 4, picture);
        Assert.Equal([128, 128, 128], picture.Row(0)[..3].ToArray());
        Assert.Equal(Levels(0.298f - 0.187f - 0.079f - 0.046f, 0.207f - 0.286f + 0.0945f - 0.06775f, 0.208f - 0.173f + 0.132f - 0.11825f), picture.Row(0)[3..].ToArray());
    }

    [Fact]
    public void Out_of_range_is_held_at_black_and_white()
    {
        float[] clean = [9, -9, 0, 0, 0, 0, 0, 0];   // [4, 1, 2]
        using var picture = new Frame(2, 1);
        LatentPreview.Draw(clean, 2, 2, picture);
        Assert.Equal([255, 255, 255, 0, 0, 0], picture.Pixels.ToArray());
    }

    [Fact]
    public void Twice_the_size_repeats_each_latent_and_a_clip_shows_the_frame_pointed_at()
    {
        // [4, 3 frames, 2, 2]
        var clip = new Random(5).GetItems([-1f, -.5f, 0, .5f, 1], 4 * 3 * 4);
        var middle = Enumerable.Range(0, 4).SelectMany(c => clip.AsSpan(c * 12 + 4, 4).ToArray()).ToArray();
        using var small = new Frame(2, 2);
        using var large = new Frame(4, 4);
        LatentPreview.Draw(middle, 2, 4, small);
        LatentPreview.Draw(clip.AsSpan(4), 2, 12, large);
        for (var y = 0; y < 4; y++)
            for (var x = 0; x < 4; x++)
                Assert.Equal(small.Row(y / 2).Slice(3 * (x / 2), 3).ToArray(), large.Row(y).Slice(3 * x, 3).ToArray());
    }

    [Fact]
    public void A_size_that_does_not_fit_is_refused()
    {
        using var picture = new Frame(3, 3);
        Assert.Throws<ArgumentException>(() => LatentPreview.Draw(new float[16], 2, 4, picture));
        using var tall = new Frame(2, 3);
        Assert.Throws<ArgumentException>(() => LatentPreview.Draw(new float[16], 2, 4, tall));
    }

    private static byte[] Levels(params float[] values) => [.. values.Select(v => (byte)(127.5f * (v + 1) + 0.5f))];
}
