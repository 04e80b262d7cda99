using HelloMeme.Graph.Layers;

namespace HelloMeme.Graph.Networks;

/// <summary>What a graph around the UNet is built for.</summary>
/// <param name="Branches">2 with guidance (negative first), 1 without.</param>
/// <param name="Height">Of the latents, a multiple of 8: an eighth of the picture's.</param>
public record UNetOptions(int Branches, int Height, int Width)
{
    public GraphForm Form { get; init; } = GraphForm.Fast;

    public int TextTokens { get; init; } = 77;

    public int Heads { get; init; } = 8;

    /// <summary>Of the group norms.</summary>
    public int Groups { get; init; } = 32;
}
