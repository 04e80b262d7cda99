using System.Numerics;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Warps;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.FaceTools;

// Source: hellomeme tools/hello_camera_demo (hellomeme.md 1.4.3 and 4.1).
/// <summary>The largest face of each frame of a clip by the official detector and landmarks, smoothed. Owns its networks; holds the faces it follows.</summary>
internal sealed class OfficialFaceTracker(string folder, SessionSettings settings) : IDisposable
{
    private const float LowestProbability = 1e-4f;
    private const float SmallestFace = 96;   // pixels
    private const float MostOverlap = 0.12f;

    private readonly OfficialNetwork _detector = new(Path.Combine(folder, OfficialFaceFiles.Detector), BoxDecoder.InputWidth, BoxDecoder.InputHeight, BoxDecoder.OutputLengths, settings);
    private readonly OfficialLandmarks _landmarks = new(folder, settings);
    private List<Tracked> _faces = [];

    /// <summary>Forgets the clip.</summary>
    public void Reset() => _faces = [];

    /// <summary>222 points of the largest face in picture pixels; null where none is found.</summary>
    public Vector2[]? Next(Frame frame)
    {
        // As the original's second pass: what begins is the face that a first look found, not the detector's box.
        if (_faces.Count == 0)
        {
            Follow(frame, Detect(frame));
            if (Largest() is not { } first) return null;
            _faces = [];
            Follow(frame, [first.Box]);
        }
        else
        {
            Follow(frame, Detect(frame));
        }

        return Largest()?.Points;
    }

    public void Dispose()
    {
        _detector.Dispose();
        _landmarks.Dispose();
    }

    private void Follow(Frame frame, IEnumerable<PointBounds> found)
    {
        _faces.AddRange(found.Select(box => new Tracked(box)));
        foreach (var face in _faces) Update(frame, face);
        _faces.RemoveAll(f => f.Lost);
        DropOverlaps();
        _faces.RemoveAll(f => f.Lost);
    }

    private PointBounds[] Detect(Frame frame)
    {
        BoxDecoder.WriteInput(frame, _detector.Input);
        _detector.Run();
        var maps = Enumerable.Range(0, 6).Select(i => _detector.Output(i).ToArray()).ToArray();
        return [.. BoxDecoder.Decode(maps[..3], maps[3..], frame.Width, frame.Height).Where(b => b.Bounds.Size is { X: > 0, Y: > 0 }).Select(b => b.Bounds)];
    }

    private void Update(Frame frame, Tracked face)
    {
        var reading = _landmarks.Find(frame, face.Points is { } known ? OfficialLandmarks.CropOf(known) : OfficialLandmarks.CropOf(face.Box));
        face.Lost = reading.Probability < LowestProbability;
        if (face.Lost) return;
        face.Smoother.Apply(reading.Points, face.Size);
        face.Points = reading.Points;
        face.Box = PointBounds.Of(face.Points);
        face.Size = Vector2.Distance(face.Points[0], face.Points[32]) * (1 + (Math.Abs(reading.PitchDegrees) + 0.6 * Math.Abs(reading.YawDegrees)) / 18);
        face.Lost = face.Box.Size.X < SmallestFace || face.Box.Size.Y < SmallestFace;
    }

    /// <summary>Of two faces in one place the smaller goes. A face that is gone already still drives out others in its turn, as in the original.</summary>
    private void DropOverlaps()
    {
        foreach (var one in _faces.Where(f => !f.Lost))
            foreach (var other in _faces.Where(f => !f.Lost && f != one))
                if (Overlap(one.Box, other.Box) > MostOverlap) (Area(one.Box) < Area(other.Box) ? one : other).Lost = true;
    }

    private Tracked? Largest() => _faces.MaxBy(f => Area(f.Box));

    private static float Area(PointBounds box) => box.Size.X * box.Size.Y;

    private static float Overlap(PointBounds a, PointBounds b)
    {
        var shared = Vector2.Max(Vector2.Zero, Vector2.Min(a.Max, b.Max) - Vector2.Max(a.Min, b.Min));
        var intersection = shared.X * shared.Y;
        return intersection / (Area(a) + Area(b) - intersection);
    }

    private sealed class Tracked(PointBounds box)
    {
        public LandmarkSmoother Smoother { get; } = new();

        public PointBounds Box { get; set; } = box;

        public Vector2[]? Points { get; set; }

        /// <summary>Pixels; what moves are measured by.</summary>
        public double Size { get; set; } = box.Size.Length();

        public bool Lost { get; set; }
    }
}
