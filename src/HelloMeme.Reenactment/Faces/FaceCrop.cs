using System.Numerics;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: runtime-and-models.md section 6 (MediaPipe's crop chain).

/// <summary>The square a landmark network looks at: centre and side in pixels, Angle in radians, clockwise, the direction of the eye line.</summary>
public readonly record struct FaceCrop(Vector2 Center, float Side, float Angle)
{
    /// <summary>Room around the face, as the networks were trained.</summary>
    private const float Margin = 1.5f;

    private const float GoldenAngle = 2.4f;

    /// <summary>Levelled by the detector's two eyes.</summary>
    public static FaceCrop FromDetection(FaceDetection detection)
    {
        var box = detection.Box;
        return new FaceCrop(new Vector2(box.X + box.Width / 2, box.Y + box.Height / 2), Margin * Math.Max(box.Width, box.Height),
            AngleOf(detection.KeyPoints[0], detection.KeyPoints[1]));
    }

    /// <summary>Levelled by the outer eye corners, around the upright box of the 468 mesh points. MediaPipe takes the box before
    /// it levels, and so must we: a box taken after levelling moves the result by half a percent of the outer-eye distance.</summary>
    public static FaceCrop FromLandmarks(FaceLandmarks landmarks)
    {
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        foreach (var point in landmarks.Mesh) (low, high) = (Vector2.Min(low, Flat(point)), Vector2.Max(high, Flat(point)));
        var size = high - low;
        return new FaceCrop((low + high) / 2, Margin * Math.Max(size.X, size.Y), AngleOf(Flat(landmarks[33]), Flat(landmarks[263])));
    }

    /// <summary>One of count neighbours on a spiral, the first at the place itself: up to 3 % of the side away, 4 % larger or smaller, tilted by .05.</summary>
    public FaceCrop Nudged(int index, int count)
    {
        if (index == 0) return this;
        var (turn, away) = (GoldenAngle * index, 0.03f * Side * MathF.Sqrt((float)index / (count - 1)));
        return new FaceCrop(Center + away * new Vector2(MathF.Cos(turn), MathF.Sin(turn)), Side * (1 + 0.04f * MathF.Sin(1.7f * index)), Angle + 0.05f * MathF.Cos(2.9f * index + 1));
    }

    private static float AngleOf(Vector2 left, Vector2 right) => MathF.Atan2(right.Y - left.Y, right.X - left.X);

    private static Vector2 Flat(Vector3 point) => new(point.X, point.Y);
}
