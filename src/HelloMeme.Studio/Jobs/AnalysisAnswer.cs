using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelloMeme.Studio.Jobs;

/// <summary>What an analysis found. Of a picture: its size in pixels, Faces (x, y, width, height in pixels, left to right) and, when one face is meant, that Face
/// and Motion (ease to its expression and back). Of a clip: Motion, a track as docs/motion-track.schema.json says. Warnings: sentences.</summary>
public sealed record AnalysisAnswer
{
    [AllowedValues("picture", "clip")]
    public required string Kind { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Width { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Height { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double[]>? Faces { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FaceAnswer? Face { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Motion { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>Box: x, y, width, height in pixels. Head angles in degrees.</summary>
public sealed record FaceAnswer(double[] Box, double Yaw, double Pitch, double Roll);
