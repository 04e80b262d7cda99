using System.Numerics;
using System.Text.Json;
using HelloMeme.Reenactment.Rig;
using Xunit;

namespace HelloMeme.Tests.Support;

/// <summary>Real faces for developers' machines: HELLOMEME_FIXTURES names the folder; without it the tests that need one are skipped, named.</summary>
public static class Fixtures
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("HELLOMEME_FIXTURES") is { Length: > 0 } folder ? folder : null;

    public static string Media(string name) => Path.Combine(Require(), "media", name);

    public static string Landmarks(string name) => Path.Combine(Require(), "landmarks", name);

    /// <summary>478 points of a fixture photo, scaled to a picture of the given size.</summary>
    public static FaceLandmarks PhotoLandmarks(string name, float width, float height)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Landmarks(name + ".landmarks.json")));
        return Read(json.RootElement.GetProperty("landmarks"), width, height);
    }

    /// <summary>478 points of every frame of a fixture clip; null where no face was found.</summary>
    public static FaceLandmarks?[] ClipLandmarks(string name, float width, float height)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Landmarks(name + ".landmarks.json")));
        return json.RootElement.GetProperty("frames").EnumerateArray()
            .Select(f => f.ValueKind == JsonValueKind.Array && f.GetArrayLength() == FaceLandmarks.Count ? Read(f, width, height) : null)
            .ToArray();
    }

    private static FaceLandmarks Read(JsonElement points, float width, float height) =>
        new(points.EnumerateArray().Select(p => new Vector3(p[0].GetSingle() * width, p[1].GetSingle() * height, p[2].GetSingle() * width)).ToArray());

    private static string Require()
    {
        Assert.SkipWhen(Folder is null, "needs real faces: set HELLOMEME_FIXTURES to the fixtures folder");
        return Folder!;
    }
}
