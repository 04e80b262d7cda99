using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Draft;

/// <summary>Nothing pops: every channel from rest to its end in 40 steps, each step's change against the median step's.</summary>
public sealed class DraftSweepTests
{
    private const int Steps = 40;
    private const double Allowed = 3;

    public static TheoryData<string> AllChannels => new(Channels.All.Select(c => c.Name));

    /// <summary>Where something is drawn that the photo does not show, and the pose.</summary>
    public static TheoryData<string> RiskyChannels =>
        ["headYaw", "headPitch", "headRoll", "headX", "headScale", "eyeBlinkLeft", "eyeLookInRight", "eyeLookUpLeft", "jawOpen", "mouthSmileLeft", "mouthFunnel", "tongueOut"];

    [Theory]
    [MemberData(nameof(AllChannels))]
    public void No_step_of_a_sweep_stands_out_on_a_synthetic_face(string channel)
    {
        using var photo = SyntheticFace.Picture(140, 140, 38, 70, 58);
        using var renderer = DraftPortraits.Synthetic(photo, 38, 70, 58);
        AssertEven(renderer, channel);
    }

    [Theory]
    [MemberData(nameof(RiskyChannels))]
    public void No_step_of_a_sweep_stands_out_on_photos(string channel)
    {
        foreach (var name in new[] { "cg1", "chillout" })
        {
            var (photo, landmarks, mask) = DraftPortraits.Fixture(name);
            using var _ = photo;
            using var renderer = new DraftRenderer(photo, landmarks, mask, new DraftOptions { LongSide = 288 });
            AssertEven(renderer, channel);
        }
    }

    private static void AssertEven(DraftRenderer renderer, string channel)
    {
        // Beyond these values the soft limits flatten the motion itself: 30 degrees, .9 IOD, a factor of 1.35.
        var end = channel switch { "headYaw" or "headPitch" or "headRoll" => 0.52f, "headX" or "headY" => 0.9f, "headScale" => 0.35f, _ => 1f };
        var start = MotionFrame.Rest[channel];
        Frame before = renderer.NewFrame(), after = renderer.NewFrame();
        renderer.Render(MotionFrame.Rest, before);
        var changes = new double[Steps];
        for (var i = 0; i < Steps; i++)
        {
            renderer.Render(MotionFrame.Rest.With((channel, start + end * (i + 1) / Steps)), after);
            changes[i] = DraftPortraits.MeanDifference(before, after);
            (before, after) = (after, before);
        }

        before.Dispose();
        after.Dispose();
        var worst = Array.IndexOf(changes, changes.Max());
        var median = changes.Order().ElementAt(Steps / 2);
        Assert.True(changes[worst] <= Allowed * median, $"{channel}: step {worst + 1} changes {changes[worst]:0.0000}, the median step {median:0.0000}");
    }
}
