using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Support;

namespace HelloMeme.Tests.Golden;

/// <summary>The UNet as itself, as reference network and as denoiser.</summary>
internal static class UNetCases
{
    private const float Timestep = 481;

    public static readonly GoldenKind[] Kinds =
    [
        new("unet_sd15", golden => Denoise(golden, Timestep)),
        new("refnet_v3", golden => Reference(golden, control: false)),
        new("refnet_v5c", golden => Reference(golden, control: true)),
        new("denoise_v5", golden => Denoise(golden, Timestep, "hm5_reference")),
        new("denoise_v5b|denoise_v5c", golden => Denoise(golden, Timestep, "hm5b_reference")),
        new("motion_v5_pad", golden => Denoise(golden, Timestep, "hm5_reference", MotionKind.Padded)),
        new("motion_v5_nopad", golden => Denoise(golden, Timestep, "hm5_reference", MotionKind.Unpadded)),
    ];

    private static IEnumerable<GoldenRun> Reference(GoldenCase golden, bool control)
    {
        var inputs = Inputs(golden, golden.Floats("in.ref_latent"), timestep: 0);
        var shape = golden.Shape("in.ref_latent");
        foreach (var form in Enum.GetValues<GraphForm>())
        {
            var options = new ReferenceOptions(shape[0], shape[3], shape[4]) { Control = control, Form = form, Heads = Heads(golden), Groups = Groups(golden) };
            var features = NetworkRun.Run(ReferenceNet.Build(golden.Weights("sd15_unet"), options), inputs);
            var noise = Denoise(golden, inputs, shape, form, null, MotionKind.None, control);
            yield return new GoldenRun(form.ToString(), features.Append(new("y", noise)).ToDictionary(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<GoldenRun> Denoise(GoldenCase golden, float timestep, string? reference = null, MotionKind motion = MotionKind.None)
    {
        var sample = motion == MotionKind.None ? "in.sample" : "in.sample4";
        var inputs = Inputs(golden, golden.Floats(sample), timestep);
        foreach (var form in Enum.GetValues<GraphForm>())
            yield return new GoldenRun(form.ToString(), new Dictionary<string, float[]>(StringComparer.Ordinal) { ["y"] = Denoise(golden, inputs, golden.Shape(sample), form, reference, motion, control: reference is not null) });
    }

    private static float[] Denoise(GoldenCase golden, Dictionary<string, float[]> given, int[] shape, GraphForm form, string? reference, MotionKind motion, bool control)
    {
        var options = new DenoisingOptions(shape[0], shape[2], shape[3], shape[4]) { Control = control, Motion = motion, Form = form, Heads = Heads(golden), Groups = Groups(golden) };
        return DenoiserRun.Run(golden.Weights("sd15_unet"), reference is null ? null : golden.Weights(reference), motion == MotionKind.None ? null : golden.Weights("hm5_motion"), options, given);
    }

    /// <summary>The case's inputs under the networks' names.</summary>
    private static Dictionary<string, float[]> Inputs(GoldenCase golden, float[] sample, float timestep)
    {
        var inputs = golden.Inputs().ToDictionary(i => Renamed(i.Key), i => i.Value, StringComparer.Ordinal);
        (inputs["sample"], inputs["t"]) = (sample, [timestep]);
        return inputs;

        static string Renamed(string name) => name switch
        {
            "ctx" => "text",
            _ => name.Replace("control.down3", "ctrl_down", StringComparison.Ordinal).Replace("control.up3", "ctrl_up", StringComparison.Ordinal)
                .Replace("ref.", "ref_", StringComparison.Ordinal).Replace("pad.", "pad_", StringComparison.Ordinal),
        };
    }

    private static int Heads(GoldenCase golden) => golden.Config.GetProperty("unet").GetProperty("attention_head_dim").GetInt32();

    private static int Groups(GoldenCase golden) => golden.Config.GetProperty("unet").GetProperty("norm_num_groups").GetInt32();
}
