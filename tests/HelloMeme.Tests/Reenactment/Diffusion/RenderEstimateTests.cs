using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

public sealed class RenderEstimateTests(ITestOutputHelper output)
{
    private const int Side = 64;

    /// <summary>Counted in the graphs of a picture of 512 pixels at the official sizes.</summary>
    [Theory]
    [InlineData("sd15_unet", NetworkKind.UNet)]
    [InlineData("hm5_reference", NetworkKind.ReferenceAdapter)]
    [InlineData("hm5_control_base", NetworkKind.ControlNet)]
    [InlineData("hm5_control_proj", NetworkKind.ControlProjector)]
    [InlineData("sd15_vae", NetworkKind.Vae)]
    public void Kernels_multiplied_out_are_part_of_the_memory(string checkpoint, NetworkKind kind)
    {
        double stored = KeyList.Load(checkpoint).Values.Sum(t => t.Shape.Aggregate(1L, (a, b) => a * b));
        var share = (Held(GraphForm.Winograd) - Held(GraphForm.Fast)) / stored;
        output.WriteLine($"{checkpoint}: {share:0.00}");
        Assert.InRange(RenderEstimate.MultipliedOut(kind), share - 0.1, share + 0.1);

        double Held(GraphForm form) => Model(kind, form).Weights.Where(w => w.Name.StartsWith(checkpoint + "/", StringComparison.Ordinal)).Sum(w => w.Shape.ElementCount);
    }

    private static OnnxModel Model(NetworkKind kind, GraphForm form) => kind switch
    {
        NetworkKind.UNet or NetworkKind.ReferenceAdapter => DenoisingUNet.Build(Weights("sd15_unet"), Weights("hm5_reference"), null, new DenoisingOptions(1, 1, Side, Side) { Form = form }),
        NetworkKind.Vae => VaeDecoder.Build(Weights("sd15_vae"), ModuleConfig.Default, 1, Side, Side, form),
        _ => ControlNet.Build(Weights("hm5_control_base"), Weights("hm5_control_proj"), new ControlOptions(1, Side, Side, ExpressionKind.Emotion) { Form = form }),
    };

    private static StateDict Weights(string name) => new(name, KeyList.Load(name), DType.Float);
}
