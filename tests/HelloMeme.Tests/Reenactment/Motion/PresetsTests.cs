using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class PresetsTests
{
    private const double Degree = Math.PI / 180;

    public static TheoryData<string> Names => [.. Presets.All.Select(p => p.Name)];

    [Fact]
    public void There_are_enough_presets_with_names_of_their_own()
    {
        Assert.True(Presets.All.Count >= 16);
        Assert.Equal(Presets.All.Count, Presets.All.Select(p => p.Name).Distinct().Count());
        Assert.All(Presets.All, p => Assert.Matches("^[a-z]+(-[a-z]+)*$", p.Name));
        Assert.All(Presets.All, p => Assert.True(p.Title.Length > 0 && p.Description.EndsWith('.') && p.Tags.Count > 0));
        Assert.Equal("wink", Presets.Find("WINK")!.Name);
        Assert.Null(Presets.Find("no-such-preset"));
    }

    [Theory, MemberData(nameof(Names))]
    public void It_lasts_1_5_to_6_seconds_at_25_frames_a_second(string name)
    {
        Assert.Equal(25, Track(name).Rate);
        Assert.InRange(Track(name).Seconds, 1.5, 6);
    }

    [Theory, MemberData(nameof(Names))]
    public void It_loops_without_a_jump_in_value_or_slope(string name) => LoopCheck.AssertCloses(Track(name), valueTolerance: 1e-5, slopeTolerance: 0.002);

    [Theory, MemberData(nameof(Names))]
    public void It_stays_within_what_the_draft_engine_draws_well(string name)
    {
        for (var i = 0; i < Track(name).Length; i++)
        {
            var frame = Track(name).Evaluate(i);
            Assert.InRange(Math.Abs(frame.Yaw), 0, 20 * Degree);
            Assert.InRange(Math.Abs(frame.Pitch), 0, 15 * Degree);
            Assert.InRange(Math.Abs(frame.Roll), 0, 15 * Degree);
            Assert.InRange(frame.Scale, 0.9f, 1.1f);
            foreach (var side in new[] { "Left", "Right" })
            {
                Assert.True(frame["mouthSmile" + side] + frame["mouthUpperUp" + side] < 1.3f, $"smile and upper lip at frame {i}");
                Assert.True(frame["mouthSmile" + side] + frame["mouthFrown" + side] < 1.2f, $"smile and frown at frame {i}");
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void It_moves_as_fast_as_faces_can_and_no_faster(string name)
    {
        MotionFrame before = Track(name).Evaluate(0);
        for (var i = 1; i <= Track(name).Length; i++)
        {
            var frame = Track(name).Evaluate(i);
            Assert.InRange(Math.Abs(frame.Yaw - before.Yaw) / Degree, 0, 4);                          // 100 degrees a second
            Assert.InRange(Math.Abs(frame.Pitch - before.Pitch) / Degree, 0, 4);
            for (var channel = Channels.PoseCount; channel < Channels.Count; channel++)
                if (Channels.All[channel].Group is not (ChannelGroup.Eyes or ChannelGroup.Gaze))      // lids and eyes jump
                    Assert.True(Math.Abs(frame[channel] - before[channel]) < 0.4f, $"{Channels.All[channel].Name} at frame {i}");
            before = frame;
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_eyes_close_at_least_every_5_5_seconds(string name)
    {
        var closed = Enumerable.Range(0, Track(name).Length).Where(i => Track(name).Evaluate(i)["eyeBlinkLeft"] > 0.8f).ToArray();
        Assert.NotEmpty(closed);
        for (var i = 0; i < closed.Length; i++)
        {
            var next = i + 1 < closed.Length ? closed[i + 1] : closed[0] + Track(name).Length;
            Assert.InRange((next - closed[i]) / 25.0, 0, 5.5);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Blinks_take_70_ms_down_40_closed_and_130_up_and_are_2_5_seconds_apart(string name)
    {
        var track = Track(name);
        foreach (var layer in track.Layers.Where(l => l.Name is "Blinks" or "Idle"))
        {
            var blinks = layer.Curves["eyeBlinkLeft"]!.Keys.ToArray().Chunk(4).ToArray();
            Assert.Equal(layer.Curves["eyeBlinkLeft"], layer.Curves["eyeBlinkRight"]);
            for (var i = 0; i < blinks.Length; i++)
            {
                var (start, shut, opening, end) = (blinks[i][0].Frame, blinks[i][1].Frame, blinks[i][2].Frame, blinks[i][3].Frame);
                Assert.True(start >= 0 && end <= track.Length, "a blink crosses the seam");
                Assert.Equal(0.07, (shut - start) / 25, 1e-9);
                Assert.Equal(0.04, (opening - shut) / 25, 1e-9);
                Assert.Equal(0.13, (end - opening) / 25, 1e-9);
                var next = i + 1 < blinks.Length ? blinks[i + 1][1].Frame : blinks[0][1].Frame + track.Length;
                Assert.InRange((next - shut) / 25, Math.Min(2.5, track.Seconds) - 0.05, 5.5);
            }
        }
    }

    private static MotionTrack Track(string name) => Presets.Find(name)!.Track;
}
