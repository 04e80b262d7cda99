using System.Drawing;
using System.Numerics;
using HelloMeme.Reenactment.Faces;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class DetectionMergeTests
{
    [Fact]
    public void Overlapping_detections_become_their_mean_by_score()
    {
        var merged = Assert.Single(DetectionMerge.Merge([At(0, 10, 0.25f), At(4, 10, 0.75f)]));
        Assert.Equal(new RectangleF(3, 0, 10, 10), merged.Box);
        Assert.Equal(new Vector2(3, 0), merged.KeyPoints[5]);
        Assert.Equal(0.75f, merged.Score);
    }

    [Fact]
    public void Faces_apart_stay_apart_largest_first()
    {
        var merged = DetectionMerge.Merge([At(0, 10, 0.9f), At(100, 30, 0.6f), At(8, 10, 0.8f)]);
        Assert.Equal([100, 0, 8], merged.Select(d => (int)MathF.Round(d.Box.X)));
        Assert.Equal(30, merged[0].Box.Width, 1e-4f);
    }

    [Fact]
    public void Nothing_gives_nothing() => Assert.Empty(DetectionMerge.Merge([]));

    private static FaceDetection At(float x, float side, float score) =>
        new(new RectangleF(x, 0, side, side), Enumerable.Repeat(new Vector2(x, 0), 6).ToArray(), score);
}
