using CsCheck;
using HelloMeme.Reenactment.Motion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Motion;

public sealed class MotionTrackJsonTests
{
    private const string Curves = """{"jawOpen":{"keys":[{"frame":0,"value":0},{"frame":5,"value":1,"kind":"hold"}]}}""";
    private const string Good = """{"version":1,"rate":25,"length":10,"loop":true,"layers":[{"name":"Edits","kind":"edits","mode":"additive","curves":""" + Curves + "}]}";

    [Fact]
    public void Writing_then_reading_is_the_identity() => Generators.Track.Sample(track =>
    {
        var json = track.ToJson();
        var back = MotionTrack.FromJson(json);
        Assert.Equal(track, back);
        Assert.Equal(json, back.ToJson());
    });

    [Fact]
    public void Presets_survive_writing_and_reading() => Assert.All(Presets.All, p => Assert.Equal(p.Track, MotionTrack.FromJson(p.Track.ToJson())));

    [Fact]
    public void Tracks_that_differ_are_not_equal() => Assert.Equal(Presets.All.Count, Presets.All.Select(p => p.Track).Distinct().Count());

    [Theory]
    [InlineData("", "", "not readable JSON")]
    [InlineData(Good, "[]", "no 'version'")]
    [InlineData("\"version\":1", "\"version\":2", "version 2; this program reads version 1")]
    [InlineData("\"rate\":25", "\"rate\":\"25\"", "'rate' must be a number")]
    [InlineData("\"rate\":25", "\"rate\":1000", "1000 frames per second")]
    [InlineData("\"rate\":25,", "", "'rate' is missing")]
    [InlineData("\"length\":10", "\"length\":1.5", "'length' must be a whole number")]
    [InlineData("\"length\":10", "\"length\":200000", "200000 frames")]
    [InlineData("\"loop\":true", "\"loop\":1", "'loop' must be true or false")]
    [InlineData("\"loop\"", "\"lop\"", "'lop', which this format does not know")]
    [InlineData("\"loop\":true", "\"loop\":true,\"loop\":false", "not readable JSON")]
    [InlineData("jawOpen", "jawOpem", "Layer 'Edits' moves 'jawOpem', but there is no such channel")]
    [InlineData("additive", "add", "'mode' is 'add'; it must be one of additive, replace")]
    [InlineData("\"hold\"", "\"step\"", "In key 2 of curve 'jawOpen' of layer 'Edits' 'kind' is 'step'")]
    [InlineData("\"frame\":5", "\"frame\":-5", "comes before the key that precedes it")]
    [InlineData("\"frame\":5", "\"frame\":1e400", "frames of keys and handles must be numbers")]
    [InlineData("\"value\":1", "\"value\":1e9", "values of keys and handles must be numbers up to 1000")]
    [InlineData("\"kind\":\"hold\"", "\"out\":[1]", "'out' must be two numbers")]
    [InlineData("\"keys\":[", "\"samples\":[0],\"keys\":[", "either 'keys' or 'samples'")]
    [InlineData(Curves, "{\"jawOpen\":{\"samples\":[0,null]}}", "a sample is null")]
    [InlineData(Curves, "{\"jawOpen\":{\"keys\":[]}}", "1 to 100000 keys")]
    [InlineData(Curves, "[]", "'curves' must be an object")]
    [InlineData("\"mode\"", "\"weight\":7,\"mode\"", "weight is 7")]
    [InlineData("\"mode\"", "\"range\":{\"from\":3,\"to\":1,\"fadeIn\":0,\"fadeOut\":0},\"mode\"", "must not end before it begins")]
    public void A_fault_is_named_when_the_file_is_wrong(string part, string replacement, string expected)
    {
        var json = part.Length == 0 ? Good[..40] : Good.Replace(part, replacement, StringComparison.Ordinal);
        var fault = Assert.Throws<FormatException>(() => MotionTrack.FromJson(json));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void The_published_schema_names_the_same_channels_limits_and_choices()
    {
        var schema = RepositoryFiles.ReadJson("docs", "motion-track.schema.json");
        var (fields, parts) = (schema.GetProperty("properties"), schema.GetProperty("$defs"));
        string?[] Enumeration(string part, string? field = null) =>
            [.. (field is null ? parts.GetProperty(part) : parts.GetProperty(part).GetProperty("properties").GetProperty(field)).GetProperty("enum").EnumerateArray().Select(e => e.GetString())];
        static string[] Names<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())];

        Assert.Equal(Channels.All.Select(c => c.Name), Enumeration("channel"));
        Assert.Equal(Names<LayerKind>(), Enumeration("layer", "kind"));
        Assert.Equal(Names<LayerMode>(), Enumeration("layer", "mode"));
        Assert.Equal(Names<KeyKind>(), Enumeration("key", "kind"));
        Assert.Equal(Names<HandleMode>(), Enumeration("key", "handles"));
        Assert.Equal(MotionTrack.Version, fields.GetProperty("version").GetProperty("const").GetInt32());
        Assert.Equal(MotionLimits.MaxLength, fields.GetProperty("length").GetProperty("maximum").GetInt32());
        Assert.Equal(MotionLimits.MaxRate, fields.GetProperty("rate").GetProperty("maximum").GetDouble());
        Assert.Equal(MotionLimits.MaxLayers, fields.GetProperty("layers").GetProperty("maxItems").GetInt32());
        Assert.Equal(MotionLimits.MaxFrame, parts.GetProperty("frame").GetProperty("maximum").GetDouble());
        Assert.Equal(MotionLimits.MaxValue, parts.GetProperty("value").GetProperty("maximum").GetDouble());
        Assert.Equal(MotionLimits.MaxNameLength, parts.GetProperty("layer").GetProperty("properties").GetProperty("name").GetProperty("maxLength").GetInt32());
        Assert.Equal(MotionLimits.MaxKeys, parts.GetProperty("curve").GetProperty("oneOf")[0].GetProperty("properties").GetProperty("keys").GetProperty("maxItems").GetInt32());
        Assert.Equal(MotionLimits.MaxSamples, parts.GetProperty("curve").GetProperty("oneOf")[1].GetProperty("properties").GetProperty("samples").GetProperty("maxItems").GetInt32());
    }
}
