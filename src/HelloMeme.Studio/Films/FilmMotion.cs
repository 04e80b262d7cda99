using System.Runtime.CompilerServices;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Films;

/// <summary>What the analysis of a driving picture or clip gave, warnings as sentences.</summary>
public sealed record CapturedMotion(MotionTrack Track, IReadOnlyList<string> Warnings);

/// <summary>The motion of an order with its sound and what should be said about it. Original: before the order's changes.</summary>
public sealed record FilmMotion(MotionTrack Original, IReadOnlyList<string> Warnings)
{
    /// <summary>What is played.</summary>
    public MotionTrack Track { get; private init; } = Original;

    public IReadOnlyList<Soundtrack> Sound { get; private init; } = [];

    /// <summary>For the HelloMeme engine: where the motion was captured.</summary>
    public DrivingFace? Driver { get; private init; }

    /// <summary>The driving clip, whose sound goes along.</summary>
    private VideoInfo? Clip { get; init; }

    /// <summary>Finds or captures the motion and applies part, strength, speed, playback and sound.</summary>
    /// <exception cref="UserFaultException">"no-such-motion", "bad-track", "too-long", and the faults of capture.</exception>
    public static async Task<FilmMotion> ReadAsync(FilmOrder order, FaceAnalysis faces, IProgress<(int, int)> progress, CancellationToken token)
    {
        if (order.Motion is not (MotionSource.Driver or MotionSource.TrackFile { CapturedFrom: not null }) && (order.From ?? order.To) is not null)
            throw new UserFaultException("no-clip-to-trim", "Only a driving clip can be trimmed: give one, or leave the trim out.");
        var motion = order.Motion switch
        {
            MotionSource.Preset preset => new FilmMotion(FindPreset(preset.Name).Track, []),
            MotionSource.TrackFile { CapturedFrom: { } driver } file => await ReadTrackOfAsync(driver, file, order, faces, progress, token),
            MotionSource.TrackFile file => new FilmMotion(await ReadTrackAsync(file.Path, token), []),
            MotionSource.Driver driver => await CaptureAsync(driver, order, faces, progress, token),
            _ => throw new InvalidOperationException($"Unknown motion source {order.Motion}."),
        };
        var acting = motion.Driver is null ? null : motion.Driver with { PingPong = order.Playback == FilmPlayback.PingPong };
        var track = Played(motion.Original, order);
        return motion with { Track = track, Driver = acting, Sound = await FilmSounds.ChooseAsync(order, motion.Clip, motion.Original, track, token) };
    }

    private static MotionTrack Played(MotionTrack original, FilmOrder order)
    {
        var track = order.Only switch
        {
            FilmPart.Expression => original.OnlyExpression(),
            FilmPart.Pose => original.OnlyPose(),
            _ => original,
        };
        try
        {
            track = track.WithStrength(order.Strength).AtSpeed(order.Speed);
            return order.Playback == FilmPlayback.PingPong ? track.PingPong() : track;
        }
        catch (FormatException fault)
        {
            throw new UserFaultException("too-long", "This motion gets too long that way: play it faster, or forward only.", fault);
        }
    }

    private static Preset FindPreset(string name) => Presets.Find(name)
        ?? throw new UserFaultException("no-such-motion", $"There is no motion named '{name}': the names are {string.Join(", ", Presets.All.Select(p => p.Name))}.");

    private static async Task<MotionTrack> ReadTrackAsync(string path, CancellationToken token)
    {
        if (!File.Exists(path)) throw new UserFaultException("no-such-file", $"There is no file '{path}': check the name.");
        try
        {
            var json = await File.ReadAllTextAsync(path, token);
            return IsProject(json) ? MotionProject.FromJson(json).Played() : MotionTrack.FromJson(json);
        }
        catch (FormatException fault)
        {
            throw new UserFaultException("bad-track", $"The track file cannot be used: {fault.Message}", fault);
        }
    }

    // What the editor saves as a file has its track inside.
    private static bool IsProject(string json)
    {
        try
        {
            using var root = JsonDocument.Parse(json);
            return root.RootElement.ValueKind is JsonValueKind.Object && root.RootElement.TryGetProperty("track", out _);
        }
        catch (JsonException)
        {
            return false; // the track's reader says what is wrong
        }
    }

    private static async Task<FilmMotion> CaptureAsync(MotionSource.Driver driver, FilmOrder order, FaceAnalysis faces, IProgress<(int, int)> progress, CancellationToken token)
    {
        var known = driver.Captured;
        if (await FaceAnalysis.IsPictureAsync(driver.Path, token))
        {
            if (order.Engine == FilmEngine.Draft) return new FilmMotion(known?.Track ?? await faces.CapturePictureAsync(driver.Path, driver.Face, driver.NeutralPath, token), known?.Warnings ?? []);
            using var portrait = await faces.ReadPortraitAsync(driver.Path, driver.Face, token);
            var still = new DrivingFace(portrait.Face, MotionTrack.FromSamples(1, [MotionCapture.FromPicture(portrait.Face)], null), ct => OnePictureAsync(faces, driver.Path, ct));
            return new FilmMotion(known?.Track ?? FaceAnalysis.MotionOf(portrait), known?.Warnings ?? portrait.Face.Warnings) { Driver = still };
        }

        if (driver.NeutralPath is not null) throw new UserFaultException("neutral-of-clip", "A clip is its own neutral: compare only a picture with a neutral picture.");
        var clip = await VideoInfo.ReadAsync(driver.Path, token);
        if (order.Engine == FilmEngine.HelloMeme) return (await CaptureFaceAsync(clip, driver.Face, order, faces, progress, token)) with { Clip = clip };
        var motion = known ?? await CaptureClipAsync(faces, clip, driver.Face, order.From, order.To, progress, token);
        return new FilmMotion(motion.Track, motion.Warnings) { Clip = clip };
    }

    // The engine wants the driver's face too, which a captured track does not hold.
    private static async Task<FilmMotion> CaptureFaceAsync(VideoInfo clip, int? face, FilmOrder order, FaceAnalysis faces, IProgress<(int, int)> progress, CancellationToken token)
    {
        var (track, seen) = await faces.CaptureClipAsync(clip, face, order.From, order.To, progress, token);
        var reading = FaceAnalysis.ReadingOf(clip, order.From, order.To);
        return new FilmMotion(track, WarningsOf(seen)) { Driver = new DrivingFace(seen, track, ct => VideoReader.ReadAsync(clip, reading, ct)) };
    }

    // Of the driver the Draft engine needs the sound only.
    private static async Task<FilmMotion> ReadTrackOfAsync(string driver, MotionSource.TrackFile file, FilmOrder order, FaceAnalysis faces, IProgress<(int, int)> progress, CancellationToken token)
    {
        var track = await ReadTrackAsync(file.Path, token);
        var known = order.Engine == FilmEngine.Draft ? new CapturedMotion(track, []) : null;
        var captured = await CaptureAsync(new MotionSource.Driver(driver, known, file.Face), order, faces, progress, token);
        return captured with { Original = track, Driver = captured.Driver is { IsStill: false } acting ? acting with { Pictures = PicturesOf(acting, file, order, track) } : captured.Driver };
    }

    private static IReadOnlyList<int> PicturesOf(DrivingFace acting, MotionSource.TrackFile file, FilmOrder order, MotionTrack track) =>
        TimeSegment.PicturesOf(file.Segments, track.Length, (order.From ?? default).TotalSeconds, acting.Captured.Rate, acting.Captured.Length);

    private static async IAsyncEnumerable<Frame> OnePictureAsync(FaceAnalysis faces, string path, [EnumeratorCancellation] CancellationToken token)
    {
        yield return await faces.ReadPictureAsync(path, null, token);
    }

    /// <summary>A clip's motion with what should be said about it.</summary>
    /// <exception cref="UserFaultException">As <see cref="FaceAnalysis.CaptureClipAsync"/>.</exception>
    public static async Task<CapturedMotion> CaptureClipAsync(FaceAnalysis faces, VideoInfo clip, int? number, TimeSpan? from, TimeSpan? to, IProgress<(int, int)> progress, CancellationToken token)
    {
        var (track, face) = await faces.CaptureClipAsync(clip, number, from, to, progress, token);
        return new CapturedMotion(track, WarningsOf(face));
    }

    private static IReadOnlyList<string> WarningsOf(FaceTrack face)
    {
        string[] held = face.HeldCount == 0 ? [] : [$"In {face.HeldCount} of {face.Frames.Count} frames no face was found; the last one was held there."];
        return [.. face.Warnings, .. held];
    }
}
