using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>PD-FGC's motion encoder: a face crop to its expression code. Source: HelloMeme tools/pdf, FanEncoder. Always computed in 32 bits.</summary>
public static class ExpressionEncoder
{
    /// <summary>Pixels of the crop along a side.</summary>
    public const int CropSize = 224;

    /// <summary>Numbers of a code: 6 of the eyes, 30 of the mood, 512 of the mouth.</summary>
    public const int CodeSize = EyeSize + MoodSize + MouthSize;

    public const int EyeSize = 6, MoodSize = 30, MouthSize = 512;

    public static readonly IgnoredKeys Ignored = new(
        ("mouth_embed.", "the mouth's part of the code is what this layer would read"),
        (".num_batches_tracked", "counts training batches"));

    /// <summary>Input crop [batch, 3, 224, 224], RGB from -1 to 1; output code [batch, 548].</summary>
    /// <param name="inner">Also gives feature [batch, 512], hourglass [batch, c, 56, 56] and heatmap [batch, 1, 28, 28].</param>
    /// <exception cref="CheckpointException">Keys are missing or have other shapes.</exception>
    public static OnnxModel Build(StateDict weights, int batch, bool inner = false) => NetworkBuild.Checked(g =>
    {
        var w = weights["model"];
        var crop = g.Input("crop", DType.Float, [batch, 3, CropSize, CropSize]);                                                    // n 3 224 224
        var x = g.Conv2d(w["conv1"], crop, w.SizeOf("conv1.weight", 0), kernel: 7, stride: 2);                                      // n c/4 112 112
        x = g.HourglassBlock(w["conv2"], g.Relu(g.BatchNorm(w["bn1"], x)));                                                         // n c/2 112 112
        x = g.HourglassBlock(w["conv4"], g.HourglassBlock(w["conv3"], g.MaxPoolByTwo(x)));                                          // n c 56 56
        var hourglass = g.Hourglass(w["m0"], x, depth: 4);                                                                          // n c 56 56
        x = g.Conv2d(w["conv_last0"], g.HourglassBlock(w["top_m_0"], hourglass), kernel: 1);                                        // n c 56 56
        x = g.Conv2d(w["l0"], g.Relu(g.BatchNorm(w["bn_end0"], x)), w.SizeOf("l0.weight", 0), kernel: 1);                           // n 68 56 56
        var heatmap = g.Conv2d(w["conv6"], g.Relu(g.BatchNorm(w["bn5"], x)), 1, stride: 2);                                         // n 1 28 28
        var flat = g.Reshape(heatmap, [batch, heatmap.Height * heatmap.Width]);                                                     // n 784
        var feature = g.Linear(w["fc"], g.Relu(flat), w.SizeOf("fc.weight", 0));                                                    // n 512

        var eyes = g.Linear(weights["eye_embed"][1], g.Relu(g.CodeHead(weights["to_eye"], feature)), EyeSize);                      // n 6
        var mood = g.Linear(weights["emo_embed"][1], g.Relu(g.CodeHead(weights["to_emo"], feature)), MoodSize);                     // n 30
        var mouth = g.CodeHead(weights["to_mouth"], feature);                                                                       // n 512
        g.Output("code", g.Concat([eyes, mood, mouth], axis: 1));                                                                   // n 548
        if (inner)
        {
            g.Output("feature", feature);
            g.Output("hourglass", hourglass);
            g.Output("heatmap", heatmap);
        }

    }, weights);

    /// <summary>Linear, ReLU, norm, linear: feature [n, f] -> [n, 512].</summary>
    private static Value CodeHead(this GraphBuilder g, StateDict w, Value feature) =>
        g.Linear(w[3], g.BatchNorm(w[2], g.Relu(g.Linear(w[0], feature, w.SizeOf("0.weight", 0)))), MouthSize);
}
