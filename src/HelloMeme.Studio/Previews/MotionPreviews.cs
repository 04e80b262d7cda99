using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Jobs;
using HelloMeme.Studio.Motions;
using HelloMeme.Studio.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace HelloMeme.Studio.Previews;

/// <summary>A small moving WebP of an order and the still of it. Whoever asks must own the portrait.</summary>
public sealed record MotionPreview(Guid Id, string Owner, Guid Portrait, byte[] Moving, byte[] Still);

/// <summary>Shows an order on the visitor's own face before it is rendered: one at a time on one core, kept in memory only. Tiles decorate a page and are
/// drawn by slots that no job wants (<see cref="IdleWork"/>); the large one is waited for and is drawn at once.</summary>
public sealed class MotionPreviews(FaceAnalysis faces, AssetStore assets, AnalysisStore analyses, MotionStore motions, BlobStore blobs, IdleWork idle) : IDisposable
{
    private const double Rate = 12.5;           // frames per second
    private const double LongestSeconds = 6;    // of a driving clip; every preset is shorter
    private const int KeptFaces = 6;
    private const long KeptBytes = 192L << 20;
    private readonly MemoryCache _made = new(new MemoryCacheOptions { SizeLimit = KeptBytes });
    private readonly List<((Guid Portrait, Framing? Framing, int? Number) Key, PreviewFace Face)> _faces = [];
    private readonly SemaphoreSlim _drawing = new(1);

    /// <summary>Tile: the 192-pixel face with the motion alone; else the film's shape with all settings but captions and sound.</summary>
    /// <exception cref="UserFaultException">"not-here", or what is wrong with the face or the motion.</exception>
    public async Task<MotionPreview> MakeAsync(string owner, RenderOrder order, bool tile, CancellationToken token)
    {
        var wanted = order with { CaptionTop = null, CaptionBottom = null, Sound = FilmSound.Keep, SoundFrom = null };
        wanted = wanted with { Motion = await motions.TakeAsync(owner, order.Motion, token) }; // an edited one is another one
        if (tile) wanted = new RenderOrder { Portrait = order.Portrait, Framing = order.Framing, Face = order.Face, Motion = wanted.Motion };
        var key = $"{owner} {tile} {JsonSerializer.Serialize(wanted, JsonSerializerOptions.Web)}";
        var portrait = await assets.FindAsync(owner, order.Portrait, token);
        if (_made.TryGetValue(key, out MotionPreview? known)) return known!;
        var track = await TrackAsync(owner, wanted, token);

        return tile ? await idle.RunAsync(t => MakeAsync(key, portrait, wanted, tile, track, t), token) : await MakeAsync(key, portrait, wanted, tile, track, token);
    }

    private async Task<MotionPreview> MakeAsync(string key, Asset portrait, RenderOrder wanted, bool tile, MotionTrack track, CancellationToken token)
    {
        await _drawing.WaitAsync(token);
        try
        {
            if (_made.TryGetValue(key, out MotionPreview? known)) return known!;
            var face = await FaceAsync(portrait, wanted.Framing, wanted.Face, token);
            var preview = await Task.Run(() => Draw(portrait.Owner, face, wanted, tile, track, token), token);
            var size = preview.Moving.Length + preview.Still.Length;
            _made.Set(key, preview, new MemoryCacheEntryOptions { Size = size });
            _made.Set(preview.Id, preview, new MemoryCacheEntryOptions { Size = 1 });
            return preview;
        }
        finally
        {
            _drawing.Release();
        }
    }

    /// <summary>The portrait as the browser draws it live: null = the square tile, else the film's shape.</summary>
    /// <exception cref="UserFaultException">"not-here", or what is wrong with the face.</exception>
    public async Task<byte[]> PackAsync(string owner, Guid portrait, Framing? framing, int? face, FilmShape? shape, CancellationToken token)
    {
        var asset = await assets.FindAsync(owner, portrait, token);
        await _drawing.WaitAsync(token);
        try
        {
            var ready = await FaceAsync(asset, framing, face, token);
            return await Task.Run(() => ready.Packet(shape), token);
        }
        finally
        {
            _drawing.Release();
        }
    }

    /// <summary>The motion of an order with its settings: what the browser plays on the live face.</summary>
    /// <exception cref="UserFaultException">"no-such-motion".</exception>
    public async Task<MotionTrack> TrackAsync(string owner, RenderOrder order, CancellationToken token)
    {
        var motion = await motions.TakeAsync(owner, order.Motion, token);
        var track = motion switch
        {
            { Preset: { } name } => Presets.Find(name)?.Track ?? throw new UserFaultException("no-such-motion", "That motion is no longer offered: choose another one."),
            { Track: { } json } => MotionTrack.FromJson(json.GetRawText()),
            _ => (await analyses.FindMotionAsync(owner, motion.Look()!, token))?.Track
                ?? throw new UserFaultException("no-such-motion", "That clip has not been looked at yet: choose it again."),
        };
        track = order.Only switch { FilmPart.Expression => track.OnlyExpression(), FilmPart.Pose => track.OnlyPose(), _ => track };
        track = track.WithStrength(order.Strength).AtSpeed(order.Speed);
        return order.Playback is FilmPlayback.PingPong ? track.PingPong() : track;
    }

    /// <summary>A preview that was made before; null when it is another's, forgotten, or its portrait deleted.</summary>
    public async Task<MotionPreview?> FindOrNullAsync(string owner, Guid id, CancellationToken token) =>
        _made.TryGetValue(id, out MotionPreview? preview) && preview!.Owner == owner && await assets.FindOrNullAsync(owner, preview.Portrait, token) is not null ? preview : null;

    public void Dispose()
    {
        foreach (var (_, face) in _faces) face.Dispose();
        _made.Dispose();
        _drawing.Dispose();
    }

    private static MotionPreview Draw(string owner, PreviewFace face, RenderOrder order, bool tile, MotionTrack track, CancellationToken token)
    {
        var renderer = face.Renderer(tile ? null : order.Shape);
        var frames = new List<Frame>();
        try
        {
            var step = track.Rate / Rate;
            for (var at = 0.0; at < track.Length && frames.Count < Rate * LongestSeconds; at += step)
            {
                token.ThrowIfCancellationRequested();
                var frame = new Frame(renderer.Width, renderer.Height);
                frames.Add(frame);
                renderer.Render(track.Evaluate(at), frame);
            }

            return new MotionPreview(Guid.NewGuid(), owner, order.Portrait, AnimatedWebP.Encode(frames, Rate), face.Still(renderer, track));
        }
        finally
        {
            foreach (var frame in frames) frame.Dispose();
        }
    }

    private async Task<PreviewFace> FaceAsync(Asset portrait, Framing? framing, int? number, CancellationToken token)
    {
        var at = _faces.FindIndex(f => f.Key == (portrait.Id, framing, number));
        if (at >= 0)
        {
            var known = _faces[at];
            _faces.RemoveAt(at);
            _faces.Add(known);
            return known.Face;
        }

        using var picture = await faces.ReadPortraitAsync(blobs.PathOf(portrait.BlobHash), number, token, framing);
        var face = await Task.Run(() => new PreviewFace(picture), token);
        _faces.Add(((portrait.Id, framing, number), face));
        if (_faces.Count > KeptFaces)
        {
            _faces[0].Face.Dispose();
            _faces.RemoveAt(0);
        }

        return face;
    }
}
