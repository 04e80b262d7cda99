namespace HelloMeme.Studio.Films;

/// <summary>Times for people: "40 s", "25 min", "3.5 h".</summary>
public static class TimeWords
{
    private const double MostSeconds = 90, MostMinutes = 90;

    public static string Of(TimeSpan time) => FormattableString.Invariant(
        time.TotalSeconds < MostSeconds ? $"{Math.Max(1, Math.Ceiling(time.TotalSeconds)):0} s" : time.TotalMinutes < MostMinutes ? (FormattableString)$"{time.TotalMinutes:0} min" : $"{time.TotalHours:0.0} h");
}
