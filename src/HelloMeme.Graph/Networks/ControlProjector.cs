using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Brings the control net's four features to the widths of the UNet's eight places.</summary>
internal static class ControlProjector
{
    /// <summary>Output, feature (0 is the deepest) and key. The keys carry the official widths, whatever the file's are.</summary>
    private static readonly (string Output, int Feature, string Key)[] Maps =
    [
        ("ctrl_up_0", 0, "map1280_to_1280"),
        ("ctrl_up_1", 1, "map640_to_1280"),
        ("ctrl_up_2", 2, "map320_to_1280"),
        ("ctrl_up_3", 3, "map320_to_640"),
        ("ctrl_down_0", 2, "map320_to_320"),
        ("ctrl_down_1", 1, "map640_to_640"),
        ("ctrl_down_2", 0, "map1280_to_1280_2"),
        ("ctrl_down_3", 0, "map1280_to_1280_3"),
    ];

    // Source: HelloMeme hm_control.py, HM5SD15ControlProj.
    public static void Run(GraphBuilder g, StateDict w, IReadOnlyList<Value> features, int heads, GraphForm form)
    {
        foreach (var (output, feature, key) in Maps)
        {
            var x = g.Conv2d(w[key]["proj"], features[feature], w.SizeOf($"{key}.proj.weight", 0), bias: false, form: form); // n c h w
            g.Output(output, x + g.StkAttention(w[key]["attn"], x, null, w.SizeOf($"{key}.attn.conv_in.weight", 0), heads, form)); // n c h w
        }
    }
}
