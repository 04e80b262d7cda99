using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>CLIP's vision model with its projection: a picture to one vector. Source: transformers CLIPVisionModelWithProjection; IP-Adapter for SD 1.5 brings OpenCLIP's ViT-H/14.</summary>
public static class ImageEncoder
{
    public static readonly IgnoredKeys Ignored = new((".position_ids", "0, 1, 2, ...: old files store what is implied"));

    /// <summary>Input pixels [batch, 3, s, s] normalised by CLIP's mean and deviation, output embedding [batch, projection], not of length 1. s follows from the position table (224).</summary>
    /// <param name="config">num_attention_heads (c / 80 by default), hidden_act (gelu).</param>
    /// <exception cref="CheckpointException">Keys are missing or have other shapes.</exception>
    public static OnnxModel Build(StateDict weights, ModuleConfig config, int batch) => NetworkBuild.Checked(g =>
    {
        var w = weights["vision_model"];
        int places = w.SizeOf("embeddings.position_embedding.weight", 0), width = w.SizeOf("embeddings.position_embedding.weight", 1);
        var patch = w.SizeOf("embeddings.patch_embedding.weight", 2);
        var side = Math.Max((int)Math.Round(Math.Sqrt(places - 1)), 1);
        var heads = config.Count("num_attention_heads", Math.Max(width / 80, 1));
        var quickGelu = Clip.IsQuickGelu(config, "gelu");

        var pixels = g.FloatInput("pixels", w.Type, [batch, 3, side * patch, side * patch]);                                                     // n 3 s s
        var patches = g.ToTokens(g.Conv2d(w["embeddings"]["patch_embedding"], pixels, width, kernel: patch, stride: patch, padding: 0, bias: false)); // n t-1 c
        // Not Expand, which would be worked out when a session opens, before it has the weights.
        var first = g.Slice(patches, axis: 1, 0, 1) * 0 + w["embeddings"].Weight(g, "class_embedding", [width]);                                  // n 1 c
        var x = g.Concat([first, patches], axis: 1) + w["embeddings"].Weight(g, "position_embedding.weight", [places, width]);                   // n t c
        x = g.LayerNorm(w["pre_layrnorm"], x);                                                                                                   // n t c (spelled so in the checkpoint)
        for (var i = 0; i < w["encoder"].Count("layers"); i++)
            using (g.Scope($"layer{i}")) x = g.ClipBlock(w["encoder"]["layers"][i], x, heads, causal: false, quickGelu);                         // n t c
        var seen = g.LayerNorm(w["post_layernorm"], g.Reshape(g.Slice(x, axis: 1, 0, 1), [batch, width]));                                       // n c
        g.FloatOutput("embedding", g.Linear(weights["visual_projection"], seen, weights.SizeOf("visual_projection.weight", 0), bias: false));    // n projection
    }, weights);
}
