namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Positions [Start, Start + Length) of a level's frame list that the denoiser sees at once.</summary>
public readonly record struct FrameChunk(int Start, int Length)
{
    public int Last => Start + Length - 1;
}

// Source: hellomeme pipline_hm5_video.py, gen_video (hellomeme.md 5.5).
/// <summary>One depth of the recursion over key frames: the frames sampled together (as clip indices) and their chunks, which share their end frames.
/// The key frames one depth below are the ends of all chunks; they are sampled first and pad the chunks.</summary>
public sealed record KeyFrameLevel(int Depth, IReadOnlyList<int> Frames, IReadOnlyList<FrameChunk> Chunks)
{
    /// <summary>Most frames that the motion modules see at once.</summary>
    public const int Window = 12;

    private const int Stride = Window - 1;

    /// <summary>All levels of a clip in the order in which they are sampled: the fewest frames first, the clip itself last.</summary>
    public static IReadOnlyList<KeyFrameLevel> For(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        var levels = new List<KeyFrameLevel> { Create(0, [.. Enumerable.Range(0, frames)]) };
        while (levels[^1].Chunks.Count > 1)
        {
            var level = levels[^1];
            levels.Add(Create(level.Depth + 1, [.. level.Chunks.SelectMany(c => new[] { level.Frames[c.Start], level.Frames[c.Last] }).Distinct().Order()]));
        }

        levels.Reverse();
        return levels;
    }

    private static KeyFrameLevel Create(int depth, int[] frames)
    {
        if (frames.Length <= Window) return new KeyFrameLevel(depth, frames, [new FrameChunk(0, frames.Length)]);
        var chunks = new List<FrameChunk>();
        for (var start = 0; start < frames.Length; start += Stride) chunks.Add(new FrameChunk(start, Math.Min(Window, frames.Length - start)));
        if (chunks[^1].Length == 1) chunks.RemoveAt(chunks.Count - 1); // that frame is the end of the chunk before
        return new KeyFrameLevel(depth, frames, chunks);
    }
}
