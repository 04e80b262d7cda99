using System.Drawing;
using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

// Source: runtime-and-models.md section 6 (crop chain).
/// <summary>Follows one face from frame to frame: each crop comes from the mesh before; the detector runs again only when the face is lost.
/// Holds state; frames in order, one thread at a time.</summary>
public sealed class FaceTracker(FaceModels models) : IDisposable
{
    private const float LeastPresence = 0.5f;

    private readonly FaceDetector _detector = new(models);
    private readonly LandmarkDetector _landmarks = new(models);
    private FaceSighting? _last;
    private bool _following;

    /// <summary>All faces of a frame, largest first. Does not change what is followed.</summary>
    public IReadOnlyList<FaceDetection> Detect(Frame frame) => _detector.Detect(frame);

    /// <summary>Starts following the face of a detection; null when the landmarks find none there.</summary>
    public FaceSighting? Begin(Frame frame, FaceDetection detection)
    {
        var rough = _landmarks.Detect(frame, FaceCrop.FromDetection(detection));
        return Keep(_landmarks.Detect(frame, FaceCrop.FromLandmarks(rough.Landmarks)));
    }

    /// <summary>The same for a still picture, which has the time for twelve looks instead of two.</summary>
    public FaceSighting? BeginStill(Frame picture, FaceDetection detection) => Keep(_landmarks.DetectStill(picture, detection));

    /// <summary>The followed face in the next frame; null when it is lost. Found again, it is the face nearest to where it was last; before any, the largest.</summary>
    public FaceSighting? Next(Frame frame)
    {
        if (_following && Keep(_landmarks.Detect(frame, FaceCrop.FromLandmarks(_last!.Landmarks))) is { } followed) return followed;
        var faces = _detector.Detect(frame);
        return faces.Count == 0 ? null : Begin(frame, Nearest(faces));
    }

    /// <summary>Forgets the face: the next frame starts anew.</summary>
    public void Reset() => (_last, _following) = (null, false);

    public void Dispose()
    {
        _detector.Dispose();
        _landmarks.Dispose();
    }

    private FaceSighting? Keep(LandmarkResult result)
    {
        _following = result.Presence >= LeastPresence;
        if (!_following) return null;
        return _last = new FaceSighting(FaceChecks.BoxOf(result.Landmarks), result.Landmarks, result.Presence);
    }

    private FaceDetection Nearest(IReadOnlyList<FaceDetection> faces) =>
        _last is null ? faces[0] : faces.MinBy(f => Vector2.DistanceSquared(Middle(f.Box), Middle(_last.Box)))!;

    private static Vector2 Middle(RectangleF box) => new(box.X + box.Width / 2, box.Y + box.Height / 2);
}
