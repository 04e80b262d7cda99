using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Layers;

public static partial class Layers
{
    // Source: torchvision BasicBlock with instance norms, as HelloMeme's control net uses it: the shortcut ends with SiLU, the sum with ReLU.
    /// <summary>[n, in, h, w] -> [n, channels, h / 2, w / 2].</summary>
    public static Value BasicBlock(this GraphBuilder g, StateDict w, Value x, int channels, GraphForm form)
    {
        var h = g.Relu(g.InstanceNorm(g.Conv2d(w["conv1"], x, channels, stride: 2, bias: false)));                                // n c h/2 w/2
        h = g.InstanceNorm(g.Conv2d(w["conv2"], h, bias: false, form: form));                                                     // n c h/2 w/2
        var shortcut = g.Silu(g.InstanceNorm(g.Conv2d(w["downsample.0"], x, channels, kernel: 1, stride: 2, bias: false)));       // n c h/2 w/2
        return g.Relu(h + shortcut);
    }
}
