using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>CLIP's text model: tokens to what the denoiser attends to. Source: transformers CLIPTextModel; SD 1.5 has ViT-L/14's.</summary>
public static class TextEncoder
{
    public static readonly IgnoredKeys Ignored = new((".position_ids", "0, 1, 2, ...: old files store what is implied"));

    /// <summary>Input ids int64 [batch, tokens], output hidden [batch, tokens, c] of the checkpoint's type: the last layer's tokens after the final norm. tokens is what the position table holds (77).</summary>
    /// <param name="config">num_attention_heads (c / 64 by default) and hidden_act (quick_gelu).</param>
    /// <param name="clipSkip">Layers left out at the end; the final norm stays.</param>
    /// <exception cref="CheckpointException">Keys are missing or have other shapes.</exception>
    public static OnnxModel Build(StateDict weights, ModuleConfig config, int batch, int clipSkip = 0) => NetworkBuild.Checked(g =>
    {
        var w = weights["text_model"];
        int places = w.SizeOf("embeddings.position_embedding.weight", 0), width = w.SizeOf("embeddings.position_embedding.weight", 1);
        var heads = config.Count("num_attention_heads", Math.Max(width / 64, 1));
        var quickGelu = Clip.IsQuickGelu(config, "quick_gelu");
        var layers = w["encoder"].Count("layers");
        if (clipSkip < 0 || clipSkip >= Math.Max(layers, 1)) throw new ArgumentOutOfRangeException(nameof(clipSkip), clipSkip, $"The text encoder has {layers} layers.");

        var ids = g.Input("ids", DType.Int64, [batch, places]);                                                                    // n t
        var table = w["embeddings"].Weight(g, "token_embedding.weight", [w.SizeOf("embeddings.token_embedding.weight", 0), width]); // vocabulary c
        var x = g.GatherRows(table, ids) + w["embeddings"].Weight(g, "position_embedding.weight", [places, width]);                 // n t c
        for (var i = 0; i < layers - clipSkip; i++)
            using (g.Scope($"layer{i}")) x = g.ClipBlock(w["encoder"]["layers"][i], x, heads, causal: true, quickGelu);             // n t c
        g.Output("hidden", g.LayerNorm(w["final_layer_norm"], x));                                                             // n t c
    }, weights);
}
