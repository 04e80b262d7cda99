using System.Collections.Immutable;
using CsCheck;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class MotionProjectTests
{
    private const string Good =
        """{"version":1,"name":"Mine","track":{"version":1,"rate":25,"length":10,"layers":[]},"source":{"driver":"a","face":2,"from":1,"to":3,"segments":[{"frame":0,"frames":4,"from":1.25,"to":2},{"frame":4,"frames":6,"from":2,"to":2}]},"sound":[{"asset":"r","frame":2,"frames":5,"from":0,"to":0.2}],"muted":["jawOpen"],"solo":[],"locked":["headYaw"],"strength":{"Mouth":1.5},"capture":{"version":1,"rate":25,"length":12,"layers":[]},"colours":{"tongueOut":"#3fa7d6"}}""";

    private static readonly MotionTrack Track = Presets.Find("laugh")!.Track;

    [Fact]
    public void Writing_then_reading_gives_the_same_text_and_the_same_motion() => Generators.Track.Array[1].Sample(tracks =>
    {
        var project = new MotionProject("Zoë's", tracks[0])
        {
            Source = new ProjectSource("driver", 2, 0.5, 3, [new TimeSegment(0, 0.5, 1, 2.5)]),
            Sound = [new ProjectSound("recording", new TimeSegment(0, 1, 0, 0.1))],
            Muted = ["jawOpen", "headX"],
            Locked = ["mouthClose"],
            Strength = ImmutableSortedDictionary<ChannelGroup, double>.Empty.Add(ChannelGroup.Eyes, 1.25),
            Capture = tracks[0] with { Loop = false },
            Colours = ImmutableSortedDictionary<string, string>.Empty.Add("tongueOut", "#ff0080").Add("headYaw", "#0A0b0C"),
        };
        var back = MotionProject.FromJson(project.ToJson());
        Assert.Equal(project.ToJson(), back.ToJson());
        Assert.Equal((project.Name, project.Track, project.Source with { Segments = null }), (back.Name, back.Track, back.Source! with { Segments = null }));
        Assert.Equal(project.Source.Segments!, back.Source.Segments!);
        Assert.Equal(project.Sound, back.Sound);
        Assert.Equal(project.Capture, back.Capture);
        Assert.Equal(project.Colours, back.Colours);
    });

    [Fact]
    public void Plays_its_own_track_when_nothing_is_muted_solo_or_strengthened()
    {
        Assert.Same(Track, new MotionProject("Mine", Track).Played());
        Assert.Same(Track, (new MotionProject("Mine", Track) { Locked = ["jawOpen"], Strength = Strong(ChannelGroup.Mouth, 1) }).Played());
    }

    [Fact]
    public void Muted_channels_rest_and_solo_ones_play_alone()
    {
        var (jaw, yaw) = (Channels.IndexOf("jawOpen"), Channels.Yaw);
        var muted = (new MotionProject("Mine", Track) { Muted = ["jawOpen"] }).Played();
        var solo = (new MotionProject("Mine", Track) { Solo = ["jawOpen"] }).Played();
        for (var frame = 0; frame < Track.Length; frame++)
        {
            var (all, without, alone) = (Track.Evaluate(frame), muted.Evaluate(frame), solo.Evaluate(frame));
            Assert.Equal((0f, all[yaw]), (without[jaw], without[yaw]));
            Assert.Equal((all[jaw], 0f), (alone[jaw], alone[yaw]));
        }
    }

    [Fact]
    public void Strength_changes_its_group_alone()
    {
        var weak = (new MotionProject("Mine", Track) { Strength = Strong(ChannelGroup.Jaw, 0.5) }).Played();
        var peak = Track.PeakFrame();
        Assert.Equal(0.5f * Track.Evaluate(peak)["jawOpen"], weak.Evaluate(peak)["jawOpen"], 1e-6f);
        Assert.Equal(Track.Evaluate(peak)["mouthSmileLeft"], weak.Evaluate(peak)["mouthSmileLeft"]);
    }

    [Fact]
    public void Projects_match_the_shared_cases_to_1e_9()
    {
        var faults = new List<string>();
        var values = new double[Channels.Count];
        var cases = RepositoryFiles.ReadJson("tests", "curve-editor", "cases.json").GetProperty("projects").EnumerateArray().ToArray();
        Assert.True(cases.Length >= 12);
        foreach (var item in cases)
        {
            var track = MotionProject.FromJson(item.GetProperty("project").GetRawText()).Played();
            foreach (var point in item.GetProperty("points").EnumerateArray())
            {
                track.Evaluate(point.GetProperty("frame").GetDouble(), values);
                foreach (var expected in point.GetProperty("values").EnumerateObject())
                {
                    var value = values[Channels.IndexOf(expected.Name)];
                    if (!(Math.Abs(value - expected.Value.GetDouble()) <= 1e-9)) faults.Add($"{item.GetProperty("name")}, {point.GetProperty("frame")}, {expected.Name}: {expected.Value}, {value}");
                }
            }
        }
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("\"version\":1,\"name\"", "\"version\":9,\"name\"", "version 9; this program reads version 1")]
    [InlineData("\"rate\":25", "\"rate\":0", "0 frames per second")]
    [InlineData("\"Mine\"", "\"\"", "name has 0 letters")]
    [InlineData("\"name\"", "\"title\"", "'title', which this format does not know")]
    [InlineData("\"driver\":\"a\"", "\"driver\":\"\"", "has 0 letters")]
    [InlineData("\"face\":2", "\"face\":0", "faces are counted from 1")]
    [InlineData("\"frames\":4", "\"frames\":0", "Piece 1 in the motion's source takes 0 frames")]
    [InlineData("1.25", "2.5", "Piece 1 in the motion's source takes 4 frames from 0 on for seconds 2.5 to 2;")]
    [InlineData("\"frame\":4", "\"frame\":3", "Piece 2 in the motion's source begins at frame 3 and lasts 6")]
    [InlineData("\"frames\":6", "\"frames\":7", "within the motion's 10 frames")]
    [InlineData("\"from\":1.25", "\"since\":1.25", "'since', which this format does not know")]
    [InlineData("\"asset\":\"r\",", "", "'asset' is missing")]
    [InlineData("\"frame\":2", "\"frame\":6", "Piece 1 in the motion's sound begins at frame 6")]
    [InlineData("[{\"asset\":\"r\",\"frame\":2,\"frames\":5,\"from\":0,\"to\":0.2}]", "[]", "no piece in the motion's sound")]
    [InlineData("\"from\":1", "\"from\":4", "must not end before it begins")]
    [InlineData("\"jawOpen\"", "\"jawOpem\"", "no such channel")]
    [InlineData("\"jawOpen\"", "7", "no such channel")]
    [InlineData("\"jawOpen\"", "\"jawOpen\",\"jawOpen\"", "stands twice")]
    [InlineData("1.5", "2.5", "The strength of Mouth is 2.5")]
    [InlineData("\"Mouth\"", "\"mouth\"", "'mouth', which this format does not know")]
    [InlineData("#3fa7d6", "red", "it must be # and six hexadecimal digits")]
    [InlineData("\"tongueOut\"", "\"tongue\"", "'tongue', which this format does not know")]
    public void A_fault_is_named_when_the_file_is_wrong(string part, string replacement, string expected)
    {
        MotionProject.FromJson(Good);
        var fault = Assert.Throws<FormatException>(() => MotionProject.FromJson(Good.Replace(part, replacement, StringComparison.Ordinal)));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static ImmutableSortedDictionary<ChannelGroup, double> Strong(ChannelGroup group, double strength) =>
        ImmutableSortedDictionary<ChannelGroup, double>.Empty.Add(group, strength);
}
