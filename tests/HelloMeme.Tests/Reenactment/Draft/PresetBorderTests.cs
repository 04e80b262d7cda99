using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

/// <summary>No preset may pull at the picture's edge: the outermost 4 pixels stay the photo's within 2 of 255.</summary>
public sealed class PresetBorderTests
{
    private const int Band = 4;

    [Theory]
    [InlineData("mira")]
    [InlineData("theo")]
    [InlineData("juno")]
    public void Presets_leave_the_border_of_a_drawn_portrait(string name)
    {
        using var photo = SamplePortraits.Draw(name, 512);
        AssertBorder(photo, SamplePortraits.Landmarks(name, 512), SamplePortraits.Mask(name));
    }

    [Theory]
    [InlineData("chillout")]
    [InlineData("cg1")]
    [InlineData("majicmix1")]
    public void Presets_leave_the_border_of_a_photo(string name)
    {
        var (photo, landmarks, mask) = DraftPortraits.Fixture(name);
        using (photo) AssertBorder(photo, landmarks, mask);
    }

    private static void AssertBorder(Frame photo, FaceLandmarks landmarks, PersonMask mask)
    {
        using var renderer = new DraftRenderer(photo, landmarks, mask);
        using var rest = renderer.NewFrame();
        using var frame = renderer.NewFrame();
        renderer.Render(MotionFrame.Rest, rest);
        foreach (var preset in Presets.All)
        {
            for (var i = 0; i < preset.Track.Length; i += 5)
            {
                renderer.Render(preset.Track.Evaluate(i), frame);
                Assert.True(BorderDifference(rest, frame) <= 2, $"{preset.Name} moves the border by {BorderDifference(rest, frame)} at frame {i}");
            }
        }
    }

    private static int BorderDifference(Frame a, Frame b)
    {
        var most = 0;
        for (var y = 0; y < a.Height; y++)
        {
            Span<byte> p = a.Row(y), q = b.Row(y);
            var inside = y >= Band && y < a.Height - Band;
            for (var i = 0; i < p.Length; i++)
            {
                if (inside && i == 3 * Band) i = p.Length - 3 * Band;
                most = Math.Max(most, Math.Abs(p[i] - q[i]));
            }
        }

        return most;
    }
}
