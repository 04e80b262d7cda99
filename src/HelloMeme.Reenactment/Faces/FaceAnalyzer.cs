using System.Drawing;
using HelloMeme.Media;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Picture or clip to <see cref="FaceTrack"/>. Owns its networks; one job at a time.</summary>
public sealed class FaceAnalyzer(FaceModels models) : IDisposable
{
    private readonly FaceTracker _tracker = new(models);
    private readonly PersonSegmenter _segmenter = new(models);

    /// <summary>The face of a picture that is to be animated or copied. Number: 1-based from the left, when there are several.</summary>
    /// <exception cref="UserFaultException">"no-face", "several-faces", "no-such-face", "face-too-small", "face-turned", "face-outside".</exception>
    public FaceTrack AnalyzePicture(Frame picture, int? number = null)
    {
        // 1. Which face
        _tracker.Reset();
        var faces = _tracker.Detect(picture);
        var chosen = faces[FaceChecks.Choose(BoxesOf(faces), number)];

        // 2. Its landmarks, good enough to animate
        var face = _tracker.BeginStill(picture, chosen) ?? throw FaceFaults.NoFace();
        var warnings = FaceChecks.Check(face.Landmarks, picture.Width, picture.Height);

        // 3. Who is person, who is background
        return FaceTrack.FromPicture(picture.Width, picture.Height, face, _segmenter.Segment(picture)) with { Warnings = warnings };
    }

    /// <summary>The faces that can be chosen, left to right: number 1 is the first. Boxes in pixels.</summary>
    /// <exception cref="UserFaultException">"no-face".</exception>
    public IReadOnlyList<RectangleF> FindFaces(Frame picture)
    {
        _tracker.Reset();
        var boxes = BoxesOf(_tracker.Detect(picture));
        return [.. FaceChecks.Candidates(boxes).Select(i => boxes[i])];
    }

    /// <summary>One face through a clip; each frame is disposed. Rate in frames per second. Number: as in a picture, in the first frame that shows a face.
    /// Progress: frames done.</summary>
    /// <exception cref="UserFaultException">"no-face-in-clip", "several-faces", "no-such-face", "face-too-small".</exception>
    public async Task<FaceTrack> AnalyzeClipAsync(IAsyncEnumerable<Frame> frames, double rate, int? number, IProgress<int>? progress, CancellationToken cancel)
    {
        _tracker.Reset();
        var sightings = new List<FaceSighting?>();
        var size = Size.Empty;
        PersonMask? person = null;
        await foreach (var frame in frames.WithCancellation(cancel))
        {
            using (frame)
            {
                cancel.ThrowIfCancellationRequested();
                var face = person is null ? Find(frame, number) : _tracker.Next(frame);
                if (face is not null && person is null)
                {
                    FaceChecks.CheckSize(face.Landmarks);
                    person = _segmenter.Segment(frame);
                }

                sightings.Add(face);
                size = new Size(frame.Width, frame.Height);
            }

            progress?.Report(sightings.Count);
        }

        return FaceTrack.FromClip(size.Width, size.Height, rate, sightings, person);
    }

    public void Dispose()
    {
        _tracker.Dispose();
        _segmenter.Dispose();
    }

    private FaceSighting? Find(Frame frame, int? number)
    {
        var faces = _tracker.Detect(frame);
        return faces.Count == 0 ? null : _tracker.Begin(frame, faces[FaceChecks.Choose(BoxesOf(faces), number)]);
    }

    private static RectangleF[] BoxesOf(IReadOnlyList<FaceDetection> faces) => faces.Select(f => f.Box).ToArray();
}
