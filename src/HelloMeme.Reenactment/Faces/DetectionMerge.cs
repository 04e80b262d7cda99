using System.Drawing;
using System.Numerics;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Weighted non-maximum suppression: detections that overlap the best one become one, averaged by score.</summary>
internal static class DetectionMerge
{
    private const float Overlap = 0.3f;

    /// <summary>Sorted by box area, largest first.</summary>
    public static IReadOnlyList<FaceDetection> Merge(IEnumerable<FaceDetection> detections)
    {
        var rest = detections.OrderByDescending(d => d.Score).ToList();
        var merged = new List<FaceDetection>();
        while (rest.Count > 0)
        {
            var best = rest[0];
            var same = rest.Where(d => ReferenceEquals(d, best) || IntersectionOverUnion(d.Box, best.Box) > Overlap).ToList();
            merged.Add(Average(same));
            rest.RemoveAll(same.Contains);
        }

        return merged.OrderByDescending(d => d.Box.Width * d.Box.Height).ToArray();
    }

    private static FaceDetection Average(List<FaceDetection> same)
    {
        float total = 0, left = 0, top = 0, width = 0, height = 0;
        var points = new Vector2[same[0].KeyPoints.Length];
        foreach (var d in same)
        {
            total += d.Score;
            left += d.Score * d.Box.X;
            top += d.Score * d.Box.Y;
            width += d.Score * d.Box.Width;
            height += d.Score * d.Box.Height;
            for (var k = 0; k < points.Length; k++) points[k] += d.Score * d.KeyPoints[k];
        }

        for (var k = 0; k < points.Length; k++) points[k] /= total;
        return new FaceDetection(new RectangleF(left / total, top / total, width / total, height / total), points, same[0].Score);
    }

    private static float IntersectionOverUnion(RectangleF a, RectangleF b)
    {
        var shared = RectangleF.Intersect(a, b);
        var intersection = shared.Width * shared.Height;
        return intersection <= 0 ? 0 : intersection / (a.Width * a.Height + b.Width * b.Height - intersection);
    }
}
