namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>What one render is made from.</summary>
/// <param name="Portrait">[3, 8h, 8w] in -1..1.</param>
/// <param name="Conditions">Of every frame, in order.</param>
/// <param name="PortraitCondition">The portrait's own pose and expression, which v5c wants.</param>
public sealed record RenderInputs(float[] Portrait, PromptEmbeddings Prompt, IAsyncEnumerable<FrameCondition> Conditions, int Frames, FrameCondition? PortraitCondition = null);

/// <summary>Enough to go on with a render after a restart with the same bits: the clean latents of the finished levels and where the next one stands.</summary>
/// <param name="Finished">Clean latents [4, f, h, w] of each finished level, in sampling order.</param>
/// <param name="Current">Null when a level was just finished.</param>
public sealed record RenderCheckpoint(IReadOnlyList<float[]> Finished, SamplingState? Current);
