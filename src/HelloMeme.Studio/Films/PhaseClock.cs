namespace HelloMeme.Studio.Films;

/// <summary>Steps of one phase with the time left, from the pace so far.</summary>
public sealed class PhaseClock(FilmPhase phase, TimeProvider clock, IProgress<FilmProgress> progress) : IProgress<(int Done, int Of)>
{
    private const int PaceSteps = 3; // the first are slower
    private readonly long _start = clock.GetTimestamp();

    public void Report((int Done, int Of) value)
    {
        var elapsed = clock.GetElapsedTime(_start);
        TimeSpan? left = value.Done < PaceSteps ? null : elapsed / value.Done * (value.Of - value.Done);
        progress.Report(new FilmProgress(phase, value.Done, value.Of, left));
    }
}
