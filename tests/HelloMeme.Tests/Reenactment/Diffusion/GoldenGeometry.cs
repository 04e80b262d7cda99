using System.Numerics;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Tests.Golden;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>The geometry folder of the golden data: one noisy picture, 222 landmarks and what the original code made of them.</summary>
internal static class GoldenGeometry
{
    public static JsonElement Json { get; } = JsonDocument.Parse(File.ReadAllText(GoldenData.File("geom", "geom.json"))).RootElement;

    public static Vector2[] Landmarks { get; } = Points(Json.GetProperty("landmarks"));

    public static Frame Picture(string name) => FrameCodec.Decode(File.ReadAllBytes(GoldenData.File("geom", name + ".png")));

    public static Vector2[] Points(JsonElement points) => [.. points.EnumerateArray().Select(p => new Vector2(p[0].GetSingle(), p[1].GetSingle()))];
}
