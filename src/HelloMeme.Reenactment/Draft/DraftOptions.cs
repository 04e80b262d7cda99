using System.Drawing;

namespace HelloMeme.Reenactment.Draft;

/// <summary>Size of the film and how many cores may draw it.</summary>
public sealed record DraftOptions
{
    /// <summary>Side of the square face crop in pixels, even; null keeps the whole photo.</summary>
    public int? Square { get; init; }

    /// <summary>The part of the photo that the film shows, inside it, in its pixels; null shows all of it.</summary>
    public Rectangle? Area { get; init; }

    /// <summary>Longest side of a photo or its part in pixels, even; larger photos are shrunk.</summary>
    public int LongSide { get; init; } = 2160;

    /// <summary>Bands drawn side by side; -1 = one per core. The pixels do not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;
}
