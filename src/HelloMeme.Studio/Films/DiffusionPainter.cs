using System.Runtime.CompilerServices;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Films;

/// <summary>What is kept of a long render so that it can go on after a restart with the same bits.</summary>
/// <param name="From">What was kept last; bytes of another render or of an older program are passed over.</param>
/// <param name="Keep">Awaited every few steps.</param>
public sealed record FilmCheckpoints(ReadOnlyMemory<byte> From, Func<byte[], Task> Keep);

/// <summary>The HelloMeme engine at work.</summary>
internal sealed class DiffusionPainter(HelloMemeEngine engine, Portrait portrait, FilmOrder order, FilmMotion motion, bool film, DiffusionProgress progress, FilmCheckpoints? checkpoints) : IFilmPainter
{
    private readonly RenderScene _scene = new(portrait.Picture, portrait.Face, motion.Track) { Driver = motion.Driver };
    private Frame? _picture;

    public int Width => order.Settings.Side;

    public int Height => order.Settings.Side;

    public double Rate => HelloMemeEngine.RateOf(motion.Track, order.Settings);

    public int PeakFrame => Math.Min(Count - 1, (int)Math.Round(motion.Track.PeakFrame() * Rate / motion.Track.Rate));

    public IReadOnlyList<string> Warnings { get; } = EngineNotes.Of(engine, order.Settings, film);

    private int Count => film ? HelloMemeEngine.FrameCount(motion.Track, order.Settings) : 1;

    public Task<RenderEstimate> EstimateAsync(CancellationToken token) => engine.EstimateAsync(order.Settings, Count, film, token);

    public async IAsyncEnumerable<Frame> FramesAsync([EnumeratorCancellation] CancellationToken token)
    {
        var (from, keep) = Hooks();
        await foreach (var frame in engine.RenderFilmAsync(_scene, order.Settings, progress.Report, from, keep, token))
        {
            using (frame) yield return frame;
        }
    }

    public async Task<Frame> PictureAsync(CancellationToken token)
    {
        var (from, keep) = Hooks();
        return _picture = await engine.RenderPictureAsync(_scene, motion.Track.PeakFrame(), order.Settings, progress.Report, from, keep, token);
    }

    public void Dispose() => _picture?.Dispose();

    private (RenderCheckpoint? From, Func<RenderCheckpoint, Task>? Keep) Hooks()
    {
        if (checkpoints is null) return (null, null);
        var key = engine.KeyOf(_scene, order.Settings, film);
        return (RenderCheckpointFile.Read(checkpoints.From.Span, key), state => checkpoints.Keep(RenderCheckpointFile.Write(state, key)));
    }
}
