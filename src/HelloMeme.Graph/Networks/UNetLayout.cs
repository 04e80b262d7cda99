using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Graph.Networks;

/// <summary>Sizes of a Stable Diffusion 1.x UNet. Official: widths 320, 640, 1280, 1280, two layers a block, text width 768.</summary>
/// <param name="Widths">Channels of the down blocks, outermost first; up blocks mirror them.</param>
/// <param name="Layers">ResNet blocks of a down block; up blocks have one more.</param>
/// <param name="TimeWidth">Channels of the time embedding.</param>
/// <param name="Attends">Whether down block i has attentions; up blocks mirror it.</param>
public sealed record UNetLayout(IReadOnlyList<int> Widths, int Layers, int TimeWidth, int TextWidth, IReadOnlyList<bool> Attends)
{
    public int Blocks => Widths.Count;

    /// <summary>Read from the tensors' shapes. Of a file that is no UNet it is too small to fit, so that the layers report what they miss.</summary>
    public static UNetLayout Read(StateDict unet)
    {
        var blocks = Enumerable.Range(0, unet.Count("down_blocks")).Select(i => unet["down_blocks"][i]).ToArray();
        return new UNetLayout(
            blocks.Length > 0 ? [.. blocks.Select(b => b.SizeOf("resnets.0.conv1.weight", 0))] : [1],
            blocks.Length > 0 ? blocks[0].Count("resnets") : 0,
            unet.SizeOf("time_embedding.linear_1.weight", 0),
            unet.SizeOf("mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight", 1),
            blocks.Length > 0 ? [.. blocks.Select(b => b.HasPart("attentions"))] : [true]);
    }

    /// <summary>What leaves down block i, of a sample of height x width.</summary>
    public (int Channels, int Height, int Width) Down(int i, int height, int width)
    {
        var halvings = Math.Min(i + 1, Blocks - 1);
        return (Widths[i], height >> halvings, width >> halvings);
    }

    /// <summary>What enters up block i.</summary>
    public (int Channels, int Height, int Width) Up(int i, int height, int width)
    {
        var halvings = Blocks - 1 - i;
        return (i == 0 ? Widths[^1] : UpWidth(i - 1), height >> halvings, width >> halvings);
    }

    /// <summary>Channels that leave up block i.</summary>
    public int UpWidth(int i) => Widths[Blocks - 1 - i];

    /// <summary>Key of every block that attends to the text, in running order, and its channels.</summary>
    public IEnumerable<(string Path, int Channels)> TextAttentions()
    {
        for (var i = 0; i < Blocks; i++)
            for (var j = 0; Attends[i] && j < Layers; j++) yield return ($"down_blocks.{i}.attentions.{j}", Widths[i]);
        yield return ("mid_block.attentions.0", Widths[^1]);
        for (var i = 0; i < Blocks; i++)
            for (var j = 0; Attends[Blocks - 1 - i] && j <= Layers; j++) yield return ($"up_blocks.{i}.attentions.{j}", UpWidth(i));
    }
}
