using HelloMeme.Studio.CommandLine;
using HelloMeme.Studio.Films;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

public sealed class ProgressBarTests
{
    [Fact]
    public void Line_says_phase_step_and_time_left() =>
        Assert.Equal("Rendering            [##############..............] 40/80  7 s left", ProgressBar.Line(new FilmProgress(FilmPhase.Rendering, 40, 80, TimeSpan.FromSeconds(6.2))));

    [Fact]
    public void Line_promises_nothing_while_nothing_is_known()
    {
        Assert.Equal("Reading the portrait ...", ProgressBar.Line(new FilmProgress(FilmPhase.Portrait, 0, 0, null)));
        Assert.EndsWith("] 1/80", ProgressBar.Line(new FilmProgress(FilmPhase.Rendering, 1, 80, null)).TrimEnd(), StringComparison.Ordinal);
    }
}
