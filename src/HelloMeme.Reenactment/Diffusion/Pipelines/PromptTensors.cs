using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>Text states [b, 77, width] on the device, negative first.</summary>
public sealed class PromptTensors : IDisposable
{
    private PromptTensors(Tensor denoiser, Tensor reference) => (Denoiser, Reference) = (denoiser, reference);

    public Tensor Denoiser { get; }

    public Tensor Reference { get; }

    public static PromptTensors Upload(EngineContext context, PromptEmbeddings prompt) =>
        new(Branches(context, prompt.Negative, prompt.Positive), Branches(context, prompt.ReferenceNegative, prompt.ReferencePositive));

    public void Dispose()
    {
        Denoiser.Dispose();
        Reference.Dispose();
    }

    private static Tensor Branches(EngineContext context, float[] negative, float[] positive)
    {
        var width = context.Sizes.Layout.TextWidth;
        float[] states = context.Branches == 2 ? [.. negative, .. positive] : positive;
        return context.Networks.Upload(states, context.Type, context.Branches, positive.Length / width, width);
    }
}
