using CsCheck;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class MotionTrackTests
{
    private static readonly int Jaw = Channels.IndexOf("jawOpen");

    [Fact]
    public void Tracks_match_the_shared_cases_to_1e_9()
    {
        var faults = new List<string>();
        var values = new double[Channels.Count];
        foreach (var item in RepositoryFiles.ReadJson("tests", "curve-editor", "cases.json").GetProperty("tracks").EnumerateArray())
        {
            var track = MotionTrack.FromJson(item.GetProperty("track").GetRawText());
            foreach (var point in item.GetProperty("points").EnumerateArray())
            {
                track.Evaluate(point.GetProperty("frame").GetDouble(), values);
                for (var channel = 0; channel < Channels.Count; channel++)
                {
                    var expected = point.GetProperty("values").TryGetProperty(Channels.All[channel].Name, out var value) ? value.GetDouble() : Channels.All[channel].Default;
                    if (!(Math.Abs(values[channel] - expected) <= 1e-9)) faults.Add($"{item.GetProperty("name")}, {point.GetProperty("frame")}, {Channels.All[channel].Name}: {expected}, {values[channel]}");
                }
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void A_track_without_layers_is_the_photo_at_rest() =>
        Assert.Equal(MotionFrame.Rest.Values.ToArray(), new MotionTrack(25, 10, []).Evaluate(3.5).Values.ToArray());

    [Fact]
    public void Samples_come_back_bit_for_bit() => Frames.Array[1, 30].Sample(frames =>
    {
        var track = MotionTrack.FromSamples(30, frames, null);
        for (var i = 0; i < frames.Length; i++) Assert.Equal(frames[i].Values.ToArray(), track.Evaluate(i).Values.ToArray());
    });

    [Fact]
    public void Values_stay_within_the_channels_ranges() => Gen.Select(Generators.Track, Gen.Double[-200, 200]).Sample((track, frame) =>
    {
        var values = new double[Channels.Count];
        track.Evaluate(frame, values);
        for (var channel = 0; channel < Channels.Count; channel++) Assert.InRange(values[channel], Channels.All[channel].Minimum, Channels.All[channel].Maximum);
    });

    [Fact]
    public void An_edit_leaves_frames_outside_its_range_bit_identical() => Gen.Select(Frames.Array[40], Generators.Layer, Gen.Int[0, 39]).Sample((frames, edit, at) =>
    {
        var captured = MotionTrack.FromSamples(25, frames, null);
        var edited = captured with { Layers = captured.Layers.Add(edit with { Range = new LayerRange(10, 20, 4, 4) }) };
        if (at is < 10 or > 20) Assert.Equal(captured.Evaluate(at).Values.ToArray(), edited.Evaluate(at).Values.ToArray());
    });

    [Fact]
    public void Additive_scale_multiplies_and_other_channels_add()
    {
        var layer = new MotionLayer("Edits", LayerKind.Edits, LayerMode.Additive, ChannelCurves.None
            .With(Channels.Scale, Curve.FromKeys(new Keyframe(0, 1.2)))
            .With(Jaw, Curve.FromKeys(new Keyframe(0, 0.3))));

        var frame = new MotionTrack(25, 1, [layer, layer]).Evaluate(0);

        Assert.Equal(1.44f, frame.Scale, 1e-6f);
        Assert.Equal(0.6f, frame["jawOpen"], 1e-6f);
        Assert.Equal(0, frame.Yaw);
    }

    [Fact]
    public void A_loop_repeats_and_any_other_track_holds_its_ends()
    {
        var curve = Curve.FromKeys(new Keyframe(0, 0, KeyKind.Linear), new Keyframe(10, 1));
        var once = new MotionTrack(25, 10, [new MotionLayer("a", LayerKind.Edits, LayerMode.Replace, ChannelCurves.None.With(Jaw, curve))]);
        var loop = once with { Loop = true };

        Assert.Equal(0.9f, once.Evaluate(25)["jawOpen"], 1e-6f);
        Assert.Equal(0, once.Evaluate(-3)["jawOpen"]);
        Assert.Equal(0.5f, loop.Evaluate(25)["jawOpen"], 1e-6f);
        Assert.Equal(0.7f, loop.Evaluate(-3)["jawOpen"], 1e-6f);
    }

    [Fact]
    public void Numbers_outside_the_limits_are_refused()
    {
        Assert.Throws<FormatException>(() => new MotionTrack(0, 10, []));
        Assert.Throws<FormatException>(() => new MotionTrack(double.NaN, 10, []));
        Assert.Throws<FormatException>(() => new MotionTrack(25, 0, []));
        Assert.Throws<FormatException>(() => new MotionTrack(25, 100_001, []));
        Assert.Throws<FormatException>(() => new MotionTrack(25, 1, []) with { Neutral = new NeutralPose(double.NaN, 0, 0, 0, 0, 1) });
        Assert.Throws<FormatException>(() => new MotionLayer("", LayerKind.Edits, LayerMode.Replace, ChannelCurves.None));
        Assert.Throws<FormatException>(() => new MotionLayer("a", LayerKind.Edits, LayerMode.Replace, ChannelCurves.None) { Weight = 1.1 });
        Assert.Throws<FormatException>(() => new LayerRange(5, 4, 0, 0));
        Assert.Throws<FormatException>(() => MotionTrack.FromSamples(25, [], null));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MotionTrack(25, 1, []).Evaluate(double.NaN));
    }

    private static readonly Gen<MotionFrame> Frames = Gen.Float[0.3f, 1].Array[Channels.Count].Select(values => new MotionFrame(values));
}
