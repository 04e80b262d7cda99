using System.Runtime.Intrinsics;

namespace HelloMeme.Reenactment.Draft;

/// <summary>One row of one triangle: values where x = Origin, and their change per pixel.</summary>
internal struct SheetSpan
{
    public float Origin, Z, ZX;

    /// <summary>Way to the source (x, y), gain - 1, share of the layers: as <see cref="SheetFrame.Own"/>.</summary>
    public Vector128<float> Own, OwnX;

    /// <summary>As <see cref="SheetFrame.Mirrored"/>; only where <see cref="IsMirrored"/>.</summary>
    public Vector128<float> Mirror, MirrorX;

    public bool IsRing, IsMirrored;
}
