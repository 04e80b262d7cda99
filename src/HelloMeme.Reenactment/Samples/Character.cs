using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Samples;

/// <summary>Everything that tells one drawn person from another. Lengths in IOD, places in the canonical face's axes.</summary>
internal sealed record Character(string Name, string Title, uint Seed)
{
    public HeadAngles Angles { get; init; }
    public FaceEdit[] Shape { get; init; } = [];
    public required SkinTone Skin { get; init; }
    public required HairTone Hair { get; init; }
    public required HairTone BrowHair { get; init; }
    public required EyeLook Eyes { get; init; }
    public required LipLook Lips { get; init; }
    public required Backdrop Backdrop { get; init; }
    public required HairSheet[] BackHair { get; init; }
    public required HairSheet[] FrontHair { get; init; }
    public required Outfit Outfit { get; init; }
    public float Freckles { get; init; }
    public float Stubble { get; init; }
    public float Age { get; init; }
    public bool Ears { get; init; }
    public float NeckHalfWidth { get; init; } = 0.5f;
    public float BrowThickness { get; init; } = 1;
}

/// <summary>A smooth local change of the canonical face, mirrored to the other side: points within about Radius of Center
/// are scaled about it (x, y) and shifted.</summary>
internal readonly record struct FaceEdit(Vector2 Center, float Radius, Vector2 Scale, Vector3 Shift = default);

/// <summary>Skin from the deepest shadow to the brightest light, with the tints laid over it.</summary>
internal sealed record SkinTone(Rgba Deep, Rgba Shadow, Rgba Mid, Rgba Light, Rgba Blush, Rgba Line);

internal sealed record HairTone(Rgba Dark, Rgba Mid, Rgba Light, Rgba Shine);

/// <summary>Lash and LowerLash are the longest lashes in IOD, Lid the tint of the upper lid (alpha = strength).</summary>
internal sealed record EyeLook(Rgba IrisDark, Rgba Iris, Rgba IrisGlow, float Lash, float LowerLash, float Liner, float Crease, Rgba Lid);

internal sealed record LipLook(Rgba Upper, Rgba Lower, Rgba Line, float Opacity, float Gloss);

internal sealed record Backdrop(Rgba Center, Rgba Edge);

internal enum Garment
{
    WrapTop,
    Knit,
    Collar,
}

/// <summary>Clothes: base colour, its shade and light, and one accent.</summary>
internal sealed record Outfit(Garment Garment, Rgba Base, Rgba Shade, Rgba Light, Rgba Accent, float ShoulderHalfWidth);
