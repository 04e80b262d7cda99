using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Golden;
using HelloMeme.Tests.Support;

namespace HelloMeme.Tests.Graph.Networks;

/// <summary>The tiny networks of the golden data under inputs of any size.</summary>
internal static class NetworkInputs
{
    /// <summary>Noise for every input of a graph; the timestep is 481.</summary>
    public static Dictionary<string, float[]> Noise(OnnxModel model)
    {
        var inputs = model.Inputs.Index().ToDictionary(i => i.Item.Name, i => GraphRun.Noise((int)i.Item.Shape.ElementCount, i.Index + 1), StringComparer.Ordinal);
        if (inputs.ContainsKey("t")) inputs["t"] = [481];
        return inputs;
    }

    /// <summary>One call of a denoiser under noise.</summary>
    public static float[] Denoise(GoldenCase golden, string reference, DenoisingOptions options, DType type = DType.Float)
    {
        var motion = options.Motion == MotionKind.None ? null : golden.Weights("hm5_motion", type);
        var published = DenoisingUNet.Build(golden.Weights("sd15_unet", type), golden.Weights(reference, type), motion, options with { Form = GraphForm.Published });
        return DenoiserRun.Run(golden.Weights("sd15_unet", type), golden.Weights(reference, type), motion, options, Noise(published));
    }

    /// <summary>Largest difference in units of the largest expected number; infinite where anything is not a number.</summary>
    public static double RelativeError(float[] expected, float[] actual)
    {
        var worst = expected.Zip(actual, (e, a) => (double)Math.Abs(e - a)).Max();
        return expected.Concat(actual).All(float.IsFinite) ? worst / expected.Max(Math.Abs) : double.PositiveInfinity;
    }
}
