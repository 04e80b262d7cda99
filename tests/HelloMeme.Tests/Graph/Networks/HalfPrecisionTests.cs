using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Golden;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

/// <summary>16-bit graphs: near the 32-bit ones, and far from the largest number that 16 bits hold (65,504).</summary>
public sealed class HalfPrecisionTests(ITestOutputHelper output)
{
    private const double LargestActivation = 16_000;

    [Theory]
    [InlineData("hm5_reference", MotionKind.None)]
    [InlineData("hm5b_reference", MotionKind.None)]
    [InlineData("hm5_reference", MotionKind.Unpadded)]
    [InlineData("hm5_reference", MotionKind.Padded)]
    public void Denoisers_stay_near(string reference, MotionKind motion)
    {
        using var golden = GoldenKinds.Open("motion_v5_pad");
        var options = new DenoisingOptions(2, motion == MotionKind.None ? 1 : 3, 16, 16) { Motion = motion };
        var error = NetworkInputs.RelativeError(NetworkInputs.Denoise(golden, reference, options), NetworkInputs.Denoise(golden, reference, options, DType.Half));
        output.WriteLine($"{reference} {motion}: {error:e2} of the largest number");
        Assert.InRange(error, 0, 2e-2);
        Measure($"{reference} {motion}", DenoisingUNet.Build(golden.Weights("sd15_unet", DType.Half), golden.Weights(reference, DType.Half),
            motion == MotionKind.None ? null : golden.Weights("hm5_motion", DType.Half), options with { Form = GraphForm.Published }));
    }

    [Theory]
    [InlineData(ExpressionKind.Emotion)]
    [InlineData(ExpressionKind.Blendshapes)]
    public void Control_nets_stay_near(ExpressionKind expression)
    {
        using var golden = GoldenKinds.Open("control_v5_emo");
        OnnxModel Build(DType type) => ControlNet.Build(golden.Weights("hm5_control_base", type), golden.Weights("hm5_control_proj", type), new ControlOptions(2, 16, 16, expression));
        var inputs = NetworkInputs.Noise(Build(DType.Float));
        var half = NetworkRun.Run(Build(DType.Half), inputs);
        foreach (var (name, expected) in NetworkRun.Run(Build(DType.Float), inputs))
        {
            var error = NetworkInputs.RelativeError(expected, half[name]);
            output.WriteLine($"{expression} {name}: {error:e2} of the largest number");
            Assert.InRange(error, 0, 2e-2);
        }

        Measure($"control {expression}", Build(DType.Half));
    }

    [Fact]
    public void Reference_net_stays_near()
    {
        using var golden = GoldenKinds.Open("motion_v5_pad");
        OnnxModel Build(DType type) => ReferenceNet.Build(golden.Weights("sd15_unet", type), new ReferenceOptions(2, 16, 16));
        var inputs = NetworkInputs.Noise(Build(DType.Float));
        var half = NetworkRun.Run(Build(DType.Half), inputs);
        foreach (var (name, expected) in NetworkRun.Run(Build(DType.Float), inputs)) Assert.InRange(NetworkInputs.RelativeError(expected, half[name]), 0, 2e-2);
        Measure("reference net", Build(DType.Half));
    }

    [Fact]
    public void Networks_around_the_denoiser_stay_near()
    {
        using GoldenCase vae = GoldenKinds.Open("vae"), text = GoldenKinds.Open("text_encoder"), vision = GoldenKinds.Open("clip_vision"), unet = GoldenKinds.Open("motion_v5_pad");
        Near("VAE encoder", type => VaeEncoder.Build(vae.Weights("sd15_vae", type), EncoderCases.Config(vae), 1, 64, 64));
        Near("VAE decoder", type => VaeDecoder.Build(vae.Weights("sd15_vae", type), EncoderCases.Config(vae), 1, 8, 8));
        Near("text encoder", type => TextEncoder.Build(text.Weights("sd15_text_encoder", type), EncoderCases.Config(text), 1));
        Near("image encoder", type => ImageEncoder.Build(vision.Weights("clip_vision", type), EncoderCases.Config(vision), 1));
        Near("text keys", type => TextKeysValues.Build(unet.Weights("sd15_unet", type), new UNetOptions(2, 16, 16)));
        foreach (var reference in (string[])["hm5_reference", "hm5b_reference"])
            Near($"{reference} keys", type => ReferenceKeysValues.Build(unet.Weights(reference, type), UNetLayout.Read(unet.Weights("sd15_unet", type)), new UNetOptions(2, 16, 16)));

        void Near(string what, Func<DType, OnnxModel> build)
        {
            var inputs = NetworkInputs.Noise(build(DType.Float));
            if (inputs.TryGetValue("ids", out var ids)) inputs["ids"] = [.. ids.Select((_, i) => (float)(i % 40))];
            var half = NetworkRun.Run(build(DType.Half), inputs);
            foreach (var (name, expected) in NetworkRun.Run(build(DType.Float), inputs))
            {
                var error = NetworkInputs.RelativeError(expected, half[name]);
                output.WriteLine($"{what} {name}: {error:e2} of the largest number");
                Assert.InRange(error, 0, 2e-2);
            }
        }
    }

    /// <summary>Prints the largest number on the edges of every block.</summary>
    private void Measure(string what, OnnxModel model)
    {
        var edges = ActivationProbe.Largest(model, NetworkInputs.Noise(model));
        Assert.NotEmpty(edges);
        foreach (var edge in edges) output.WriteLine($"{what,-28} {edge.Edge,-40} {edge.Largest,10:f2}");
        Assert.All(edges, edge => Assert.InRange(edge.Largest, 0, LargestActivation));
    }
}
