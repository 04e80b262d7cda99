namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>What the control net is told of one frame: the reduced pose picture [3, h, w] in -1..1 (h x w as the latents), and the PD-FGC code [548],
/// or 51 blendshapes with three face-part embeddings [3, 1024].</summary>
public sealed record FrameCondition(float[] Pose, float[]? Code, float[]? Blendshapes = null, float[]? FaceParts = null)
{
    /// <summary>No head, no expression: what the unconditional branch sees.</summary>
    public FrameCondition Empty()
    {
        var pose = new float[Pose.Length];
        Array.Fill(pose, -1f);
        return new FrameCondition(pose, Zeros(Code), Zeros(Blendshapes), Zeros(FaceParts));
    }

    private static float[]? Zeros(float[]? values) => values is null ? null : new float[values.Length];
}

/// <summary>Text states [77, width] of both branches, for the denoiser and for the reference network.</summary>
public sealed record PromptEmbeddings(float[] Positive, float[] Negative, float[] ReferencePositive, float[] ReferenceNegative);
