using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Inputs shaped like what passes between the UNet's blocks.</summary>
internal sealed class FeatureInputs(GraphBuilder g, UNetLayout layout, UNetOptions options, DType type)
{
    /// <summary>[b, tokens, width].</summary>
    public Value Text() => g.Input("text", type, [options.Branches, options.TextTokens, layout.TextWidth]);

    /// <summary>name_i [b, c, h, w] like the inputs of the up blocks.</summary>
    public IReadOnlyList<Value> Up(string name) => Each(i => g.Input($"{name}_{i}", type, Picture(layout.Up(i, options.Height, options.Width))));

    public IReadOnlyList<Value> Down(string name) => Each(i => g.Input($"{name}_{i}", type, Picture(layout.Down(i, options.Height, options.Width))));

    /// <summary>name_i [b, c, f, h, w], given as [b f, c, h, w].</summary>
    public IReadOnlyList<Value> Up(string name, int frames) => Each(i => g.ToFrames(g.Input($"{name}_{i}", type, Clip(layout.Up(i, options.Height, options.Width), frames))));

    public IReadOnlyList<Value> Down(string name, int frames) => Each(i => g.ToFrames(g.Input($"{name}_{i}", type, Clip(layout.Down(i, options.Height, options.Width), frames))));

    /// <summary>pad_up_i [b, c, 2, h, w].</summary>
    public IReadOnlyList<Value> PaddingUp() => Each(i => g.Input($"pad_up_{i}", type, Clip(layout.Up(i, options.Height, options.Width), 2)));

    public IReadOnlyList<Value> PaddingDown() => Each(i => g.Input($"pad_down_{i}", type, Clip(layout.Down(i, options.Height, options.Width), 2)));

    private IReadOnlyList<Value> Each(Func<int, Value> make) => [.. Enumerable.Range(0, layout.Blocks).Select(make)];

    private Shape Picture((int Channels, int Height, int Width) size) => [options.Branches, size.Channels, size.Height, size.Width];

    private Shape Clip((int Channels, int Height, int Width) size, int frames) => [options.Branches, size.Channels, frames, size.Height, size.Width];
}
