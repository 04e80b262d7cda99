using HelloMeme.Graph.Checkpoints;

namespace HelloMeme.Graph.Networks;

/// <summary>What both CLIP encoders read from their config.json.</summary>
internal static class Clip
{
    /// <exception cref="CheckpointException">hidden_act names an activation that CLIP models do not have.</exception>
    public static bool IsQuickGelu(ModuleConfig config, string otherwise) => config.Text("hidden_act", otherwise) switch
    {
        "quick_gelu" => true,
        "gelu" => false,
        var other => throw new CheckpointException($"A CLIP model with the activation '{other}' is not supported; quick_gelu and gelu are."),
    };
}
