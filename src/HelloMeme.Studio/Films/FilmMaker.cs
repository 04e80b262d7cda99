using System.Runtime.CompilerServices;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Motion;

namespace HelloMeme.Studio.Films;

/// <summary>One order becomes one file. Until the last byte is written only part files exist; a fault or a cancel leaves none.</summary>
public sealed class FilmMaker(FaceAnalysis faces, TimeProvider clock)
{
    /// <summary>Previews are told of each frame while it is drawn: read it within the call.</summary>
    /// <exception cref="UserFaultException">Any fault of the files, the faces or the encoder, as one sentence with its remedy.</exception>
    public async Task<Film> MakeAsync(FilmOrder order, IProgress<FilmProgress> progress, CancellationToken token, IProgress<Frame>? previews = null)
    {
        // 1. What can be told without work
        var still = Path.GetExtension(order.OutputPath).Equals(".png", StringComparison.OrdinalIgnoreCase);
        if (!still) VideoWriter.FormatOf(order.OutputPath);

        // 2. Portrait
        progress.Report(new FilmProgress(FilmPhase.Portrait, 0, 0, null));
        using var portrait = await faces.ReadPortraitAsync(order.PortraitPath, order.Face, token, order.Framing);

        // 3. Motion
        var reading = new PhaseClock(FilmPhase.Motion, clock, progress);
        var motion = await FilmMotion.ReadAsync(order, faces, reading, token);

        // 4. The face, ready to be moved
        progress.Report(new FilmProgress(FilmPhase.Preparing, 0, 0, null));
        using var renderer = await Task.Run(() => CreateRenderer(portrait, order), token);
        var captions = CaptionOverlay.Create(renderer.Width, renderer.Height, order.CaptionTop, order.CaptionBottom);

        // 5. Frames into the file
        var recipe = FilmRecipe.Write(order, motion.Original);
        var frames = 1;
        if (still) await WriteStillAsync(order.OutputPath, renderer, motion.Track, captions, recipe, token);
        else frames = await WriteFilmAsync(order, renderer, motion, captions, recipe, progress, previews, token);

        // 6. The frame that tells it best
        if (order.StillPath is { } path) await WriteStillAsync(path, renderer, motion.Track, captions, recipe, token);
        return new Film(renderer.Width, renderer.Height, frames, TimeSpan.FromSeconds(still ? 0 : frames / motion.Track.Rate), [.. portrait.Face.Warnings, .. motion.Warnings], recipe);
    }

    private static DraftRenderer CreateRenderer(Portrait portrait, FilmOrder order)
    {
        var options = new DraftOptions
        {
            Square = order.Size == FilmSize.Square ? 512 : null,
            Area = order.Shape.Around(portrait.Face.Neutral.Box, portrait.Picture.Width, portrait.Picture.Height),
            LongSide = MediaLimits.OutputLongSide,
        };
        return new DraftRenderer(portrait.Picture, portrait.Face.Neutral.Landmarks, portrait.Face.Person, options);
    }

    private async Task<int> WriteFilmAsync(FilmOrder order, DraftRenderer renderer, FilmMotion motion, CaptionOverlay captions, string recipe, IProgress<FilmProgress> progress, IProgress<Frame>? previews, CancellationToken token)
    {
        var rendering = new PhaseClock(FilmPhase.Rendering, clock, progress);
        var options = new VideoWriteOptions(motion.Track.Rate) { Sound = motion.Sound, Recipe = recipe };
        return await VideoWriter.WriteAsync(RenderAsync(renderer, motion.Track, captions, rendering, previews, token), order.OutputPath, options, token);
    }

    // One buffer for the whole film: the writer has read a frame before it asks for the next.
    private static async IAsyncEnumerable<Frame> RenderAsync(DraftRenderer renderer, MotionTrack track, CaptionOverlay captions, IProgress<(int, int)> progress, IProgress<Frame>? previews, [EnumeratorCancellation] CancellationToken token)
    {
        using var frame = new Frame(renderer.Width, renderer.Height);
        for (var i = 0; i < track.Length; i++)
        {
            token.ThrowIfCancellationRequested();
            renderer.Render(track.Evaluate(i), frame);
            captions.Blend(frame);
            progress.Report((i + 1, track.Length));
            previews?.Report(frame);
            yield return frame;
            await Task.Yield();
        }
    }

    private static async Task WriteStillAsync(string path, DraftRenderer renderer, MotionTrack track, CaptionOverlay captions, string recipe, CancellationToken token)
    {
        using var frame = new Frame(renderer.Width, renderer.Height);
        renderer.Render(track.Evaluate(track.PeakFrame()), frame);
        captions.Blend(frame);
        await VideoWriter.WriteStillAsync(frame, path, recipe, token);
    }
}
