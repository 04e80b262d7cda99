namespace HelloMeme.Graph.Networks.Keys;

/// <summary>Key tables of Stable Diffusion 1.x, of any width; its text encoder is in <see cref="ClipKeys"/>. Source: the constructors of diffusers.</summary>
public static class StableDiffusionKeys
{
    private const int LatentChannels = 4;

    /// <param name="size">Official: widths 320, 640, 1280, 1280, 2 layers, time 1280, text 768.</param>
    public static KeyTable UNet(UNetLayout size)
    {
        var keys = new KeyTable();
        keys.Conv("conv_in", size.Widths[0], LatentChannels);
        keys.TimestepEmbedding("time_embedding", size.TimeWidth, size.Widths[0]);
        for (var i = 0; i < size.Blocks; i++)
        {
            var block = $"down_blocks.{i}";
            for (var j = 0; j < size.Layers; j++)
            {
                Resnet(keys, $"{block}.resnets.{j}", j > 0 ? size.Widths[i] : size.Widths[Math.Max(i - 1, 0)], size.Widths[i], size.TimeWidth);
                if (size.Attends[i]) Transformer(keys, $"{block}.attentions.{j}", size.Widths[i], size.TextWidth);
            }

            if (i < size.Blocks - 1) keys.Conv($"{block}.downsamplers.0.conv", size.Widths[i], size.Widths[i]);
        }

        Resnet(keys, "mid_block.resnets.0", size.Widths[^1], size.Widths[^1], size.TimeWidth);
        Transformer(keys, "mid_block.attentions.0", size.Widths[^1], size.TextWidth);
        Resnet(keys, "mid_block.resnets.1", size.Widths[^1], size.Widths[^1], size.TimeWidth);
        for (var i = 0; i < size.Blocks; i++) UpBlock(keys, size, i);
        keys.Norm("conv_norm_out", size.Widths[0]);
        keys.Conv("conv_out", LatentChannels, size.Widths[0]);
        return keys;
    }

    /// <param name="widths">Official: 128, 256, 512, 512.</param>
    /// <param name="layers">ResNet blocks of an encoder block (2); decoder blocks have one more.</param>
    public static KeyTable Vae(IReadOnlyList<int> widths, int layers)
    {
        var keys = new KeyTable();
        keys.Conv("encoder.conv_in", widths[0], 3);
        for (var i = 0; i < widths.Count; i++)
        {
            for (var j = 0; j < layers; j++) Resnet(keys, $"encoder.down_blocks.{i}.resnets.{j}", j > 0 ? widths[i] : widths[Math.Max(i - 1, 0)], widths[i], time: null);
            if (i < widths.Count - 1) keys.Conv($"encoder.down_blocks.{i}.downsamplers.0.conv", widths[i], widths[i]);
        }

        VaeMiddle(keys, "encoder", widths[^1]);
        VaeEnd(keys, "encoder", widths[^1], 2 * LatentChannels);
        keys.Conv("quant_conv", 2 * LatentChannels, 2 * LatentChannels, kernel: 1);
        keys.Conv("post_quant_conv", LatentChannels, LatentChannels, kernel: 1);
        keys.Conv("decoder.conv_in", widths[^1], LatentChannels);
        VaeMiddle(keys, "decoder", widths[^1]);
        for (var i = 0; i < widths.Count; i++)
        {
            int outputs = widths[^(i + 1)], before = i == 0 ? outputs : widths[^i];
            for (var j = 0; j <= layers; j++) Resnet(keys, $"decoder.up_blocks.{i}.resnets.{j}", j > 0 ? outputs : before, outputs, time: null);
            if (i < widths.Count - 1) keys.Conv($"decoder.up_blocks.{i}.upsamplers.0.conv", outputs, outputs);
        }

        VaeEnd(keys, "decoder", widths[0], 3);
        return keys;
    }

    /// <summary>The first ResNet block takes what comes from below, the last one the skip of the next outer block; all take a skip beside it.</summary>
    private static void UpBlock(KeyTable keys, UNetLayout size, int i)
    {
        int outputs = size.UpWidth(i), below = size.UpWidth(Math.Max(i - 1, 0)), outer = size.UpWidth(Math.Min(i + 1, size.Blocks - 1));
        for (var j = 0; j <= size.Layers; j++)
        {
            Resnet(keys, $"up_blocks.{i}.resnets.{j}", (j == 0 ? below : outputs) + (j == size.Layers ? outer : outputs), outputs, size.TimeWidth);
            if (size.Attends[size.Blocks - 1 - i]) Transformer(keys, $"up_blocks.{i}.attentions.{j}", outputs, size.TextWidth);
        }

        if (i < size.Blocks - 1) keys.Conv($"up_blocks.{i}.upsamplers.0.conv", outputs, outputs);
    }

    private static void Resnet(KeyTable keys, string path, int inputs, int outputs, int? time)
    {
        keys.Norm(path + ".norm1", inputs);
        keys.Conv(path + ".conv1", outputs, inputs);
        if (time is { } width) keys.Linear(path + ".time_emb_proj", outputs, width);
        keys.Norm(path + ".norm2", outputs);
        keys.Conv(path + ".conv2", outputs, outputs);
        if (inputs != outputs) keys.Conv(path + ".conv_shortcut", outputs, inputs, kernel: 1);
    }

    private static void Transformer(KeyTable keys, string path, int channels, int text)
    {
        keys.Norm(path + ".norm", channels);
        keys.Conv(path + ".proj_in", channels, channels, kernel: 1);
        var block = path + ".transformer_blocks.0";
        keys.Norm(block + ".norm1", channels);
        keys.Attention(block + ".attn1", channels, channels);
        keys.Norm(block + ".norm2", channels);
        keys.Attention(block + ".attn2", channels, text);
        keys.Norm(block + ".norm3", channels);
        keys.FeedForward(block + ".ff", channels, 4 * channels);
        keys.Conv(path + ".proj_out", channels, channels, kernel: 1);
    }

    private static void VaeMiddle(KeyTable keys, string coder, int channels)
    {
        Resnet(keys, coder + ".mid_block.resnets.0", channels, channels, time: null);
        keys.Norm(coder + ".mid_block.attentions.0.group_norm", channels);
        keys.Attention(coder + ".mid_block.attentions.0", channels, channels, bias: true);
        Resnet(keys, coder + ".mid_block.resnets.1", channels, channels, time: null);
    }

    private static void VaeEnd(KeyTable keys, string coder, int channels, int outputs)
    {
        keys.Norm(coder + ".conv_norm_out", channels);
        keys.Conv(coder + ".conv_out", outputs, channels);
    }
}
