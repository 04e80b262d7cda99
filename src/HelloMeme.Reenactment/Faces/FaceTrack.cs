using System.Drawing;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>One face through a clip (or one picture = one frame), a frame for every frame of the source. Immutable.
/// Expressions are raw, relative to frame <see cref="NeutralIndex"/>; a picture's are relative to the canonical face. Rate in frames per second.</summary>
public sealed record FaceTrack(int Width, int Height, double Rate, IReadOnlyList<FaceObservation> Frames, int NeutralIndex, PersonMask? Person)
{
    /// <summary>Faults that do not stop the work, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public FaceObservation Neutral => Frames[NeutralIndex];

    /// <summary>Frames in which no face was found.</summary>
    public int HeldCount => Frames.Count(f => f.Held);

    /// <summary>A picture's track: its face against the canonical one.</summary>
    public static FaceTrack FromPicture(int width, int height, FaceSighting face, PersonMask? person)
    {
        var pose = HeadPoseEstimator.Absolute(face.Landmarks);
        var frame = new FaceObservation(face.Box, face.Landmarks, face.Presence, Held: false, pose, HeadPose.Identity, PictureExpression.Estimate(face.Landmarks), default);
        return new FaceTrack(width, height, 1, [frame], 0, person);
    }

    /// <summary>A clip's track. Null sightings hold the last face seen, or the first one at the start of the clip.</summary>
    /// <exception cref="UserFaultException">"no-face-in-clip".</exception>
    public static FaceTrack FromClip(int width, int height, double rate, IReadOnlyList<FaceSighting?> sightings, PersonMask? person)
    {
        var first = Enumerable.Range(0, sightings.Count).FirstOrDefault(i => sightings[i] is not null, -1);
        if (first < 0) throw FaceFaults.NoFaceInClip();
        var seen = new List<FaceSighting>();
        var source = new int[sightings.Count];   // frame -> place in seen
        for (var i = 0; i < sightings.Count; i++)
        {
            if (sightings[i] is { } face) seen.Add(face);
            source[i] = Math.Max(0, seen.Count - 1);
        }

        var neutral = NeutralFrame.Pick(seen.Select(s => s.Landmarks).ToArray());
        var observed = Read(seen, neutral);
        var frames = sightings.Select((s, i) => s is null ? observed[source[i]] with { Held = true, Presence = 0 } : observed[source[i]]).ToArray();
        var neutralIndex = Enumerable.Range(0, frames.Length).First(i => !frames[i].Held && source[i] == neutral);
        return new FaceTrack(width, height, rate, frames, neutralIndex, person);
    }

    private static FaceObservation[] Read(List<FaceSighting> seen, int neutral)
    {
        var estimator = new BlendshapeEstimator(seen[neutral].Landmarks, MouthAtRest.Estimate(seen[neutral].Landmarks));
        var observed = new FaceObservation[seen.Count];
        for (var i = 0; i < observed.Length; i++)
        {
            var (box, landmarks, presence) = seen[i];
            var expression = estimator.Estimate(landmarks);
            observed[i] = new FaceObservation(box, landmarks, presence, Held: false, HeadPoseEstimator.Absolute(landmarks), expression.Move, expression.Blendshapes, expression.Gaze);
        }

        var yaws = observed.Select(o => HeadAngles.FromRotation(o.HeadPose.Rotation).Yaw).ToArray();
        for (var i = 0; i < observed.Length; i++) GazeTrack.WriteFrame(yaws[i], observed[i].Blendshapes);
        EyelidTrack.Write(observed.Select(o => o.Landmarks).ToArray(), yaws, observed.Select(o => o.Blendshapes).ToArray());
        return observed;
    }
}

/// <summary>A face found in one frame: box of its mesh in pixels, 478 points, presence 0..1.</summary>
public sealed record FaceSighting(RectangleF Box, FaceLandmarks Landmarks, float Presence);

/// <summary>One frame of a track. Held: no face here, everything but Presence repeats the last face. HeadPose: canonical face to picture.
/// Move: the neutral frame's points to this frame's. Blendshapes: 52, 0..1. Gaze: eye widths.</summary>
public sealed record FaceObservation(
    RectangleF Box, FaceLandmarks Landmarks, float Presence, bool Held, HeadPose HeadPose, HeadPose Move, float[] Blendshapes, EyeGaze Gaze);
