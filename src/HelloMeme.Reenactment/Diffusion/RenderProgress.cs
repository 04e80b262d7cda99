using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>What a render is at, in running order.</summary>
public enum RenderStage
{
    Faces,
    Prompt,
    Reference,
    Control,
    Denoising,
    Decoding,
}

/// <summary>Where a render stands: step i of n of a stage. Denoising counts the steps of all recursion depths and brings a small picture of the predicted
/// clean sample, to be read within the call.</summary>
public readonly record struct RenderProgress(RenderStage Stage, int Step, int Steps, Frame? Preview = null);
