using System.Numerics;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Tests.Golden;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>The geometry folder of the golden data: one noisy picture, 222 landmarks and what the original code made of them.</summary>
internal static class GoldenGeometry
{
    // Read when a test asks: another folder of golden data may lack it, which skips the test.
    private static readonly Lazy<JsonElement> Json = new(() => JsonDocument.Parse(File.ReadAllText(GoldenData.File("geom", "geom.json"))).RootElement);

    /// <summary>Names of the entries; none where another folder of golden data has no geometry.</summary>
    public static IEnumerable<string> Names => GoldenData.Has("geom", "geom.json") ? Json.Value.EnumerateObject().Select(p => p.Name) : [];

    public static Vector2[] Landmarks => Points(Entry("landmarks"));

    public static JsonElement Entry(string name)
    {
        var there = Json.Value.TryGetProperty(name, out var entry);
        Assert.SkipWhen(!GoldenData.IsOwn && !there, $"'{name}' is not in the geometry of HELLOMEME_GOLDEN");
        return there ? entry : throw new KeyNotFoundException($"The geometry has no '{name}'.");
    }

    public static Frame Picture(string name) => FrameCodec.Decode(File.ReadAllBytes(GoldenData.File("geom", name + ".png")));

    public static Vector2[] Points(JsonElement points) => [.. points.EnumerateArray().Select(p => new Vector2(p[0].GetSingle(), p[1].GetSingle()))];
}
