using HelloMeme.Media;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Films;

/// <summary>What is heard under a film.</summary>
internal static class FilmSounds
{
    /// <param name="clip">The driving clip; null without one.</param>
    /// <param name="original">The motion before the order's changes.</param>
    /// <param name="played">The same after them.</param>
    /// <exception cref="UserFaultException">"not-a-sound".</exception>
    public static async Task<IReadOnlyList<Soundtrack>> ChooseAsync(FilmOrder order, VideoInfo? clip, MotionTrack original, MotionTrack played, CancellationToken token)
    {
        if (order.Sound is FilmSound.Mute) return [];
        if (order.Sound is FilmSound.Replace) return [await OfAsync(order.SoundPath!, token)];
        var each = SecondsOfAFrame(order, original, played);
        if (order.Motion is MotionSource.TrackFile { Laid: { Count: > 0 } laid }) return await LaidAsync(laid, each, token);
        if (clip?.AudioCodec is not { } codec) return [];
        if (order.Motion is MotionSource.TrackFile { Segments: { } segments })
            return [.. from s in segments where !s.IsSilent select At(new Soundtrack(clip.Path, codec), s, each)];
        var from = (order.From ?? default).TotalSeconds;
        return Soundtrack.Of(clip, from, order.To?.TotalSeconds, order.Speed);
    }

    private static async Task<IReadOnlyList<Soundtrack>> LaidAsync(IReadOnlyList<LaidSound> laid, double each, CancellationToken token)
    {
        var sounds = new Dictionary<string, Soundtrack>();
        foreach (var path in laid.Select(l => l.Path).Distinct()) sounds[path] = await OfAsync(path, token);
        return [.. from l in laid where !l.Time.IsSilent select At(sounds[l.Path], l.Time, each)];
    }

    private static async Task<Soundtrack> OfAsync(string path, CancellationToken token)
    {
        var sound = await SoundInfo.ReadAsync(path, token);
        return new Soundtrack(path, sound.Codec);
    }

    // Backwards there is silence.
    private static double SecondsOfAFrame(FilmOrder order, MotionTrack original, MotionTrack played)
    {
        var forward = order.Playback == FilmPlayback.PingPong && played.Length > 1 ? played.Length / 2 + 1 : played.Length;
        return forward / played.Rate / original.Length;
    }

    // Rounded, so that what was only cut is at the very speed of the clip, whose sound is then copied.
    private static Soundtrack At(Soundtrack sound, TimeSegment time, double each) =>
        sound with { From = time.From, To = time.To, At = time.Frame * each, Speed = Math.Round((time.To - time.From) / (time.Frames * each), 9) };
}
