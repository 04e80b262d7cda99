namespace HelloMeme.Studio.Films;

/// <summary>A finished film: pixels, frames, warnings as sentences, and the recipe inside the file.</summary>
public sealed record Film(int Width, int Height, int Frames, TimeSpan Duration, IReadOnlyList<string> Warnings, string Recipe);
