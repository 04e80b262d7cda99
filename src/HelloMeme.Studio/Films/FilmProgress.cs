namespace HelloMeme.Studio.Films;

public enum FilmPhase { Portrait, Motion, Preparing, Conditions, Denoising, Decoding, Rendering, Writing }

/// <summary>Where a film stands: step i of n in a phase (n = 0 while unknown) and the time left, once it can be told.</summary>
public sealed record FilmProgress(FilmPhase Phase, int Step, int Steps, TimeSpan? TimeLeft);

public static class FilmPhases
{
    public static string Sentence(this FilmPhase phase) => phase switch
    {
        FilmPhase.Portrait => "Reading the portrait",
        FilmPhase.Motion => "Reading the motion",
        FilmPhase.Preparing => "Preparing the face",
        FilmPhase.Conditions => "Reading poses",
        FilmPhase.Denoising => "Denoising",
        FilmPhase.Decoding => "Drawing frames",
        FilmPhase.Rendering => "Rendering",
        _ => "Writing the film",
    };
}
