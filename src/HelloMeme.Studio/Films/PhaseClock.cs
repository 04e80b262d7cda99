namespace HelloMeme.Studio.Films;

/// <summary>Steps of one phase with the time left, from the pace so far.</summary>
public sealed class PhaseClock(FilmPhase phase, TimeProvider clock, IProgress<FilmProgress> progress) : IProgress<(int Done, int Of)>
{
    private const int PaceSteps = 3; // the first are slower
    private readonly long _start = clock.GetTimestamp();
    private int? _before; // steps made before a restart

    public void Report((int Done, int Of) value)
    {
        var elapsed = clock.GetElapsedTime(_start);
        var done = value.Done - (_before ??= Math.Max(0, value.Done - 1));
        TimeSpan? left = done < PaceSteps ? null : elapsed / done * (value.Of - value.Done);
        progress.Report(new FilmProgress(phase, value.Done, value.Of, left));
    }
}
