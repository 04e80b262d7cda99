using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Diffusion.Pose;

namespace HelloMeme.Reenactment.Diffusion.Conditions;

/// <summary>What was read of one frame of the driver: pose always, the rest where the frame is shown as captured. Code, or blendshapes with face parts, as in <see cref="Pipelines.FrameCondition"/>.</summary>
public sealed record DriverFrame(CameraPose Pose, float[]? Code = null, float[]? Blendshapes = null, float[]? FaceParts = null);

/// <summary>The frames of the driver that a render uses, read in passes over its clip: memory grows by a few kilobytes a frame.</summary>
internal sealed class DriverFaces : IDisposable
{
    private readonly Dictionary<int, DriverFrame> _frames = [];

    private DriverFaces(ActingFace neutral, FacePartCrops? crops) => (Neutral, PartCrops) = (neutral, crops);

    /// <summary>The driver's face at rest.</summary>
    public ActingFace Neutral { get; }

    /// <summary>Only with control by blendshapes.</summary>
    public FacePartCrops? PartCrops { get; }

    public DriverFrame this[int frame] => _frames[frame];

    /// <param name="used">Every frame of the driver that the film uses.</param>
    /// <param name="shown">Those that are shown as captured.</param>
    /// <param name="progress">Frames read, of all passes.</param>
    /// <exception cref="UserFaultException">"no-face-in-clip".</exception>
    public static async Task<DriverFaces> ReadAsync(DrivingFace driver, IReadOnlySet<int> used, IReadOnlySet<int> shown, ControlKind control, FaceFrontEnd frontEnd, FaceEncoders encoders, Action<int, int> progress, CancellationToken token)
    {
        var wanted = new SortedSet<int>(used) { driver.Face.NeutralIndex };
        var passes = (frontEnd.Kind == FaceFrontEndKind.Official ? 1 : 0) + (control == ControlKind.Blendshapes ? 1 : 0) + 1;
        var done = 0;
        void Count() => progress(++done, passes * wanted.Count);

        // 1. Where the face is, and one crop for the clip
        var located = await LocateAsync(driver, wanted, frontEnd, Count, token);
        var crop = ClipCrop.Around([.. located.Values.Select(f => f.Bounds)], driver.Face.Width, driver.Face.Height);

        // 2. Poses, codes, and the face at rest
        ActingFace? neutral = null;
        var readings = new Dictionary<int, FaceReading>();
        var codes = new Dictionary<int, float[]>();
        try
        {
            await ForEachAsync(driver, wanted, (i, frame) =>
            {
                var face = ActingFace.Cut(frame, crop, located[i], frontEnd);
                readings[i] = face.Reading;
                if (control == ControlKind.Emotion && shown.Contains(i)) codes[i] = encoders.Code(face.Picture, face.Reading.Expression, token);
                if (i == driver.Face.NeutralIndex) neutral = face;
                else face.Dispose();
                Count();
            }, token);
            if (neutral is null) throw TooShort();

            // 3. Face parts, whose crops stand still through the clip
            var crops = control == ControlKind.Blendshapes ? new FacePartCrops(ClipCrop.Side, [.. readings.Values.Select(r => r.Parts)]) : null;
            var faces = new DriverFaces(neutral, crops);
            foreach (var (i, reading) in readings) faces._frames[i] = new DriverFrame(reading.Pose, codes.GetValueOrDefault(i), reading.Blendshapes);
            if (crops is null) return faces;
            using var picture = new Frame(ClipCrop.Side, ClipCrop.Side);
            await ForEachAsync(driver, wanted, (i, frame) =>
            {
                crop.Cut(frame, picture);
                if (shown.Contains(i)) faces._frames[i] = faces._frames[i] with { FaceParts = encoders.Parts(picture, crops, readings[i].Parts, token) };
                Count();
            }, token);
            return faces;
        }
        catch
        {
            neutral?.Dispose();
            throw;
        }
    }

    public void Dispose() => Neutral.Dispose();

    // Frames in which the official networks see no face take the last one's, as the built-in analysis does; the official code drops them.
    private static async Task<Dictionary<int, LocatedFace>> LocateAsync(DrivingFace driver, SortedSet<int> wanted, FaceFrontEnd frontEnd, Action count, CancellationToken token)
    {
        frontEnd.Reset();
        var located = new Dictionary<int, LocatedFace>();
        if (frontEnd.Kind == FaceFrontEndKind.BuiltIn)
        {
            using var none = new Frame(1, 1);
            foreach (var i in wanted) located[i] = frontEnd.Locate(none, driver.Face.Frames[i])!;
            return located;
        }

        var unseen = new List<int>();
        LocatedFace? last = null;
        await ForEachAsync(driver, wanted, (i, frame) =>
        {
            last = frontEnd.Locate(frame, driver.Face.Frames[i]) ?? last;
            if (last is null) unseen.Add(i);
            else located[i] = last;
            count();
        }, token);
        if (located.Count == 0) throw new UserFaultException("no-face-in-clip", "The official face models see no face in the driving clip: choose another part of it, or remove those models to use the built-in analysis.");
        var first = located[located.Keys.Min()];
        foreach (var i in unseen) located[i] = first;
        return located;
    }

    private static async Task ForEachAsync(DrivingFace driver, SortedSet<int> wanted, Action<int, Frame> look, CancellationToken token)
    {
        var index = 0;
        var left = wanted.Count;
        await foreach (var frame in driver.Read(token))
        {
            using (frame)
            {
                token.ThrowIfCancellationRequested();
                if (!wanted.Contains(index++)) continue;
                look(index - 1, frame);
                if (--left == 0) return;
            }
        }

        throw TooShort();
    }

    private static UserFaultException TooShort() => new("clip-changed", "The driving clip has fewer frames now than when its motion was captured: capture it again.");
}
