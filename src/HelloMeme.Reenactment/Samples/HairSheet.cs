using System.Numerics;

namespace HelloMeme.Reenactment.Samples;

/// <summary>A layer of hair: guides from root to tip in canonical axes (IOD), strands grow between neighbouring guides.
/// Lengths and widths in IOD.</summary>
internal sealed record HairSheet(Vector3[][] Guides)
{
    public int Strands { get; init; } = 800;
    public float Width { get; init; } = 0.013f;

    /// <summary>How far the outermost strands stand off the guides.</summary>
    public float Thickness { get; init; } = 0.06f;

    /// <summary>Strands gather to this many locks, by LockPull (0..1) at the tips.</summary>
    public int Locks { get; init; } = 24;

    public float LockPull { get; init; } = 0.5f;

    /// <summary>Radius and number of turns of the curls.</summary>
    public float Wave { get; init; }

    public float WaveTurns { get; init; }

    /// <summary>How far round its curl a lock reaches, in radians to each side.</summary>
    public float Ribbon { get; init; } = 0.45f;

    public float Fray { get; init; } = 0.012f;
    public float Shortest { get; init; } = 0.86f;

    /// <summary>Under 1: each strand (each lock, where it curls) covers only this share of its guide, from a root anywhere on it.</summary>
    public float Span { get; init; } = 1;

    /// <summary>0 in full light .. 1 in the dark behind the neck.</summary>
    public float Shade { get; init; }

    /// <summary>Opacity of the dark fill below the strands.</summary>
    public float Underlay { get; init; } = 1;

    public HairSheet Mirrored() => this with { Guides = Array.ConvertAll(Guides, g => Array.ConvertAll(g, p => p with { X = -p.X })) };

    /// <summary>Place between the guides: u 0..1 across them, v 0..1 from root to tip.</summary>
    public Vector3 At(float u, float v)
    {
        Span<Vector3> across = stackalloc Vector3[Guides.Length];
        for (var k = 0; k < across.Length; k++) across[k] = Curves.At(Guides[k], v);
        return Curves.At(across, u);
    }
}
