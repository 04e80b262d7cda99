using System.Runtime.CompilerServices;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;

namespace HelloMeme.Studio.Films;

/// <summary>One order becomes one file. Until the last byte is written only part files exist; a fault or a cancel leaves none.</summary>
public sealed class FilmMaker(FaceAnalysis faces, HelloMemeEngine engine, TimeProvider clock)
{
    /// <param name="previews">Told of frames while they are drawn, and of small pictures while the HelloMeme engine denoises: read them within the call.</param>
    /// <param name="checkpoints">Only for the HelloMeme engine.</param>
    /// <param name="expect">Told what the HelloMeme engine will take before it begins; it may throw to stop that.</param>
    /// <exception cref="UserFaultException">Any fault of the files, the faces, the weights or the encoder, as one sentence with its remedy.</exception>
    public async Task<Film> MakeAsync(FilmOrder order, IProgress<FilmProgress> progress, CancellationToken token, IProgress<Frame>? previews = null, FilmCheckpoints? checkpoints = null, Func<RenderEstimate, Task>? expect = null)
    {
        // 1. What can be told without work
        var still = Path.GetExtension(order.OutputPath).Equals(".png", StringComparison.OrdinalIgnoreCase);
        if (!still) VideoWriter.FormatOf(order.OutputPath);
        KeepSources(order);
        if (order.Engine == FilmEngine.HelloMeme) engine.Weights.Require(order.Settings, film: !still);

        // 2. Portrait
        progress.Report(new FilmProgress(FilmPhase.Portrait, 0, 0, null));
        using var portrait = await faces.ReadPortraitAsync(order.PortraitPath, order.Face, token, order.Framing);

        // 3. Motion
        var reading = new PhaseClock(FilmPhase.Motion, clock, progress);
        var motion = await FilmMotion.ReadAsync(order, faces, reading, token);

        // 4. The face, ready to be moved
        progress.Report(new FilmProgress(FilmPhase.Preparing, 0, 0, null));
        using var painter = await PrepareAsync(order, portrait, motion, !still, progress, previews, checkpoints, expect, token);
        var captions = CaptionOverlay.Create(painter.Width, painter.Height, order.CaptionTop, order.CaptionBottom);

        // 5. Frames into the file, the best one into the still
        var recipe = FilmRecipe.Write(order, motion.Original, painter.Warnings);
        var written = 1;
        using var best = new Frame(painter.Width, painter.Height);
        if (still) await WritePictureAsync(order.OutputPath, painter, captions, best, recipe, token);
        else written = await WriteFilmAsync(order.OutputPath, painter, motion.Sound, captions, best, recipe, previews, token);
        if (order.StillPath is { } path) await VideoWriter.WriteStillAsync(best, path, recipe, token, FilmRecipe.SourceTypeOf(recipe));
        return new Film(painter.Width, painter.Height, written, TimeSpan.FromSeconds(still ? 0 : written / painter.Rate), [.. portrait.Face.Warnings, .. motion.Warnings, .. painter.Warnings], recipe);
    }

    // A published film replaces what has its name; what it is made from must not be that.
    private static void KeepSources(FilmOrder order)
    {
        string?[] sources = order.Motion switch
        {
            MotionSource.Driver driver => [driver.Path, driver.NeutralPath],
            MotionSource.TrackFile file => [file.Path, file.CapturedFrom],
            _ => [],
        };
        var written = new[] { order.OutputPath, order.StillPath }.OfType<string>().Select(Path.GetFullPath).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (sources.Append(order.PortraitPath).Append(order.SoundPath).OfType<string>().Any(source => written.Contains(Path.GetFullPath(source))))
            throw new UserFaultException("output-is-input", "The film would replace a file that it is made from: give it another name.");
    }

    private async Task<IFilmPainter> PrepareAsync(FilmOrder order, Portrait portrait, FilmMotion motion, bool film, IProgress<FilmProgress> progress, IProgress<Frame>? previews, FilmCheckpoints? checkpoints, Func<RenderEstimate, Task>? expect, CancellationToken token)
    {
        if (order.Engine == FilmEngine.Draft) return await Task.Run(() => new DraftPainter(portrait, order, motion.Track, new PhaseClock(FilmPhase.Rendering, clock, progress)), token);
        var painter = new DiffusionPainter(engine, portrait, order, motion, film, new DiffusionProgress(clock, progress, previews), checkpoints);
        if (expect is not null) await expect(await painter.EstimateAsync(token));
        return painter;
    }

    private static async Task<int> WriteFilmAsync(string path, IFilmPainter painter, IReadOnlyList<Soundtrack> sound, CaptionOverlay captions, Frame best, string recipe, IProgress<Frame>? previews, CancellationToken token)
    {
        var options = new VideoWriteOptions(painter.Rate) { Sound = sound, Recipe = recipe, SourceType = FilmRecipe.SourceTypeOf(recipe) };
        return await VideoWriter.WriteAsync(FinishAsync(painter, captions, best, previews, token), path, options, token);
    }

    private static async IAsyncEnumerable<Frame> FinishAsync(IFilmPainter painter, CaptionOverlay captions, Frame best, IProgress<Frame>? previews, [EnumeratorCancellation] CancellationToken token)
    {
        int index = 0, peak = painter.PeakFrame;
        await foreach (var frame in painter.FramesAsync(token))
        {
            captions.Blend(frame);
            if (index++ == peak) frame.Pixels.CopyTo(best.Pixels);
            previews?.Report(frame);
            yield return frame;
        }
    }

    private static async Task WritePictureAsync(string path, IFilmPainter painter, CaptionOverlay captions, Frame best, string recipe, CancellationToken token)
    {
        var frame = await painter.PictureAsync(token);
        captions.Blend(frame);
        frame.Pixels.CopyTo(best.Pixels);
        await VideoWriter.WriteStillAsync(best, path, recipe, token, FilmRecipe.SourceTypeOf(recipe));
    }
}
