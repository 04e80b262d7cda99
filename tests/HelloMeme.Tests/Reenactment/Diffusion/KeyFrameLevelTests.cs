using HelloMeme.Reenactment.Diffusion;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>Numbers of hellomeme.md, appendix B.</summary>
public sealed class KeyFrameLevelTests
{
    [Theory]
    [InlineData(12, 1, 12, 0)]
    [InlineData(15, 2, 4, 3)]
    [InlineData(80, 8, 3, 9)]
    [InlineData(122, 11, 12, 12)]
    [InlineData(123, 12, 2, 13)]
    [InlineData(133, 12, 12, 13)]
    public void Chunks_and_key_frames_are_those_of_the_original(int frames, int chunks, int lastLength, int keyFrames)
    {
        var levels = KeyFrameLevel.For(frames);
        Assert.Equal(chunks, levels[^1].Chunks.Count);
        Assert.Equal(lastLength, levels[^1].Chunks[^1].Length);
        Assert.Equal(keyFrames, levels.Count > 1 ? levels[^2].Frames.Count : 0);
        Assert.Equal(0, levels[^1].Depth);
        Assert.Equal(frames > 122 ? 3 : frames > 12 ? 2 : 1, levels.Count);
    }

    [Fact]
    public void Every_frame_is_in_a_chunk_and_every_chunk_end_is_a_key_frame()
    {
        for (var frames = 1; frames < 300; frames++)
        {
            var levels = KeyFrameLevel.For(frames);
            foreach (var level in levels) Assert.Equal(level.Frames.Count, level.Chunks.SelectMany(c => Enumerable.Range(c.Start, c.Length)).Distinct().Count());
            for (var i = 1; i < levels.Count; i++)
                Assert.All(levels[i].Chunks, c => Assert.True(levels[i - 1].Frames.Contains(levels[i].Frames[c.Start]) && levels[i - 1].Frames.Contains(levels[i].Frames[c.Last])));
        }
    }
}
