using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace HelloMeme.Benchmarks.Torch;

/// <summary>The layers of diffusers and HelloMeme in libtorch's own operators: fused convolution, norms and scaled_dot_product_attention.</summary>
internal static class TorchLayers
{
    public static Tensor Conv(this TorchWeights w, Tensor x, int stride = 1)
    {
        var weight = w["weight"];
        var pad = weight.shape[2] / 2;
        return F.conv2d(x, weight, w.Has("bias") ? w["bias"] : null, [stride, stride], [pad, pad]);
    }

    public static Tensor Linear(this TorchWeights w, Tensor x) => F.linear(x, w["weight"], w.Has("bias") ? w["bias"] : null);

    public static Tensor GroupNorm(this TorchWeights w, Tensor x, double epsilon) => F.group_norm(x, 32, w["weight"], w["bias"], epsilon);

    public static Tensor LayerNorm(this TorchWeights w, Tensor x) => F.layer_norm(x, [x.shape[^1]], w["weight"], w["bias"], 1e-5);

    // Source: diffusers AttnProcessor2_0.
    /// <summary>Tokens [n, q, c] attend to themselves or to a context.</summary>
    public static Tensor Attention(this TorchWeights w, Tensor x, int heads, Tensor? context = null)
    {
        var seen = context is null ? x : context;
        var answers = F.scaled_dot_product_attention(ByHeads("to_q", x), ByHeads("to_k", seen), ByHeads("to_v", seen)); // n heads q d
        return w.At("to_out.0").Linear(answers.transpose(1, 2).reshape(x.shape[0], x.shape[1], -1));

        Tensor ByHeads(string projection, Tensor tokens) => w.At(projection).Linear(tokens).view(tokens.shape[0], tokens.shape[1], heads, -1).transpose(1, 2);
    }

    // Source: diffusers FeedForward with GEGLU.
    public static Tensor FeedForward(this TorchWeights w, Tensor x)
    {
        var both = w.At("net.0.proj").Linear(x).chunk(2, -1);
        return w.At("net.2").Linear(both[0] * F.gelu(both[1]));
    }

    // Source: diffusers ResnetBlock2D.
    public static Tensor Resnet(this TorchWeights w, Tensor x, Tensor? time, double epsilon)
    {
        var h = w.At("conv1").Conv(F.silu(w.At("norm1").GroupNorm(x, epsilon)));
        if (time is not null) h += w.At("time_emb_proj").Linear(time).unsqueeze(-1).unsqueeze(-1);
        h = w.At("conv2").Conv(F.silu(w.At("norm2").GroupNorm(h, epsilon)));
        return h + (w.Has("conv_shortcut.weight") ? w.At("conv_shortcut").Conv(x) : x);
    }

    // Source: diffusers Upsample2D.
    public static Tensor Upsample(this TorchWeights w, Tensor x) => w.At("conv").Conv(F.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Nearest));
}
