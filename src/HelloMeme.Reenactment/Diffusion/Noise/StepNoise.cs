namespace HelloMeme.Reenactment.Diffusion.Noise;

/// <summary>The studio's own noise: unit normal numbers named by seed, recursion depth, place in the list of frames and step. Asked in any order,
/// by any thread, on any machine the same bits; made on the host whatever runs the networks. (Official step noise is unseeded.)</summary>
public sealed class StepNoise(ulong seed)
{
    /// <summary>Stands for a step: the noise that sampling starts from.</summary>
    public const int Initial = -1;

    /// <summary>Stands for a step: the noise of the reference picture's latents.</summary>
    public const int Reference = -2;

    /// <param name="depth">Recursion depth, 0 for the clip itself.</param>
    /// <param name="position">Place in the depth's list of frames.</param>
    /// <param name="step">Denoising step from 0, or <see cref="Initial"/> or <see cref="Reference"/>.</param>
    /// <param name="values">One frame's latents.</param>
    public void Fill(int depth, int position, int step, Span<float> values)
    {
        for (var i = 0; i < values.Length; i += 4)
        {
            var words = Philox.Words((uint)(i / 4), unchecked((uint)step), (uint)position, (uint)depth, seed);
            var (n0, n1) = BoxMuller.Normal(AboveZero(words.A), BelowOne(words.B));
            var (n2, n3) = BoxMuller.Normal(AboveZero(words.C), BelowOne(words.D));
            ReadOnlySpan<float> four = [n0, n1, n2, n3];
            four[..Math.Min(4, values.Length - i)].CopyTo(values[i..]);
        }
    }

    private static float BelowOne(uint word) => (word >> 8) * (1f / (1 << 24));

    private static float AboveZero(uint word) => ((word >> 8) + 1) * (1f / (1 << 24));
}
