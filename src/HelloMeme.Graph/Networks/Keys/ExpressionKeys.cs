namespace HelloMeme.Graph.Networks.Keys;

/// <summary>Key table of the PD-FGC motion encoder. Source: HelloMeme tools/pdf, FanEncoder.</summary>
public static class ExpressionKeys
{
    private const int Landmarks = 68, Pixels = 28 * 28, Feature = 512, Depth = 4;

    /// <param name="width">Channels of the hourglass (256).</param>
    public static KeyTable Encoder(int width)
    {
        var keys = new KeyTable();
        keys.Conv("model.conv1", width / 4, 3, kernel: 7);
        keys.BatchNorm("model.bn1", width / 4);
        Block(keys, "model.conv2", width / 4, width / 2);
        Block(keys, "model.conv3", width / 2, width / 2);
        Block(keys, "model.conv4", width / 2, width);
        for (var level = Depth; level > 0; level--)
            foreach (var branch in (string[])["b1", "b2", "b3"]) Block(keys, $"model.m0.{branch}_{level}", width, width);
        Block(keys, "model.m0.b2_plus_1", width, width);
        Block(keys, "model.top_m_0", width, width);
        keys.Conv("model.conv_last0", width, width, kernel: 1);
        keys.BatchNorm("model.bn_end0", width);
        keys.Conv("model.l0", Landmarks, width, kernel: 1);
        keys.BatchNorm("model.bn5", Landmarks);
        keys.Conv("model.conv6", 1, Landmarks);
        keys.Linear("model.fc", Feature, Pixels);
        foreach (var head in (string[])["to_mouth", "to_eye", "to_emo"])
        {
            keys.Linear(head + ".0", Feature, Feature);
            keys.BatchNorm(head + ".2", Feature);
            keys.Linear(head + ".3", ExpressionEncoder.MouthSize, Feature);
        }

        keys.Linear("eye_embed.1", ExpressionEncoder.EyeSize, Feature);
        keys.Linear("emo_embed.1", ExpressionEncoder.MoodSize, Feature);
        keys.Linear("mouth_embed.1", 500, Feature);
        return keys;
    }

    private static void Block(KeyTable keys, string path, int inputs, int outputs)
    {
        keys.BatchNorm(path + ".bn1", inputs);
        keys.Conv(path + ".conv1", outputs / 2, inputs, bias: false);
        keys.BatchNorm(path + ".bn2", outputs / 2);
        keys.Conv(path + ".conv2", outputs / 4, outputs / 2, bias: false);
        keys.BatchNorm(path + ".bn3", outputs / 4);
        keys.Conv(path + ".conv3", outputs / 4, outputs / 4, bias: false);
        if (inputs == outputs) return;
        keys.BatchNorm(path + ".downsample.0", inputs);
        keys.Conv(path + ".downsample.2", outputs, inputs, kernel: 1, bias: false);
    }
}
