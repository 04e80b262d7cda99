using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>What the reference network sees in a clean latent, and what the denoiser takes of it and of the text.</summary>
public static class ReferenceFeatures
{
    // Source: hellomeme pipelines: unet_ref at timestep 0 on [zeros; latent]. The unconditional branch sees a latent of zeros, not features of zeros.
    /// <summary>down_i and up_i [b, c, ..] of one latent [4, h, w]. Text: [b, 77, width] on the device. Control: the portrait's own ctrl maps (v5c), or null.</summary>
    public static TensorSet Of(EngineContext context, ReadOnlySpan<float> latent, Tensor text, TensorSet? control, CancellationToken token)
    {
        var branches = new float[context.Branches * latent.Length];
        latent.CopyTo(branches.AsSpan(^latent.Length..));
        using var sample = context.Networks.Upload(branches, context.Type, context.Branches, 4, context.Height, context.Width);
        var options = new ReferenceOptions(context.Branches, context.Height, context.Width) { Control = control is not null, Form = context.Form, Heads = context.Weights.Heads, Groups = context.Weights.Groups };
        return context.Networks.Run(control is null ? $"reference-{context.Shape}" : $"reference-control-{context.Shape}", () => ReferenceNet.Build(context.Weights.ReferenceUNet, options),
            [new("sample", sample), new("text", text), .. control?.All ?? []], token);
    }

    /// <summary>What stays the same over all steps and frames, under the names that the denoiser takes: keys and values of text and reference, or in the published form both themselves.</summary>
    public static TensorSet Constants(EngineContext context, ReadOnlySpan<float> latent, PromptTensors text, TensorSet? control, CancellationToken token)
    {
        using var features = Of(context, latent, text.Reference, control, token);
        var options = new UNetOptions(context.Branches, context.Height, context.Width) { Form = context.Form, Heads = context.Weights.Heads, Groups = context.Weights.Groups };
        using var constants = new TensorSet();
        if (context.Form != GraphForm.Published)
        {
            var up = features.All.Where(f => f.Name.StartsWith("up_", StringComparison.Ordinal));
            constants.TakeAll(context.Networks.Run($"text-keys-{context.Shape}", () => TextKeysValues.Build(context.Weights.UNet, options), [new("text", text.Denoiser)], token));
            constants.TakeAll(context.Networks.Run($"reference-keys-{context.Shape}", () => ReferenceKeysValues.Build(context.Weights.Reference, context.Sizes.Layout, options), up, token));
        }
        else
        {
            constants.Add("text", context.Networks.Copy(text.Denoiser));
            for (var i = 0; i < context.Sizes.Layout.Blocks; i++) constants.Add($"ref_up_{i}", context.Networks.Copy(features[$"up_{i}"]));
        }

        return constants.Release();
    }
}
