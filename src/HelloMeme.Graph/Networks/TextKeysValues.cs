using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>What the UNet's cross-attentions see of the text: the same at every step, so computed once per clip.</summary>
public static class TextKeysValues
{
    /// <summary>Input: text [b, 77, 768]. Outputs text_keys_i, text_values_i [b, 77, c], i over <see cref="UNetLayout.TextAttentions"/> (16 in the official UNet).</summary>
    /// <exception cref="CheckpointException">The checkpoint does not fit; all its faults are named.</exception>
    public static OnnxModel Build(StateDict unet, UNetOptions options) => NetworkBuild.Checked(g =>
    {
        var layout = UNetLayout.Read(unet);
        var seen = Project(g, unet, layout, new FeatureInputs(g, layout, options, unet.Type).Text());
        foreach (var (i, (path, _)) in layout.TextAttentions().Index())
        {
            g.Output($"text_keys_{i}", seen[path].Keys);
            g.Output($"text_values_{i}", seen[path].Values);
        }
    }, unet);

    internal static IReadOnlyDictionary<string, KeysValues> Project(GraphBuilder g, StateDict unet, UNetLayout layout, Value text) => layout.TextAttentions().ToDictionary(
        a => a.Path, a => g.ProjectKeysValues(unet[a.Path]["transformer_blocks.0.attn2"], text, a.Channels), StringComparer.Ordinal);

    internal static IReadOnlyDictionary<string, KeysValues> Inputs(GraphBuilder g, UNetLayout layout, UNetOptions options, DType type)
    {
        return layout.TextAttentions().Index().ToDictionary(
            a => a.Item.Path, a => new KeysValues(Input($"text_keys_{a.Index}", a.Item.Channels), Input($"text_values_{a.Index}", a.Item.Channels)), StringComparer.Ordinal);

        Value Input(string name, int channels) => g.Input(name, type, [options.Branches, options.TextTokens, channels]);
    }
}
