using System.Security.Cryptography;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

public sealed class DraftDeterminismTests
{
    [Theory]
    [InlineData(0f)]
    [InlineData(0.5f)]   // a turned photo: mirror fill and second texture
    public void Pixels_do_not_depend_on_the_number_of_bands(float photoYaw)
    {
        using var photo = SyntheticFace.Picture(200, 180, 48, 100, 75);
        var hashes = new[] { 1, 2, 5 }.Select(bands => Film(photo, bands, photoYaw)).ToArray();
        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(hashes[0], hashes[2]);
    }

    [Fact]
    public void A_frame_does_not_depend_on_the_frames_before_it()
    {
        using var photo = SyntheticFace.Picture(200, 180, 48, 100, 75);
        using var renderer = DraftPortraits.Synthetic(photo, 48, 100, 75);
        using var first = renderer.NewFrame();
        using var second = renderer.NewFrame();
        renderer.Render(Motion(7), first);
        for (var i = 0; i < 5; i++) renderer.Render(Motion(i), second);
        renderer.Render(Motion(7), second);
        Assert.True(first.Pixels.SequenceEqual(second.Pixels));
    }

    private static string Film(HelloMeme.Media.Frame photo, int bands, float photoYaw)
    {
        using var renderer = DraftPortraits.Synthetic(photo, 48, 100, 75, new DraftOptions { MaxDegreeOfParallelism = bands }, photoYaw);
        using var output = renderer.NewFrame();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < 8; i++)
        {
            renderer.Render(Motion(i), output);
            hash.AppendData(output.Pixels);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static MotionFrame Motion(int i) => MotionFrame.Rest.With(
        ("headYaw", 0.4f * MathF.Sin(i)), ("headPitch", 0.2f * MathF.Cos(i)), ("headRoll", 0.1f * i - 0.3f), ("headX", 0.1f), ("headScale", 1 + 0.03f * i),
        ("jawOpen", 0.5f + 0.5f * MathF.Sin(2 * i)), ("eyeBlinkLeft", 0.1f * i), ("eyeLookInLeft", 0.5f), ("mouthSmileLeft", 0.8f), ("tongueOut", i == 5 ? 1 : 0));
}
