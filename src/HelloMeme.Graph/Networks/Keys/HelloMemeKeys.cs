namespace HelloMeme.Graph.Networks.Keys;

/// <summary>Key tables of HelloMeme's v5 modules, for a UNet of any width. Source: the constructors of hm_adapters.py, hm_control.py, hm_blocks.py.</summary>
public static class HelloMemeKeys
{
    private const int Waves = 1024, Tokens = 16, CodeSize = 548, Blendshapes = 51, FaceParts = 3, MostFrames = 32;

    /// <summary>hm5_reference.</summary>
    public static KeyTable Reference(UNetLayout unet)
    {
        var keys = new KeyTable();
        foreach (var (i, channels) in UpInputs(unet).Index())
        {
            var module = $"reference_modules_up.{i}";
            keys.Linear(module + ".time_emb_proj", channels, unet.TimeWidth);
            keys.Attention(module + ".attn1", channels, channels);
            keys.Attention(module + ".attn2", channels, channels);
            keys.Norm(module + ".norm", channels);
            keys.Conv(module + ".proj", channels, channels);
        }

        return keys;
    }

    /// <summary>hm5b_reference and hm5c_reference.</summary>
    public static KeyTable StkReference(UNetLayout unet)
    {
        var keys = new KeyTable();
        foreach (var (i, channels) in UpInputs(unet).Index())
        {
            Stk(keys, $"reference_modules_up.{i}.attn_ref", channels, channels);
            Stk(keys, $"reference_modules_up.{i}.attn", channels, channels);
        }

        return keys;
    }

    /// <summary>hm5_control_base.</summary>
    /// <param name="context">Width of the expression tokens (2048).</param>
    public static KeyTable ControlBase(UNetLayout unet, int context)
    {
        var keys = new KeyTable();
        foreach (var (name, inputs) in (ReadOnlySpan<(string, int)>)[("emo", CodeSize), ("exp", Blendshapes), ("face", FaceParts)])
        {
            keys.TimestepEmbedding(name + "_pre_proj", Tokens, inputs);
            keys.TimestepEmbedding(name + "_proj", context, Waves);
        }

        int[] widths = [unet.Widths[0], unet.Widths[1], unet.Widths[2]];
        for (var k = 0; k < widths.Length; k++)
        {
            var (down, attention, channels, before) = ($"ctrl_attn.down_blocks.{k}", $"ctrl_attn.attn_blocks.{k}", widths[k], k == 0 ? 3 : widths[k - 1]);
            keys.Conv(down + ".conv1", channels, before, bias: false);
            keys.Conv(down + ".conv2", channels, channels, bias: false);
            keys.Conv(down + ".downsample.0", channels, before, kernel: 1, bias: false);
            keys.Conv(attention + ".conv_in", channels, channels);
            keys.Norm(attention + ".norm", channels);
            keys.Attention(attention + ".attn1", channels, context);
            keys.Attention(attention + ".attn2", channels, context);
            keys.FeedForward(attention + ".ff", channels, 16 * channels);
            keys.Conv(attention + ".proj", channels, channels);
        }

        keys.Conv("ctrl_attn.up_blocks.0.0", widths[1], widths[2]);
        keys.Conv("ctrl_attn.up_blocks.1.0", widths[0], widths[1]);
        keys.Conv("ctrl_attn.up_blocks.2.0", widths[0], widths[0]);
        return keys;
    }

    /// <summary>hm5_control_proj and hm5c_control_proj.</summary>
    public static KeyTable ControlProjector(UNetLayout unet)
    {
        var (w, up) = (unet.Widths, UpInputs(unet));
        var keys = new KeyTable();
        foreach (var (map, outputs, inputs) in (ReadOnlySpan<(string, int, int)>)
        [
            ("map1280_to_1280", up[0], w[2]), ("map640_to_1280", up[1], w[1]), ("map320_to_1280", up[2], w[0]), ("map320_to_640", up[3], w[0]),
            ("map320_to_320", w[0], w[0]), ("map640_to_640", w[1], w[1]), ("map1280_to_1280_2", w[2], w[2]), ("map1280_to_1280_3", w[3], w[2]),
        ])
        {
            keys.Conv(map + ".proj", outputs, inputs, bias: false);
            Stk(keys, map + ".attn", outputs, outputs / 4);
        }

        return keys;
    }

    /// <summary>hm5_motion.</summary>
    public static KeyTable Motion(UNetLayout unet)
    {
        var keys = new KeyTable();
        foreach (var (i, channels) in unet.Widths.Index()) Motion(keys, $"motion_down.{i}", channels);
        foreach (var (i, channels) in UpInputs(unet).Index()) Motion(keys, $"motion_up.{i}", channels);
        return keys;
    }

    private static void Motion(KeyTable keys, string module, int channels)
    {
        foreach (var part in (string[])["attn1", "attn_pad"])
        {
            var path = $"{module}.{part}";
            var block = path + ".transformer_blocks.0";
            keys.Norm(path + ".norm", channels);
            keys.Linear(path + ".proj_in", channels, channels);
            keys.Add(block + ".pos_embed.pe", [1, MostFrames, channels], KeyRole.Sinusoid);
            keys.Norm(block + ".norm1", channels);
            keys.Attention(block + ".attn1", channels, channels);
            keys.Norm(block + ".norm2", channels);
            keys.Attention(block + ".attn2", channels, channels);
            keys.Norm(block + ".norm3", channels);
            keys.FeedForward(block + ".ff", channels, 4 * channels);
            keys.Linear(path + ".proj_out", channels, channels);
        }
    }

    private static void Stk(KeyTable keys, string path, int channels, int middle)
    {
        keys.Conv(path + ".conv_in", middle, channels);
        keys.Attention(path + ".attnx", middle, middle);
        keys.Attention(path + ".attny", middle, middle);
        keys.Norm(path + ".norm", middle);
        keys.Conv(path + ".proj", channels, middle);
    }

    private static int[] UpInputs(UNetLayout unet) => [.. Enumerable.Range(0, unet.Blocks).Select(i => unet.Up(i, 64, 64).Channels)];
}
