using System.Numerics;
using System.Security.Cryptography;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Samples;

public sealed class SamplePortraitsTests
{
    public static TheoryData<string> Names => [.. SamplePortraits.All.Select(s => s.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Two_draws_at_once_give_the_same_bytes(string name)
    {
        var token = TestContext.Current.CancellationToken;
        var hashes = await Task.WhenAll(Task.Run(() => Hash(name), token), Task.Run(() => Hash(name), token));
        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public void Portraits_have_names_of_their_own_and_differ()
    {
        Assert.Equal(3, SamplePortraits.All.Count);
        Assert.Equal(3, SamplePortraits.All.Select(s => Hash(s.Name)).Distinct().Count());
        Assert.Equal(3, SamplePortraits.All.Select(s => s.Title).Distinct().Count());
    }

    [Theory, MemberData(nameof(Names))]
    public void Face_oval_shows_skin(string name)
    {
        using var frame = SamplePortraits.Draw(name, 256);
        var face = SamplePortraits.Landmarks(name, 256);
        var center = (face[10] + face[152]) / 2;
        var (skin, all) = (0, 0);
        for (var ring = 1; ring < 20; ring++)
        {
            foreach (var i in FaceTopology.Oval)
            {
                var p = Vector3.Lerp(center, face[i], ring / 20f);
                var color = frame.Row((int)p.Y).Slice(3 * (int)p.X, 3);
                all++;
                if (color[0] > color[1] && color[1] > color[2] && color[0] - color[2] > 25) skin++;
            }
        }

        Assert.True(skin > 0.8 * all, $"{skin} of {all} places inside the oval look like skin.");
    }

    [Theory, MemberData(nameof(Names))]
    public void Size_changes_the_scale_and_not_the_picture(string name)
    {
        using var small = SamplePortraits.Draw(name, 128);
        using var large = SamplePortraits.Draw(name, 256);
        double difference = 0;
        for (var y = 0; y < 128; y++)
        {
            for (var x = 0; x < 128 * 3; x++)
            {
                var at = x / 3 * 6 + x % 3;
                var mean = (large.Row(2 * y)[at] + large.Row(2 * y)[at + 3] + large.Row(2 * y + 1)[at] + large.Row(2 * y + 1)[at + 3]) / 4.0;
                difference += Math.Abs(mean - small.Row(y)[x]) / small.ByteCount;
            }
        }

        Assert.InRange(difference, 0, 4);
        Assert.Equal(2 * SamplePortraits.Landmarks(name, 128)[4], SamplePortraits.Landmarks(name, 256)[4]);
    }

    [Theory, MemberData(nameof(Names))]
    public void Mask_covers_the_face_and_the_shoulders_and_leaves_the_wall(string name)
    {
        var mask = SamplePortraits.Mask(name, 128);
        var face = SamplePortraits.Landmarks(name, 128);
        foreach (var i in FaceTopology.Oval)
        {
            var p = Vector3.Lerp(face[i], face[1], 0.06f);
            Assert.True(mask.Coverage[(int)p.Y * 128 + (int)p.X] > 200, $"Landmark {i} is not covered.");
        }

        Assert.Equal(255, mask.Coverage[125 * 128 + 64]);
        Assert.Equal(0, mask.Coverage[5 * 128 + 5]);
        Assert.InRange(mask.Coverage.Count(c => c > 127) / 16384.0, 0.3, 0.7);
    }

    [Fact]
    public void Unknown_name_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => SamplePortraits.Draw("nobody"));
        Assert.Throws<ArgumentException>(() => SamplePortraits.Landmarks("nobody"));
        Assert.Throws<ArgumentException>(() => SamplePortraits.Mask("nobody"));
    }

    private static string Hash(string name)
    {
        using var frame = SamplePortraits.Draw(name, 192);
        return Convert.ToHexString(SHA256.HashData(frame.Pixels));
    }
}
