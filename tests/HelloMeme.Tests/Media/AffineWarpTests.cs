using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Tests.References;
using Xunit;

namespace HelloMeme.Tests.Media;

public sealed class AffineWarpTests
{
    [Theory]
    [InlineData(7, 5)]
    [InlineData(64, 48)]
    [InlineData(1, 9)]
    [InlineData(33, 1)]
    public void Sample_matches_the_reference(int width, int height)
    {
        using var source = Noise(31, 23);
        var tilt = Matrix3x2.CreateRotation(.7f) * Matrix3x2.CreateScale(.6f) * Matrix3x2.CreateTranslation(4, -3);
        using var output = new Frame(width, height);
        AffineWarp.Sample(source, tilt, output);
        using var expected = ReferenceSampler.Warp(source, tilt, width, height);
        AssertClose(expected, output, 1);
    }

    [Fact]
    public void Sample_by_the_identity_copies_and_a_whole_step_moves()
    {
        using var source = Noise(16, 12);
        using var output = new Frame(16, 12);
        AffineWarp.Sample(source, Matrix3x2.Identity, output);
        Assert.True(source.Pixels.SequenceEqual(output.Pixels));

        AffineWarp.Sample(source, Matrix3x2.CreateTranslation(3, 2), output);
        Assert.Equal(source.Row(7)[8 * 3], output.Row(5)[5 * 3]);
    }

    [Fact]
    public void Sample_far_outside_repeats_the_edge()
    {
        using var source = Noise(4, 4);
        using var output = new Frame(2, 2);
        AffineWarp.Sample(source, Matrix3x2.CreateTranslation(-1e7f, -1e7f), output);
        Assert.True(output.Row(1)[3..6].SequenceEqual(source.Row(0)[..3]));
    }

    [Theory]
    [InlineData(64, 48, 32, 24)]
    [InlineData(64, 48, 7, 5)]
    [InlineData(31, 23, 30, 22)]
    [InlineData(5, 7, 40, 21)]
    [InlineData(9, 9, 3, 27)]
    [InlineData(1, 1, 6, 4)]
    [InlineData(40, 30, 1, 1)]
    [InlineData(13, 11, 13, 11)]
    public void Resize_matches_the_reference(int fromWidth, int fromHeight, int width, int height)
    {
        using var source = Noise(fromWidth, fromHeight);
        using var output = new Frame(width, height);
        AffineWarp.Resize(source, output);
        using var expected = ReferenceSampler.Resize(source, width, height);
        AssertClose(expected, output, 1);
    }

    private static Frame Noise(int width, int height)
    {
        var frame = new Frame(width, height);
        new Random(width * 1000 + height).NextBytes(frame.Pixels);
        return frame;
    }

    private static void AssertClose(Frame expected, Frame actual, int tolerance)
    {
        for (var i = 0; i < expected.ByteCount; i++)
            Assert.True(Math.Abs(expected.Pixels[i] - actual.Pixels[i]) <= tolerance, $"byte {i}: {expected.Pixels[i]} expected, {actual.Pixels[i]} found");
    }
}
