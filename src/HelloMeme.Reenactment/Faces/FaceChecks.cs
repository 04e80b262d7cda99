using System.Drawing;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Whether a face can be animated: which of several is meant, and is it large, frontal and whole enough. Issue 2, section 2.</summary>
public static class FaceChecks
{
    public const float LeastSide = 96;                       // pixels of the face's box, longer side
    public const float MostYaw = 55, MostPitch = 35;         // degrees
    public const float WarnAngle = 30;
    public const float MostOutside = 0.15f;                  // share of the face oval's area

    private const float BystanderShare = 1 / 3f;             // of the largest face's width: smaller ones are background

    /// <summary>Index of the wanted face in boxes. Number: 1-based from the left, null when the user named none.</summary>
    /// <exception cref="UserFaultException">"no-face", "several-faces", "no-such-face".</exception>
    public static int Choose(IReadOnlyList<RectangleF> boxes, int? number)
    {
        var faces = Candidates(boxes);
        if (number is { } n) return n >= 1 && n <= faces.Length ? faces[n - 1] : throw FaceFaults.NoSuchFace(n, faces.Length);
        if (faces.Length == 1) return faces[0];
        throw FaceFaults.SeveralFaces(faces.Length, string.Join(", ", faces.Select((f, i) => $"{i + 1} at x = {Middle(boxes[f]):0}")));
    }

    /// <summary>Indices of the faces that can be meant, left to right; much smaller ones are background.</summary>
    /// <exception cref="UserFaultException">"no-face".</exception>
    public static int[] Candidates(IReadOnlyList<RectangleF> boxes)
    {
        if (boxes.Count == 0) throw FaceFaults.NoFace();
        var widest = boxes.Max(b => b.Width);
        return [.. Enumerable.Range(0, boxes.Count).Where(i => boxes[i].Width >= BystanderShare * widest).OrderBy(i => Middle(boxes[i]))];
    }

    /// <summary>Refuses a portrait that cannot be animated; gives back warnings, one sentence each.</summary>
    /// <exception cref="UserFaultException">"face-too-small", "face-turned", "face-outside".</exception>
    public static IReadOnlyList<string> Check(FaceLandmarks face, int width, int height)
    {
        CheckSize(face);
        var angles = HeadAngles.FromRotation(HeadPoseEstimator.Absolute(face).Rotation);
        var (yaw, pitch) = (MathF.Abs(angles.Yaw) * 180 / MathF.PI, MathF.Abs(angles.Pitch) * 180 / MathF.PI);
        if (yaw > MostYaw) throw FaceFaults.Turned("sideways", yaw, MostYaw);
        if (pitch > MostPitch) throw FaceFaults.Turned("up or down", pitch, MostPitch);
        var outside = ShareOutside(face, width, height);
        if (outside > MostOutside) throw FaceFaults.Outside(outside);
        return yaw > WarnAngle || pitch > WarnAngle
            ? [$"The face is turned by {MathF.Max(yaw, pitch):0} degrees; up to {WarnAngle:0} degrees gives the best film."]
            : [];
    }

    /// <summary>Refuses a face too small to be read.</summary>
    /// <exception cref="UserFaultException">"face-too-small".</exception>
    public static void CheckSize(FaceLandmarks face)
    {
        var box = BoxOf(face);
        var side = MathF.Max(box.Width, box.Height);
        if (side < LeastSide) throw FaceFaults.TooSmall(side, LeastSide);
    }

    /// <summary>Smallest upright box about the 468 mesh points, in pixels; may reach outside the picture.</summary>
    public static RectangleF BoxOf(FaceLandmarks face)
    {
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        foreach (var p in face.Mesh) (low, high) = (Vector3.Min(low, p), Vector3.Max(high, p));
        return RectangleF.FromLTRB(low.X, low.Y, high.X, high.Y);
    }

    /// <summary>Share of the face oval's area that lies outside a width x height picture, 0..1.</summary>
    public static float ShareOutside(FaceLandmarks face, int width, int height)
    {
        var oval = FaceTopology.Oval.Select(i => new Vector2(face[i].X, face[i].Y)).ToList();
        var whole = Area(oval);
        var inside = Clip(oval, p => p.X);
        inside = Clip(inside, p => width - p.X);
        inside = Clip(inside, p => p.Y);
        inside = Clip(inside, p => height - p.Y);
        return whole < 1e-6f ? 0 : Math.Clamp(1 - Area(inside) / whole, 0, 1);
    }

    private static float Middle(RectangleF box) => box.X + box.Width / 2;

    /// <summary>Sutherland-Hodgman: the part of the polygon where the distance is not negative.</summary>
    private static List<Vector2> Clip(List<Vector2> polygon, Func<Vector2, float> distance)
    {
        var kept = new List<Vector2>();
        for (var i = 0; i < polygon.Count; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            var (da, db) = (distance(a), distance(b));
            if (da >= 0) kept.Add(a);
            if (da >= 0 != db >= 0) kept.Add(Vector2.Lerp(a, b, da / (da - db)));
        }

        return kept;
    }

    private static float Area(List<Vector2> polygon)
    {
        var twice = 0f;
        for (var i = 0; i < polygon.Count; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            twice += a.X * b.Y - a.Y * b.X;
        }

        return MathF.Abs(twice) / 2;
    }
}
