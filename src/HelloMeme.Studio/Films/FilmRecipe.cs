using System.Text.Json;
using System.Text.Json.Nodes;
using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Films;

/// <summary>How a film was made, as JSON inside the file: enough to make it again with any portrait. It holds no file name, no picture, no hash of one.</summary>
public static class FilmRecipe
{
    public const int Version = 1;

    /// <summary>Track: the motion before the order's changes. Notes: sentences about how the engine worked.</summary>
    public static string Write(FilmOrder order, MotionTrack track, IReadOnlyList<string> notes)
    {
        var recipe = new JsonObject
        {
            ["recipe"] = Version,
            ["program"] = "HelloMeme Studio " + typeof(FilmRecipe).Assembly.GetName().Version?.ToString(3),
            ["engine"] = JsonSerializer.SerializeToNode(order.Engine),
            ["size"] = order.Size == FilmSize.Square ? "512" : "full",
            ["strength"] = order.Strength,
            ["only"] = order.Only switch { FilmPart.Expression => "expression", FilmPart.Pose => "pose", _ => null },
            ["shape"] = JsonSerializer.SerializeToNode(order.Shape),
            ["speed"] = order.Speed,
            ["playback"] = JsonSerializer.SerializeToNode(order.Playback),
            ["sound"] = JsonSerializer.SerializeToNode(order.Sound),
            ["captionTop"] = order.CaptionTop,
            ["captionBottom"] = order.CaptionBottom,
        };
        if (order.Engine == FilmEngine.HelloMeme) recipe["settings"] = JsonSerializer.SerializeToNode(order.Settings, JsonSerializerOptions.Web);
        if (notes.Count > 0) recipe["notes"] = JsonSerializer.SerializeToNode(notes);
        if (order.Motion is MotionSource.Preset preset) recipe["motion"] = preset.Name;
        else recipe["track"] = JsonNode.Parse(track.ToJson());
        return recipe.ToJsonString(JsonSerializerOptions.Web);
    }

    /// <summary>What the file of a film with this recipe says of its making.</summary>
    public static string SourceTypeOf(string recipe) =>
        (string?)JsonNode.Parse(recipe)?["engine"] == "hellomeme" ? Provenance.TrainedAlgorithmicMedia : Provenance.CompositeSynthetic;
}
