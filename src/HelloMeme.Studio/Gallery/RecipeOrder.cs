using System.Text.Json;
using System.Text.Json.Nodes;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;

namespace HelloMeme.Studio.Gallery;

/// <summary>The recipe inside a film (<see cref="FilmRecipe"/>) as an order that waits for a portrait. Sound is not in a recipe.</summary>
public static class RecipeOrder
{
    /// <exception cref="UserFaultException">"bad-recipe".</exception>
    public static RenderOrder Read(string recipe)
    {
        try
        {
            var json = JsonNode.Parse(recipe)!.AsObject();
            return new RenderOrder
            {
                Portrait = Guid.Empty,
                Motion = MotionOf(json),
                Engine = Value(json, "engine", FilmEngine.Draft),
                Settings = Value<RenderSettings?>(json, "settings", null),
                Shape = Value(json, "shape", FilmShape.Full),
                Strength = Value(json, "strength", 1.0),
                Only = Value(json, "only", FilmPart.All),
                Speed = Value(json, "speed", 1.0),
                Playback = Value(json, "playback", FilmPlayback.Forward),
                CaptionTop = Value<string?>(json, "captionTop", null),
                CaptionBottom = Value<string?>(json, "captionBottom", null),
            };
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            throw new UserFaultException("bad-recipe", "The recipe in this file cannot be read: use a file as the studio made it.", fault);
        }
    }

    /// <summary>Of the HelloMeme engine; null for a film of the Draft engine.</summary>
    public static RenderSettings? SettingsOf(string recipe) => JsonNode.Parse(recipe)?["settings"]?.Deserialize<RenderSettings>(JsonSerializerOptions.Web);

    /// <summary>What was noted about the film when it was made, a sentence each.</summary>
    public static IReadOnlyList<string> NotesOf(string recipe) => JsonNode.Parse(recipe)?["notes"]?.Deserialize<string[]>() ?? [];

    private static MotionChoice MotionOf(JsonObject json)
    {
        if (Value<string?>(json, "motion", null) is { } name) return new MotionChoice { Preset = (Presets.Find(name) ?? throw new FormatException("Unknown motion.")).Name };
        var track = (json["track"] ?? throw new FormatException("No motion.")).Deserialize<JsonElement>();
        MotionTrack.FromJson(track.GetRawText());
        return new MotionChoice { Track = track };
    }

    private static T Value<T>(JsonObject json, string name, T otherwise) => json[name] is { } node ? node.Deserialize<T>(JsonSerializerOptions.Web)! : otherwise;
}
