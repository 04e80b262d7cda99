namespace HelloMeme.Graph.Networks.Keys;

/// <summary>Key tables of CLIP's two encoders, of any width. Source: the constructors of transformers' CLIPTextModel and CLIPVisionModelWithProjection.</summary>
public static class ClipKeys
{
    /// <summary>Official: vocabulary 49408, places 77, width 768, inner 3072, 12 layers.</summary>
    public static KeyTable TextEncoder(int vocabulary, int places, int width, int inner, int layers)
    {
        var keys = new KeyTable();
        keys.Add("text_model.embeddings.token_embedding.weight", [vocabulary, width], KeyRole.Embedding);
        keys.Add("text_model.embeddings.position_embedding.weight", [places, width], KeyRole.Embedding);
        Layers(keys, "text_model.encoder.layers", width, inner, layers);
        keys.Norm("text_model.final_layer_norm", width);
        return keys;
    }

    /// <summary>Official: side 224, patch 14, width 1280, inner 5120, 32 layers, projection 1024.</summary>
    public static KeyTable ImageEncoder(int side, int patch, int width, int inner, int layers, int projection)
    {
        var keys = new KeyTable();
        keys.Add("vision_model.embeddings.class_embedding", [width], KeyRole.Embedding);
        keys.Conv("vision_model.embeddings.patch_embedding", width, 3, kernel: patch, bias: false);
        keys.Add("vision_model.embeddings.position_embedding.weight", [1 + side / patch * (side / patch), width], KeyRole.Embedding);
        keys.Norm("vision_model.pre_layrnorm", width); // spelled so
        Layers(keys, "vision_model.encoder.layers", width, inner, layers);
        keys.Norm("vision_model.post_layernorm", width);
        keys.Linear("visual_projection", projection, width, bias: false);
        return keys;
    }

    private static void Layers(KeyTable keys, string path, int width, int inner, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var layer = $"{path}.{i}";
            foreach (var projection in (string[])["q_proj", "k_proj", "v_proj", "out_proj"]) keys.Linear($"{layer}.self_attn.{projection}", width, width);
            keys.Norm($"{layer}.layer_norm1", width);
            keys.Linear($"{layer}.mlp.fc1", inner, width);
            keys.Linear($"{layer}.mlp.fc2", width, inner);
            keys.Norm($"{layer}.layer_norm2", width);
        }
    }
}
