using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.CommandLine;

/// <summary>One line on standard error, redrawn: phase, i of n, time left. Silent when the output is not a terminal.</summary>
public sealed class ProgressBar(CommandLineHost host) : IProgress<FilmProgress>
{
    private const int Width = 28;
    private readonly Lock _lock = new();
    private bool _drawn;

    public void Report(FilmProgress value)
    {
        if (!host.DrawsOver) return;
        lock (_lock)
        {
            host.Error.Write("\r" + Line(value).PadRight(78));
            _drawn = true;
        }
    }

    public void Finish()
    {
        if (_drawn) host.Error.WriteLine();
        _drawn = false;
    }

    /// <summary>What the line says: phase, bar, i of n, seconds left.</summary>
    public static string Line(FilmProgress value)
    {
        if (value.Steps == 0) return value.Phase.Sentence() + " ...";
        var filled = (int)((long)Width * value.Step / value.Steps);
        var left = value.TimeLeft is { } time ? $"{Math.Ceiling(time.TotalSeconds):0} s left" : "";
        return $"{value.Phase.Sentence(),-20} [{new string('#', filled)}{new string('.', Width - filled)}] {value.Step}/{value.Steps}  {left}";
    }
}
