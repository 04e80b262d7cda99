using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Films;

/// <summary>The motion of an order with its sound and what should be said about it.</summary>
public sealed record FilmMotion(MotionTrack Track, Soundtrack? Sound, IReadOnlyList<string> Warnings)
{
    /// <summary>Finds or captures the motion and applies strength and part.</summary>
    /// <exception cref="UserFaultException">"no-such-motion", "bad-track", and the faults of capture.</exception>
    public static async Task<FilmMotion> ReadAsync(FilmOrder order, FaceAnalysis faces, IProgress<(int, int)> progress, CancellationToken token)
    {
        if (order.Motion is not MotionSource.Driver && (order.From ?? order.To) is not null)
            throw new UserFaultException("no-clip-to-trim", "--from and --to trim a driving clip: give one with --driving, or leave them out.");
        var motion = order.Motion switch
        {
            MotionSource.Preset preset => new FilmMotion(FindPreset(preset.Name).Track, null, []),
            MotionSource.TrackFile file => new FilmMotion(await ReadTrackAsync(file.Path, token), null, []),
            MotionSource.Driver driver => await CaptureAsync(driver.Path, order, faces, progress, token),
            _ => throw new InvalidOperationException($"Unknown motion source {order.Motion}."),
        };
        var track = order.Only switch
        {
            FilmPart.Expression => motion.Track.OnlyExpression(),
            FilmPart.Pose => motion.Track.OnlyPose(),
            _ => motion.Track,
        };
        return motion with { Track = order.Strength == 1 ? track : track.WithStrength(order.Strength) };
    }

    private static Preset FindPreset(string name) => Presets.Find(name)
        ?? throw new UserFaultException("no-such-motion", $"There is no motion named '{name}': the names are {string.Join(", ", Presets.All.Select(p => p.Name))}.");

    private static async Task<MotionTrack> ReadTrackAsync(string path, CancellationToken token)
    {
        if (!File.Exists(path)) throw new UserFaultException("no-such-file", $"There is no file '{path}': check the name.");
        try
        {
            return MotionTrack.FromJson(await File.ReadAllTextAsync(path, token));
        }
        catch (FormatException fault)
        {
            throw new UserFaultException("bad-track", $"The track file cannot be used: {fault.Message}", fault);
        }
    }

    private static async Task<FilmMotion> CaptureAsync(string path, FilmOrder order, FaceAnalysis faces, IProgress<(int, int)> progress, CancellationToken token)
    {
        if (await FaceAnalysis.IsPictureAsync(path, token)) return new FilmMotion(await faces.CapturePictureAsync(path, token), null, []);
        var clip = await VideoInfo.ReadAsync(path, token);
        var (track, face) = await faces.CaptureClipAsync(clip, order.From, order.To, progress, token);
        var sound = new Soundtrack(clip, order.From?.TotalSeconds ?? 0, order.To?.TotalSeconds);
        string[] held = face.HeldCount == 0 ? [] : [$"In {face.HeldCount} of {face.Frames.Count} frames no face was found; the last one was held there."];
        return new FilmMotion(track, sound, [.. face.Warnings, .. held]);
    }
}
