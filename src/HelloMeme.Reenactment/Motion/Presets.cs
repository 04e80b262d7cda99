using HelloMeme.Reenactment.Motion.Authored;

namespace HelloMeme.Reenactment.Motion;

/// <summary>A ready-made motion. Name is kebab-case and stable; Track loops.</summary>
public sealed record Preset(string Name, string Title, string Description, IReadOnlyList<string> Tags, MotionTrack Track);

/// <summary>The authored motions, in the order they are offered.</summary>
public static class Presets
{
    public static IReadOnlyList<Preset> All { get; } = [.. Joy.All, .. Teasing.All, .. Gestures.All, .. Moods.All];

    /// <summary>The preset of that name (any case), or null.</summary>
    public static Preset? Find(string name) => All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));
}
