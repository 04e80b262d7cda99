using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Controls;

/// <summary>A caption over a preview, nearly as it will be burnt in (HelloMeme.Media.CaptionOverlay). The parent is a size container of the film's shape.</summary>
public sealed partial class CaptionText
{
    // Shares of the film's shorter side, as in CaptionOverlay; Anton's letters are about .46 of the type size wide.
    private const double Largest = 0.135, Smallest = 0.045, Shrink = 0.96, TallestBlock = 0.38, LetterWidth = 0.46, Pitch = 1.05, Margin = 0.035;

    [Parameter]
    public string? Text { get; set; }

    /// <summary>Width by height of the film.</summary>
    [Parameter]
    public double Aspect { get; set; } = 1;

    [Parameter]
    public bool Bottom { get; set; }

    private string Type => Size(Text!.Trim(), Aspect).ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Type size as a share of the shorter side.</summary>
    public static double Size(string text, double aspect)
    {
        var (width, height) = aspect < 1 ? (1, 1 / aspect) : (aspect, 1.0);
        for (var size = Largest; size > Smallest; size *= Shrink)
        {
            var room = (int)((width - 2 * Margin) / (size * LetterWidth));
            if (Lines(text, room) * Pitch * size <= TallestBlock * height) return size;
        }

        return Smallest;
    }

    // How many lines words take when a line holds so many letters; a word that fits no line counts as too many.
    private static int Lines(string text, int room)
    {
        int lines = 0;
        foreach (var line in text.Split('\n'))
        {
            lines++;
            var used = 0;
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Length > room) return int.MaxValue / 2;
                if (used > 0 && used + 1 + word.Length > room) (lines, used) = (lines + 1, 0);
                used += (used > 0 ? 1 : 0) + word.Length;
            }
        }

        return lines;
    }
}
