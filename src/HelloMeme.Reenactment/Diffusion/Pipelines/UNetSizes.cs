using HelloMeme.Graph.Networks;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>Sizes of what enters and leaves the UNet's blocks for latents of height x width.</summary>
public sealed record UNetSizes(UNetLayout Layout, int Height, int Width)
{
    public int Plane => Height * Width;

    /// <summary>down_0..3, then up_0..3.</summary>
    public IReadOnlyList<(string Name, int Channels, int Height, int Width)> Maps { get; } =
    [
        .. Enumerable.Range(0, Layout.Blocks).Select(i => Named($"down_{i}", Layout.Down(i, Height, Width))),
        .. Enumerable.Range(0, Layout.Blocks).Select(i => Named($"up_{i}", Layout.Up(i, Height, Width))),
    ];

    private static (string, int, int, int) Named(string name, (int Channels, int Height, int Width) size) => (name, size.Channels, size.Height, size.Width);
}
