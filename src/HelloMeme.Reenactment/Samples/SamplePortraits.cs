using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A portrait the product draws itself: a stable name and a title for people.</summary>
public sealed record SamplePortrait(string Name, string Title);

/// <summary>The house's own portraits, drawn by code: head and shoulders, neutral, mouth closed. No real person, no borrowed art.
/// The same name and size give the same bytes.</summary>
public static class SamplePortraits
{
    public static IReadOnlyList<SamplePortrait> All { get; } = [.. Cast.All.Select(c => new SamplePortrait(c.Name, c.Title))];

    /// <summary>The portrait, size x size pixels; the caller disposes it.</summary>
    /// <exception cref="ArgumentException">No portrait has this name.</exception>
    public static Frame Draw(string name, int size = 1024)
    {
        var character = Find(name);
        return PortraitPainter.Paint(character, size, character.Backdrop);
    }

    /// <summary>The portrait with its head turned: what a photo that is hard to animate looks like.</summary>
    internal static Frame DrawTurned(string name, HeadAngles angles, int size = 1024)
    {
        var character = Find(name) with { Angles = angles };
        return PortraitPainter.Paint(character, size, character.Backdrop);
    }

    /// <summary>The 478 points the portrait was drawn from, in pixels of <see cref="Draw"/> at the same size.</summary>
    /// <exception cref="ArgumentException">No portrait has this name.</exception>
    public static FaceLandmarks Landmarks(string name, int size = 1024) =>
        new HeadModel(Find(name)).Landmarks.Map(size / Stage.Side, Vector2.Zero);

    /// <summary>What the person covers, exactly: drawn once over white and once over black, the difference is what shines through.</summary>
    /// <exception cref="ArgumentException">No portrait has this name.</exception>
    public static PersonMask Mask(string name, int size = 256)
    {
        var character = Find(name);
        using var overWhite = PortraitPainter.Paint(character, size, new Backdrop(Rgba.White, Rgba.White));
        using var overBlack = PortraitPainter.Paint(character, size, new Backdrop(Rgba.Black, Rgba.Black));
        var coverage = new byte[size * size];
        for (var i = 0; i < coverage.Length; i++) coverage[i] = (byte)(255 - Math.Max(0, overWhite.Pixels[3 * i + 1] - overBlack.Pixels[3 * i + 1]));
        return new PersonMask(size, size, coverage);
    }

    private static Character Find(string name) =>
        Cast.All.FirstOrDefault(c => c.Name == name) ?? throw new ArgumentException($"No sample portrait is named '{name}'.", nameof(name));
}
