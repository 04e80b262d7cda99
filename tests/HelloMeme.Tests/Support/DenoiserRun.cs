using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;

namespace HelloMeme.Tests.Support;

/// <summary>One call of the denoiser, in its quick form with the keys and values that it wants computed first.</summary>
internal static class DenoiserRun
{
    /// <param name="given">Inputs of the published form; ref_up_i also for the quick one.</param>
    public static float[] Run(StateDict unet, StateDict? reference, StateDict? motion, DenoisingOptions options, IReadOnlyDictionary<string, float[]> given)
    {
        var inputs = given.ToDictionary(StringComparer.Ordinal);
        if (options.Form != GraphForm.Published)
        {
            Add(NetworkRun.Run(TextKeysValues.Build(unet, options), inputs));
            if (reference is not null)
            {
                foreach (var (name, values) in given.Where(i => i.Key.StartsWith("ref_up_", StringComparison.Ordinal))) inputs[name["ref_".Length..]] = values;
                Add(NetworkRun.Run(ReferenceKeysValues.Build(reference, UNetLayout.Read(unet), options), inputs));
            }
        }

        return NetworkRun.Run(DenoisingUNet.Build(unet, reference, motion, options), inputs)["eps"];

        void Add(Dictionary<string, float[]> outputs)
        {
            foreach (var (name, values) in outputs) inputs[name] = values;
        }
    }
}
