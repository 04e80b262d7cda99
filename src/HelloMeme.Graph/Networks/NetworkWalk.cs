using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>Asks for every weight that the graphs of one checkpoint would, without the other checkpoints: to find missing, misshapen and unknown keys.</summary>
public static class NetworkWalk
{
    private const int Side = 8, Heads = 8, Groups = 32;

    /// <summary>Why the weights do not make the network, or null. <see cref="StateDict.Faults"/> names the keys.</summary>
    public static string? FaultOf(NetworkKind kind, StateDict w, ModuleConfig config)
    {
        try
        {
            Run(kind, w, config);
            return null;
        }
        catch (CheckpointException e)
        {
            return w.Faults.Count > 0 ? $"{w.Faults.Count} keys of {w.Name} do not fit its network" : e.Message;
        }
    }

    /// <exception cref="CheckpointException">Keys are missing or have other shapes; all are named.</exception>
    public static void Run(NetworkKind kind, StateDict w, ModuleConfig config)
    {
        switch (kind)
        {
            case NetworkKind.UNet:
                var options = new DenoisingOptions(1, 1, Side, Side) { Control = false, Form = GraphForm.Published, Heads = config.Count("attention_head_dim", Heads), Groups = config.Count("norm_num_groups", Groups) };
                DenoisingUNet.Build(w, null, null, options);
                break;
            case NetworkKind.Vae:
                VaeEncoder.Build(w, config, 1, 8 * Side, 8 * Side);
                VaeDecoder.Build(w, config, 1, Side, Side);
                break;
            case NetworkKind.TextEncoder:
                TextEncoder.Build(w, config, 1);
                break;
            case NetworkKind.ImageEncoder:
                ImageEncoder.Build(w, config, 1);
                break;
            case NetworkKind.ExpressionEncoder:
                ExpressionEncoder.Build(w, 1);
                break;
            case NetworkKind.ControlNet:
                foreach (var expression in Enum.GetValues<ExpressionKind>()) ControlNet.Build(w, null, new ControlOptions(1, Side, Side, expression));
                break;
            case NetworkKind.ReferenceAdapter:
                NetworkBuild.Checked(g => Reference(g, w), w);
                break;
            case NetworkKind.ControlProjector:
                NetworkBuild.Checked(g => Projector(g, w), w);
                break;
            default:
                NetworkBuild.Checked(g => Motion(g, w), w);
                break;
        }
    }

    private static void Reference(GraphBuilder g, StateDict w)
    {
        for (var i = 0; i < Math.Max(w.Count("reference_modules_up"), 1); i++)
        {
            var module = ReferenceKeysValues.Module(w, i);
            var x = Picture(g, w, $"hidden_{i}", module.SizeOf(ReferenceKeysValues.IsStk(w) ? "attn.norm.weight" : "norm.weight", 0));
            if (ReferenceKeysValues.IsStk(w)) g.StkReferenceModule(module, x, x, Heads);
            else g.SkReferenceAttention(module, x, x, Heads);
        }
    }

    /// <summary>Features from the deepest to the outermost; their widths are those the maps take.</summary>
    private static void Projector(GraphBuilder g, StateDict w)
    {
        string[] maps = ["map1280_to_1280", "map640_to_1280", "map320_to_1280", "map320_to_640"];
        ControlProjector.Run(g, w, [.. maps.Select(map => Picture(g, w, map, w.SizeOf(map + ".proj.weight", 1)))], Heads, GraphForm.Published);
    }

    private static void Motion(GraphBuilder g, StateDict w)
    {
        foreach (var direction in (string[])["motion_down", "motion_up"])
        {
            for (var i = 0; i < Math.Max(w.Count(direction), 1); i++)
            {
                var module = w[direction][i];
                var channels = module.SizeOf("attn1.norm.weight", 0);
                var padding = g.Input($"{direction}_{i}_padding", w.Type, [1, channels, 2, Side, Side]);
                g.SkMotionModule(module, Picture(g, w, $"{direction}_{i}", channels), padding, branches: 1, Heads);
            }
        }
    }

    private static Value Picture(GraphBuilder g, StateDict w, string name, int channels) => g.Input(name, w.Type, [1, channels, Side, Side]);
}
