using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;

namespace HelloMeme.Studio.Films;

/// <summary>The stages of the HelloMeme engine as phases of a film, each with its own clock.</summary>
internal sealed class DiffusionProgress(TimeProvider clock, IProgress<FilmProgress> progress, IProgress<Frame>? previews)
{
    private FilmPhase? _phase;
    private PhaseClock? _current;

    public void Report(RenderProgress value)
    {
        var phase = value.Stage switch
        {
            RenderStage.Denoising => FilmPhase.Denoising,
            RenderStage.Decoding => FilmPhase.Decoding,
            RenderStage.Control => FilmPhase.Conditions,
            _ => FilmPhase.Preparing,
        };
        if (phase != _phase) (_phase, _current) = (phase, new PhaseClock(phase, clock, progress));
        if (value.Stage is RenderStage.Prompt or RenderStage.Reference || value.Step == 0) progress.Report(new FilmProgress(phase, 0, 0, null));
        else _current!.Report((value.Step, value.Steps));
        if (value.Preview is { } preview) previews?.Report(preview);
    }
}
